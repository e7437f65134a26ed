// name-header.c - the sender's name in From: the display name, the address
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-case.h"
#include "parsers/name-run.h"
#include "parsers/name-sources.h"

#include <string.h>

// A surname that only an address shows has at least so many letters.
enum { MIN_ADDRESS_SURNAME = 4, TELLING_SURNAME = 9, MIN_WORD = 3 };

static const double vouched_bonus = 0.2;

void
psq_name_header_clear(PsqNameHeader *header)
{
	psq_person_clear(&header->person);
	g_clear_pointer(&header->display, g_free);
	g_clear_pointer(&header->local, g_free);
}

static char *
local_part(const PsqMatter *matter)
{
	const PsqAddress *from = matter->mail->from;
	if (from == NULL || from->address == NULL) {
		return g_strdup("");
	}
	g_autofree char *folded = psq_fold_string(from->address);
	return g_strndup(folded, strcspn(folded, "@+"));
}

static PsqSpan
run_span(const PsqNameRun *run)
{
	return (PsqSpan){ run->words[0].span.start,
		run->words[run->count - 1].span.end };
}

// Where span of "Jean Dupont" stands in "Dupont, Jean"; all of it if it holds
// words of both sides of the comma.
static PsqSpan
turn_back(PsqSpan span, PsqSpan given, PsqSpan surname)
{
	size_t letters = given.end - given.start;
	if (span.end <= letters) {
		return (PsqSpan){ given.start + span.start,
			given.start + span.end };
	}
	if (span.start > letters) {
		size_t shift = letters + 1; // the blank between them
		return (PsqSpan){ surname.start + span.start - shift,
			surname.start + span.end - shift };
	}
	return (PsqSpan){ surname.start, given.end };
}

// "Dupont, Jean": behind the comma stands the given name, and maybe a particle
// ("Tour, Jean de la"). It is read as who turns the sides would write it, for
// a name's words stand in the order of its text.
static PsqPerson
read_comma(const PsqLexicon *lexicon, const PsqPassage *from, size_t comma)
{
	PsqPerson none = { .passage = from };
	PsqNameRun surname;
	PsqNameRun given;
	if (!psq_name_run_read(
		    lexicon, from, 0, comma, PSQ_EDGE_LINE, &surname) ||
		!psq_name_run_read(lexicon, from, comma + 1, from->fold->len,
			PSQ_EDGE_LINE, &given) ||
		surname.count == 0 || given.count == 0 ||
		!given.words[0].given) {
		return none;
	}
	PsqSpan left = run_span(&surname);
	PsqSpan right = run_span(&given);
	g_autofree char *first = psq_passage_cut(from, right);
	g_autofree char *last = psq_passage_cut(from, left);
	g_autoptr(PsqPassage) turned = psq_passage_new(
		from->name, g_strconcat(first, " ", last, NULL));
	PsqNameRun run;
	if (!psq_name_run_read(lexicon, turned, 0, turned->fold->len,
		    PSQ_EDGE_LINE, &run) ||
		run.count == 0) {
		return none;
	}
	PsqPerson person =
		psq_person_read(lexicon, turned, run.words, run.count);
	person.given_span = turn_back(person.given_span, right, left);
	person.surname_span = turn_back(person.surname_span, right, left);
	return person;
}

// Dots and underlines part the words of "jean.dupont" as a display name.
static PsqPassage *
display_passage(const PsqMatter *matter)
{
	char *text = g_strdup(matter->from->text);
	if (strchr(text, ' ') == NULL) {
		g_strdelimit(text, "._", ' ');
	}
	return psq_passage_new(matter->from->name, text);
}

static PsqPerson
read_display(const PsqLexicon *lexicon, const PsqPassage *from)
{
	PsqPerson none = { .passage = from };
	const char *text = from->fold->text;
	size_t len = from->fold->len;
	const char *comma = strchr(text, ',');
	if (comma != NULL) {
		return read_comma(lexicon, from, (size_t)(comma - text));
	}
	PsqNameRun run;
	if (strpbrk(text, "@0123456789") != NULL ||
		!psq_name_run_read(
			lexicon, from, 0, len, PSQ_EDGE_LINE, &run)) {
		return none;
	}
	bool whole = run.right == PSQ_EDGE_LINE || run.right == PSQ_EDGE_DASH;
	if (run.count == 0 || !whole || run.left != PSQ_EDGE_LINE) {
		return none;
	}
	return psq_person_read(lexicon, from, run.words, run.count);
}

// "Sjoerd Hoekstra <sjoerd.hoekstra@...>": the address says once more what no
// list knows. The words of the address are the name's halves, in either order.
static bool
is_vouched(const PsqPerson *person, const char *local)
{
	if (person->given == NULL || person->surname == NULL) {
		return false;
	}
	const char *const halves[] = { person->given, person->surname };
	for (size_t i = 0; i < G_N_ELEMENTS(halves); i++) {
		g_autofree char *folded = psq_fold_string(halves[i]);
		g_strdelimit(folded, " '", '-');
		g_auto(GStrv) parts = g_strsplit(folded, "-", -1);
		for (size_t j = 0; parts[j] != NULL; j++) {
			if (strstr(local, parts[j]) == NULL) {
				return false;
			}
		}
	}
	return true;
}

PsqNameHeader
psq_name_header_read(const PsqLexicon *lexicon, const PsqMatter *matter)
{
	PsqNameHeader header = {
		.display = g_strdup(matter->from->fold->text),
		.local = local_part(matter),
	};
	g_autoptr(PsqPassage) from = display_passage(matter);
	header.person = read_display(lexicon, from);
	header.person.score +=
		is_vouched(&header.person, header.local) ? vouched_bonus : 0;
	header.person.passage = matter->from; // the same bytes, but for dots
	return header;
}

bool
psq_name_header_has(const PsqNameHeader *header, const char *word)
{
	return strlen(word) >= MIN_WORD &&
		(strstr(header->display, word) != NULL ||
			strstr(header->local, word) != NULL);
}

// The words of "jean.dupont90"; NULL if it has others than two of letters.
static char **
address_words(const char *local)
{
	size_t len = strlen(local);
	while (len > 0 && g_ascii_isdigit(local[len - 1])) {
		len--;
	}
	g_autofree char *name = g_strndup(local, len);
	g_auto(GStrv) words = g_strsplit_set(name, "._", -1);
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t letters =
			strspn(words[i], "abcdefghijklmnopqrstuvwxyz-");
		if (letters == 0 || words[i][letters] != '\0') {
			return NULL;
		}
	}
	return g_strv_length(words) == 2 ? g_steal_pointer(&words) : NULL;
}

static bool
may_be_surname(const PsqLexicon *lexicon, const char *word)
{
	bool known = psq_name_is_surname(lexicon, word);
	return !psq_lexicon_has(lexicon, "closings", word) &&
		!psq_lexicon_has(lexicon, "common-words", word) &&
		(known || !psq_lexicon_has(lexicon, "not-names", word)) &&
		(known || strlen(word) >= MIN_ADDRESS_SURNAME) &&
		strpbrk(word, "aeiouy") != NULL;
}

PsqPerson
psq_name_address_read(const PsqLexicon *lexicon, const PsqMatter *matter)
{
	PsqPerson person = { .passage = matter->from };
	g_autofree char *local = local_part(matter);
	g_auto(GStrv) words = address_words(local);
	if (words == NULL) {
		return person;
	}
	bool first =
		psq_name_is_given(lexicon, words[0]) || strlen(words[0]) == 1;
	bool second = psq_name_is_given(lexicon, words[1]);
	if (!first && !second) {
		return person;
	}
	const char *given = first ? words[0] : words[1];
	const char *surname = first ? words[1] : words[0];
	if (strlen(given) > 1) {
		person.given = psq_name_case(given, false);
	} else {
		person.initial = given[0];
	}
	if (may_be_surname(lexicon, surname)) {
		person.surname = psq_name_case(surname, true);
	}
	bool known =
		person.surname != NULL && psq_name_is_surname(lexicon, surname);
	bool telling = known ||
		(person.surname != NULL && strlen(surname) >= TELLING_SURNAME);
	person.score = person.given == NULL && !telling ? 0.2
		: person.surname == NULL                ? 0.35
							: 0.5;
	person.shouted = true; // an address has no accents
	return person;
}
