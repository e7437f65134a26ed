// commune.c - in which commune the facts are
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Thousands of communes bear the name of a thing, a person or another commune,
// so a name counts only where a commune is to be expected: behind a postcode,
// in the place and behind it, or after "à" if it lies in the station's own
// department. What can't be told is left untold.
#include "config.h"

#include "parsers/communes.h"
#include "parsers/place-key.h"
#include "parsers/reading.h"

#include <string.h>

// Where a commune is looked for, and what of it is known.
typedef struct {
	const PsqLexicon *lexicon;
	PsqReading *reading;
	char department[4]; // of the station; "" if unknown
	const PsqPassage *passage;
	GArray *words; // PsqKeyWord of the passage
} Search;

// How a name was come upon: which communes it may mean.
typedef enum {
	BY_CODE,  // behind a postcode of the department
	IN_PLACE, // in the place of the facts, or right behind it
	IN_TEXT,  // anywhere: only in the station's department
} Found;

typedef struct {
	const char *department;
	Found found;
	const char *why;
	double score;
} Way;

// The commune that the rows mean, or NULL.
static const PsqCommuneRow *
choose(const PsqCommuneRow *rows, guint count, const Way *way)
{
	const PsqCommuneRow *here = NULL;
	const PsqCommuneRow *known = count == 1 ? rows : NULL;
	guint in_department = 0;
	for (guint i = 0; i < count; i++) {
		if (*way->department != '\0' &&
			psq_commune_in(&rows[i], way->department)) {
			here = &rows[i];
			in_department++;
		}
		known = rows[i].known ? &rows[i] : known;
	}
	if (in_department > 0) {
		return in_department == 1 ? here : NULL;
	}
	return way->found == IN_PLACE ? known : NULL;
}

static const PsqKeyWord *
word_at(const Search *s, guint i)
{
	return &g_array_index(s->words, PsqKeyWord, i);
}

static bool
is_capital(const Search *s, const PsqKeyWord *word)
{
	size_t at = s->passage->fold->map[word->span.start];
	return g_unichar_isupper(g_utf8_get_char(s->passage->text + at));
}

static bool
is_one_of(const char *word, const char *const *words)
{
	return word != NULL && psq_fold_is_one_of(word, words);
}

// The word before the i-th, if nothing but blanks is between them.
static const char *
before(const Search *s, guint i)
{
	return i > 0 && word_at(s, i)->gap == PSQ_GAP_BLANK
		? word_at(s, i - 1)->key
		: NULL;
}

static const char *const towards[] = { "a", "au", "aux", "sur", "vers", NULL };
static const char *const named[] = { "commune", "ville", "village", "mairie",
	"centre", "habitante", "habitant", "habitants", NULL };

// "à Belfort", "commune de Belfort", "centre-ville d'Offemont".
static bool
is_led(const Search *s, guint i)
{
	const char *lead = before(s, i);
	bool of = lead != NULL &&
		(strcmp(lead, "de") == 0 || strcmp(lead, "d") == 0);
	return is_one_of(lead, towards) ||
		(of && i > 1 && is_one_of(word_at(s, i - 2)->key, named));
}

// A word that is more often something else needs a capital, and to be led to.
static bool
is_doubtful(const Search *s, guint first, guint count)
{
	const PsqKeyWord *word = word_at(s, first);
	if (count > 1) {
		return false;
	}
	bool capital = is_capital(s, word);
	if (psq_lexicon_has(s->lexicon, "not-communes", word->key)) {
		return !capital || !is_led(s, first);
	}
	return !capital &&
		(strlen(word->key) < 4 ||
			psq_lexicon_has(s->lexicon, "common-words", word->key));
}

// A single word without a capital may be any word: it is a name only in the
// department, and with the name's accents if it has any ("a monté" is not at
// Monte).
static bool
is_name(const Search *s, const PsqCommuneRow *row, guint first, guint count,
	const Way *way)
{
	PsqSpan folded = word_at(s, first)->span;
	if (count > 1 || is_capital(s, word_at(s, first))) {
		return true;
	}
	if (*way->department == '\0' || !psq_commune_in(row, way->department)) {
		return false;
	}
	g_autofree char *written = psq_passage_cut(s->passage, folded);
	if (g_str_is_ascii(written)) {
		return true;
	}
	g_autofree char *name =
		g_utf8_strdown(row->name, (gssize)row->name_len);
	return strcmp(written, name) == 0;
}

static void
take(Search *s, const PsqCommuneRow *row, guint first, guint count,
	const Way *way)
{
	const PsqKeyWord *from = word_at(s, first);
	const PsqKeyWord *to = from + count - 1;
	s->reading->commune = g_strndup(row->code, PSQ_COMMUNE_CODE);
	s->reading->commune_name = g_strndup(row->name, row->name_len);
	psq_evidence_add(s->reading->evidence, "commune", s->passage,
		(PsqSpan){ from->span.start, to->span.end }, way->why,
		way->score);
}

// The longest name of a commune that begins at the word first and has at least
// so many words.
static bool
try_at(Search *s, guint first, guint least, const Way *way)
{
	const PsqCommunes *communes = psq_lexicon_communes(s->lexicon);
	PsqKey key = psq_key_read(s->words, first);
	guint most = 0; // words of the longest name that may begin so
	while (most < key.count &&
		psq_communes_begin(communes, key.text, key.ends[most])) {
		most++;
	}
	for (guint count = most; count >= MAX(least, 1); count--) {
		PsqCommuneRow rows[PSQ_MAX_HOMONYMS];
		if (is_doubtful(s, first, count)) {
			continue;
		}
		guint found = psq_communes_find(
			communes, key.text, key.ends[count - 1], rows);
		const PsqCommuneRow *row = choose(rows, found, way);
		if (row != NULL && is_name(s, row, first, count, way)) {
			take(s, row, first, count, way);
			return true;
		}
	}
	return false;
}

// "90000 Belfort": the postcode says the department.
static bool
behind_postcode(Search *s, guint i)
{
	char department[4];
	Way way = { department, BY_CODE, "commune après un code postal", 0.95 };
	return psq_key_postcode(word_at(s, i)->key, department) &&
		try_at(s, i + 1, 1, &way);
}

// Apart from the place an address is the sender's: it tells the commune if it
// is of the station's department.
static bool
by_postcode(Search *s)
{
	for (guint i = 0; i + 1 < s->words->len; i++) {
		char department[4];
		bool near = psq_key_postcode(word_at(s, i)->key, department) &&
			(*s->department == '\0' ||
				strcmp(s->department, department) == 0);
		if (near && behind_postcode(s, i)) {
			return true;
		}
	}
	return false;
}

// Behind a comma, a dash or a bracket a name may stand alone.
static bool
stands_apart(const Search *s, guint i)
{
	return i == 0 || word_at(s, i)->gap == PSQ_GAP_SIGN;
}

// In the words from first to before end, from the last one on: what is
// farther behind is the larger place.
static bool
in_range(Search *s, guint first, guint end)
{
	Way way = { s->department, IN_PLACE, "commune du lieu", 0.9 };
	for (guint i = end; i > first; i--) {
		bool led = is_led(s, i - 1) || stands_apart(s, i - 1);
		guint least = led && i - 1 > first ? 1 : end - first;
		if ((led || i - 1 == first) && try_at(s, i - 1, least, &way)) {
			return true;
		}
	}
	return false;
}

// The words of the place, and the few that follow it in its sentence.
static bool
by_place(Search *s, PsqSpan place)
{
	enum { BEHIND = 4 };
	PsqSpan sentence = psq_passage_sentence(s->passage, place.start);
	guint first = 0;
	while (first < s->words->len &&
		word_at(s, first)->span.end <= place.start) {
		first++;
	}
	guint end = first;
	while (end < s->words->len && word_at(s, end)->span.start < place.end) {
		end++;
	}
	if (in_range(s, first, end)) {
		return true;
	}
	guint last = end;
	while (last < s->words->len && last < end + BEHIND &&
		word_at(s, last)->span.start < sentence.end) {
		last++;
	}
	Way way = { s->department, IN_PLACE, "commune nommée après le lieu",
		0.85 };
	for (guint i = end; i < last; i++) {
		bool apart = i == end && stands_apart(s, i);
		if (behind_postcode(s, i) ||
			((is_led(s, i) || apart) && try_at(s, i, 1, &way))) {
			return true;
		}
	}
	return false;
}

static bool
by_text(Search *s)
{
	Way way = { s->department, IN_TEXT, "commune nommée dans le message",
		0.7 };
	for (guint i = 0; i < s->words->len && *s->department != '\0'; i++) {
		if (is_led(s, i) && try_at(s, i, 1, &way)) {
			return true;
		}
	}
	return false;
}

// The evidence of the place, if it stands in the passage.
static bool
place_in(const Search *s, PsqSpan *ret_place)
{
	const PsqReading *r = s->reading;
	for (guint i = 0; i < r->evidence->len; i++) {
		const PsqEvidence *e = r->evidence->pdata[i];
		if (strcmp(e->of, "place") == 0 &&
			strcmp(e->from, s->passage->name) == 0) {
			*ret_place = psq_passage_fold_span(s->passage, e->span);
			return true;
		}
	}
	return false;
}

static bool
search(Search *s, const PsqPassage *passage)
{
	PsqSpan place;
	s->passage = passage;
	s->words = psq_key_words(passage->fold);
	bool found = (place_in(s, &place) && by_place(s, place)) ||
		by_postcode(s) || by_text(s);
	g_array_unref(s->words);
	return found;
}

void
psq_commune_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	const PsqPassage *const passages[] = { matter->said, matter->subject,
		matter->signature };
	Search s = { .lexicon = lexicon, .reading = reading };
	psq_key_department(matter, s.department);
	for (size_t i = 0; i < G_N_ELEMENTS(passages); i++) {
		if (search(&s, passages[i])) {
			return;
		}
	}
}
