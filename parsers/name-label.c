// name-label.c - "Nom : Dupont", "Prénom : Jean": a list or a form
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-case.h"
#include "parsers/name-run.h"
#include "parsers/name-sources.h"

#include <string.h>

// What a label announces; the later ones in this list count more.
typedef enum {
	LABEL_BIRTH,   // a birth name
	LABEL_SURNAME, // "Nom"
	LABEL_USED,    // "Nom d'usage"
	LABEL_GIVEN,
	LABEL_BOTH,
	LABEL_COUNT,
} Label;

// A label begins a line or follows another field, and has a colon, or two
// blanks (a table's cells), behind it. One blank is enough where it begins the
// line and a capital follows: the same table, squeezed.
#define BEGIN                                                               \
	"(?:^|[,;|/(]|  | (?=pre-?noms? ?:))[ *.-]*(?:votre |vos |mon |ma " \
	"|your |my )?"
#define END "(?:\\((?:s|x|e|es)\\))?(?: ?(?:[:=]|  +|-(?= ))+ *| )"

static PsqStaticPattern labels[LABEL_COUNT] = {
	[LABEL_BIRTH] = { .rare = true,
		.expression = BEGIN
		"nom (?:de naissance|de jeune fille|patronymique)" END },
	[LABEL_SURNAME] = { .rare = true,
		.expression = BEGIN
		"(?:nom(?: de famille)?|last name|surname|family name|"
		"nachname|familienname|apellidos?|apelido|cognome|"
		"nazwisko)" END },
	[LABEL_USED] = { .rare = true,
		.expression = BEGIN
		"nom (?:d'usage|marital|d'epouse|usuel|d'epoux)" END },
	[LABEL_GIVEN] = { .rare = true,
		.expression = BEGIN
		"(?:pre-?noms?|first name|given name|vorname|nombre|"
		"primeiro nome|imie)" END },
	[LABEL_BOTH] = { .rare = true,
		.expression = BEGIN
		"(?:noms?[ ,/&+-]*(?:et|and|und)?[ ,/&+-]*pre-?noms?|"
		"pre-?noms?[ ,/&+-]*(?:et)?[ ,/&+-]*noms?|"
		"identite|nom complet|full name|name|nombre y apellidos|"
		"nome completo|de la part de|signature|expediteur|"
		"declarant(?:e)?|demandeur|requerant(?:e)?|plaignant(?:e)?"
		")" END },
};

// A list about somebody else.
static PsqStaticPattern others = {
	.expression = "(?:voisin|mis en cause|auteur|suspect|agresseur|"
		      "proprietaire|bailleur|syndic|enfant|temoin|avocat|"
		      "conducteur|mon mari|ma mere|mon fils|ma fille)[^\\n]*$",
};

// The line of other people's heading stands no farther above a label; and a
// form does not say "Nom" more often.
enum { HEADING_BYTES = 120, MAX_LABELS = 20 };

static bool
is_about_other(const PsqPassage *passage, size_t at)
{
	const char *text = passage->fold->text;
	size_t start = at;
	size_t lines = 0;
	while (start > 0 && at - start < HEADING_BYTES && lines < 2) {
		start--;
		lines += text[start] == '\n' && start + 1 < at;
	}
	PsqSpan span;
	return psq_pattern_find(
		       psq_pattern_get(&others), text, at, start, &span, 1) &&
		memchr(text + span.start, ':', at - span.start) != NULL;
}

static size_t
value_end(const PsqPassage *passage, size_t at)
{
	const char *text = passage->fold->text;
	size_t end = at;
	while (end < passage->fold->len &&
		strchr("\n,;|/(:", text[end]) == NULL &&
		strncmp(text + end, " prenom", 7) != 0) {
		end++;
	}
	return end;
}

// True if the value behind a label with but one blank looks like a cell.
static bool
is_cell(const PsqPassage *passage, PsqSpan label, const PsqNameRun *run)
{
	const char *text = passage->fold->text;
	bool first = label.start == 0 || text[label.start - 1] == '\n' ||
		text[label.start] == '\n';
	char before = text[label.end - 2];
	bool single = text[label.end - 1] == ' ' &&
		(g_ascii_isalpha(before) || before == ')');
	return !single ||
		(first && run->words[0].shape != PSQ_SHAPE_LOWER &&
			run->right == PSQ_EDGE_LINE);
}

// "Prénom/Nom : Awa / Diallo": the value behind the stroke.
static void
read_second(
	const PsqLexicon *lexicon, const PsqPassage *passage, PsqNameRun *run)
{
	const char *text = passage->fold->text;
	size_t at = run->end + strspn(text + run->end, " ");
	PsqNameRun second;
	if (text[at] != '/' ||
		!psq_name_run_read(lexicon, passage, at + 1,
			value_end(passage, at + 1), PSQ_EDGE_LINE, &second) ||
		run->count + second.count > PSQ_NAME_MAX_WORDS) {
		return;
	}
	memcpy(run->words + run->count, second.words,
		second.count * sizeof second.words[0]);
	run->count += second.count;
}

static bool
read_value(const PsqLexicon *lexicon, const PsqPassage *passage, Label label,
	PsqNameRun *ret_run)
{
	const PsqFold *fold = passage->fold;
	PsqSpan span;
	size_t tries = 0;
	for (size_t at = 0; tries < MAX_LABELS &&
		psq_pattern_find(psq_pattern_get(&labels[label]), fold->text,
			fold->len, at, &span, 1);
		at = span.end, tries++) {
		if (!is_about_other(passage, span.start) &&
			psq_name_run_read(lexicon, passage, span.end,
				value_end(passage, span.end), PSQ_EDGE_LINE,
				ret_run) &&
			ret_run->count > 0 && is_cell(passage, span, ret_run)) {
			if (label == LABEL_BOTH) {
				read_second(lexicon, passage, ret_run);
			}
			return true;
		}
	}
	return false;
}

static char *
cased(const PsqPassage *passage, const PsqNameRun *run, bool surname,
	PsqSpan *ret_span)
{
	size_t first = 0;
	while (first + 1 < run->count &&
		run->words[first].role == PSQ_NAME_TITLE) {
		first++;
	}
	*ret_span = (PsqSpan){ run->words[first].span.start,
		run->words[run->count - 1].span.end };
	g_autofree char *text = psq_passage_cut(passage, *ret_span);
	return psq_name_case(text, surname);
}

static void
take_surname(const PsqLexicon *lexicon, const PsqPassage *passage, Label label,
	PsqPerson *person)
{
	PsqNameRun run;
	if (!read_value(lexicon, passage, label, &run)) {
		return;
	}
	g_auto(PsqPerson) whole = { .passage = passage };
	if (run.count > 1 && label != LABEL_BIRTH) { // "Nom : Jean Dupont"
		whole = psq_person_read(lexicon, passage, run.words, run.count);
	}
	if (whole.given != NULL && whole.surname != NULL) {
		psq_person_clear(person);
		*person = whole;
		memset(&whole, 0, sizeof whole);
		return;
	}
	g_free(person->surname);
	person->surname = cased(passage, &run, true, &person->surname_span);
}

PsqPerson
psq_name_label_read(const PsqLexicon *lexicon, const PsqPassage *passage)
{
	static PsqStaticPattern any = {
		.rare = true,
		.expression = "\\b(?:(?:pre-?)?nom|(?:sur|family ?|nach|vor)?"
			      "name|nombre|identite|imie|de la part|signature|"
			      "expediteur|declarant|demandeur|requerant|"
			      "plaignant|apellido|apelido|nome|cognome|"
			      "nazwisko)[a-z' /,&()-]{0,24}?(?:[:=]|  |- )|"
			      "\\n[ *.-]*(?:pre-?)?noms?(?:\\(s\\))? ",
	};
	PsqPerson person = { .passage = passage };
	const char *text = passage->fold->text;
	if (!psq_pattern_find(psq_pattern_get(&any), text, passage->fold->len,
		    0, NULL, 0)) {
		return person;
	}
	PsqNameRun run;
	if (read_value(lexicon, passage, LABEL_BOTH, &run)) {
		person =
			psq_person_read(lexicon, passage, run.words, run.count);
	}
	if (person.surname == NULL) {
		take_surname(lexicon, passage, LABEL_BIRTH, &person);
		take_surname(lexicon, passage, LABEL_SURNAME, &person);
		take_surname(lexicon, passage, LABEL_USED, &person);
	}
	if (person.given == NULL &&
		read_value(lexicon, passage, LABEL_GIVEN, &run)) {
		person.given = cased(passage, &run, false, &person.given_span);
	}
	if (person.given != NULL || person.surname != NULL) {
		person.score = 0.95;
		person.sure = true;
	}
	return person;
}
