// quote-headers.c - a block of "De : / Envoyé : / À : / Objet :" in a text
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/quote-headers.h"

#include <string.h>

typedef enum {
	FIELD_NONE = 0,
	FIELD_FROM = 1 << 0,
	FIELD_DATE = 1 << 1,
	FIELD_TO = 1 << 2,
	FIELD_CC = 1 << 3,
	FIELD_SUBJECT = 1 << 4,
	FIELD_OTHER = 1 << 5,
	FIELD_FORM = 1 << 6, // of a contact form, never of a quoted message
} Field;

enum {
	MAX_BLOCK_LINES = 24,
	MAX_NAME = 24,  // bytes of the longest name below, and some
	MAX_FOLDED = 3, // lines over which one header's value may run
	MAX_BLANK = 1,  // blank lines between two headers (HTML's paragraphs)
};

static const struct {
	const char *name;
	Field field;
} fields[] = {
	// clang-format off
	{ "de",                 FIELD_FROM },
	{ "from",               FIELD_FROM },
	{ "expediteur",         FIELD_FROM },
	{ "emetteur",           FIELD_FROM },
	{ "von",                FIELD_FROM },
	{ "van",                FIELD_FROM },
	{ "da",                 FIELD_FROM },
	{ "envoye",             FIELD_DATE },
	{ "envoye le",          FIELD_DATE },
	{ "date",               FIELD_DATE },
	{ "date d'envoi",       FIELD_DATE },
	{ "sent",               FIELD_DATE },
	{ "gesendet",           FIELD_DATE },
	{ "datum",              FIELD_DATE },
	{ "enviado",            FIELD_DATE },
	{ "enviado el",         FIELD_DATE },
	{ "enviada em",         FIELD_DATE },
	{ "fecha",              FIELD_DATE },
	{ "data",               FIELD_DATE },
	{ "inviato",            FIELD_DATE },
	{ "verzonden",          FIELD_DATE },
	{ "message du",         FIELD_DATE },
	{ "a",                  FIELD_TO },
	{ "to",                 FIELD_TO },
	{ "pour",               FIELD_TO },
	{ "destinataire",       FIELD_TO },
	{ "destinataires",      FIELD_TO },
	{ "an",                 FIELD_TO },
	{ "para",               FIELD_TO },
	{ "aan",                FIELD_TO },
	{ "cc",                 FIELD_CC },
	{ "cci",                FIELD_CC },
	{ "copie",              FIELD_CC },
	{ "copie a",            FIELD_CC },
	{ "kopie",              FIELD_CC },
	{ "copia",              FIELD_CC },
	{ "objet",              FIELD_SUBJECT },
	{ "sujet",              FIELD_SUBJECT },
	{ "subject",            FIELD_SUBJECT },
	{ "betreff",            FIELD_SUBJECT },
	{ "asunto",             FIELD_SUBJECT },
	{ "assunto",            FIELD_SUBJECT },
	{ "oggetto",            FIELD_SUBJECT },
	{ "onderwerp",          FIELD_SUBJECT },
	{ "repondre a",         FIELD_OTHER },
	{ "reply-to",           FIELD_OTHER },
	{ "importance",         FIELD_OTHER },
	{ "organisation",       FIELD_OTHER },
	{ "pieces jointes",     FIELD_OTHER },
	{ "piece jointe",       FIELD_OTHER },
	{ "attachments",        FIELD_OTHER },
	{ "nom",                FIELD_FORM },
	{ "prenom",             FIELD_FORM },
	{ "nom et prenom",      FIELD_FORM },
	{ "nom, prenom",        FIELD_FORM },
	{ "civilite",           FIELD_FORM },
	{ "telephone",          FIELD_FORM },
	{ "tel",                FIELD_FORM },
	{ "portable",           FIELD_FORM },
	{ "mobile",             FIELD_FORM },
	{ "email",              FIELD_FORM },
	{ "e-mail",             FIELD_FORM },
	{ "mail",               FIELD_FORM },
	{ "courriel",           FIELD_FORM },
	{ "adresse",            FIELD_FORM },
	{ "adresse e-mail",     FIELD_FORM },
	{ "code postal",        FIELD_FORM },
	{ "ville",              FIELD_FORM },
	{ "commune",            FIELD_FORM },
	{ "message",            FIELD_FORM },
	{ "votre message",      FIELD_FORM },
	{ "commentaire",        FIELD_FORM },
	// clang-format on
};

static Field
field_named(const char *name, size_t len)
{
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (fields[i].name[0] == name[0] &&
			strlen(fields[i].name) == len &&
			memcmp(fields[i].name, name, len) == 0) {
			return fields[i].field;
		}
	}
	return FIELD_NONE;
}

static bool
is_trim(char c)
{
	return c == ' ' || c == '*' || c == '|';
}

// Reads "*De :* Jean" and Orange's "Message du 03/06/26 10:12", which has no
// colon behind its name. ret_value is the rest, in bytes of the folded line.
static Field
read_field(const PsqQuoteLine *line, PsqSpan *ret_value)
{
	static const char orange[] = "message du ";
	size_t start = 0;
	while (start < line->fold_len && is_trim(line->fold[start])) {
		start++;
	}
	const char *name = line->fold + start;
	size_t left = line->fold_len - start;
	if (left > sizeof orange && memcmp(name, orange, 11) == 0 &&
		g_ascii_isdigit(name[11])) {
		*ret_value = (PsqSpan){ start + 11, line->fold_len };
		return FIELD_DATE;
	}
	const char *colon = memchr(name, ':', MIN(left, (size_t)MAX_NAME));
	if (colon == NULL) {
		return FIELD_NONE;
	}
	size_t len = (size_t)(colon - name);
	while (len > 0 && is_trim(name[len - 1])) {
		len--;
	}
	size_t value = start + (size_t)(colon - name) + 1;
	*ret_value = (PsqSpan){ value, line->fold_len };
	return field_named(name, len);
}

static bool
has_address(const char *text, size_t len)
{
	return memchr(text, '@', len) != NULL;
}

// "10:12", "10h12", "10.12"
static bool
has_hour(const char *text, size_t len)
{
	for (size_t i = 1; i + 2 < len; i++) {
		bool sign = text[i] == ':' || text[i] == 'h' || text[i] == '.';
		if (sign && g_ascii_isdigit(text[i - 1]) &&
			g_ascii_isdigit(text[i + 1]) &&
			g_ascii_isdigit(text[i + 2])) {
			return true;
		}
	}
	return false;
}

typedef struct {
	PsqHeaderBlock block;
	int found;  // bits of Field
	bool proof; // an address or an hour was seen
	int blank;
	int folded;
} BlockReader;

static void
take_field(BlockReader *r, const PsqQuoteLines *lines, guint i, Field field,
	PsqSpan value)
{
	const char *text = lines->line[i].fold + value.start;
	size_t len = value.end - value.start;
	if (field == FIELD_FROM && !(r->found & FIELD_FROM)) {
		r->block.from = value;
		r->block.from_line = i;
	}
	if (field == FIELD_DATE) {
		r->proof = r->proof || has_hour(text, len);
	} else if (field != FIELD_SUBJECT) {
		r->proof = r->proof || has_address(text, len);
	}
	r->found |= (int)field;
	r->blank = 0;
	r->folded = 0;
	r->block.end = i + 1;
}

// A line that is no header: a folded value, or the end of the block.
static bool
goes_on(BlockReader *r, const PsqQuoteLine *line)
{
	if (line->fold_len == 0) {
		return ++r->blank <= MAX_BLANK;
	}
	if (r->blank > 0 || ++r->folded > MAX_FOLDED) {
		return false;
	}
	r->proof = r->proof || has_address(line->fold, line->fold_len);
	return true;
}

static int
count_bits(int bits)
{
	int count = 0;
	for (; bits != 0; bits &= bits - 1) {
		count++;
	}
	return count;
}

// Nothing but an earlier message's header begins so; a cheap look, as most
// lines of a text are not.
static bool
may_begin(const PsqQuoteLine *line, bool loose)
{
	PsqSpan value;
	Field field =
		line->fold_len > 0 ? read_field(line, &value) : FIELD_NONE;
	return loose ? field != FIELD_NONE && field != FIELD_FORM
		     : field == FIELD_FROM || field == FIELD_DATE;
}

static bool
is_block(const BlockReader *r, bool loose)
{
	if (!(r->found & FIELD_FROM)) {
		return false;
	}
	return loose || (r->proof && count_bits(r->found) >= 3);
}

// True if the block ends before this field: it is of the next block, or of a
// form in the text below.
static bool
ends_block(const BlockReader *r, Field field, bool loose)
{
	if (field == FIELD_FORM) {
		return r->blank > 0 && is_block(r, loose);
	}
	return field == FIELD_FROM && (r->found & FIELD_FROM);
}

bool
psq_quote_headers_read(const PsqQuoteLines *lines, guint first, bool loose,
	PsqHeaderBlock *ret_block)
{
	BlockReader r = { .block = { .end = first } };
	if (first >= lines->count || !may_begin(&lines->line[first], loose)) {
		return false;
	}
	guint last = MIN(lines->count, first + MAX_BLOCK_LINES);
	for (guint i = first; i < last; i++) {
		PsqSpan value = { 0, 0 };
		Field field = read_field(&lines->line[i], &value);
		if (ends_block(&r, field, loose)) {
			break;
		}
		if (field == FIELD_FORM) {
			return false;
		}
		if (field != FIELD_NONE) {
			take_field(&r, lines, i, field, value);
		} else if (!goes_on(&r, &lines->line[i])) {
			break;
		}
	}
	if (!is_block(&r, loose)) {
		return false;
	}
	*ret_block = r.block;
	return true;
}
