// name-tail.c - the name that a writer signs with, in the closing lines
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-run.h"
#include "parsers/name-sources.h"

#include <string.h>

enum {
	TAIL_LINES = 14,   // lines with words that are looked at
	TAIL_BYTES = 260,  // of the last line of a message without line ends
	WRAPPED_LINE = 55, // bytes of a line that a program may have wrapped
	PROSE_WORDS = 8,   // words of a line that is no closing line
	LEAD_WORDS = 5,    // words of "Pour l'association, Jean Dupont"
	AFTER_WORDS = 12,  // words behind a name in its own line
	CLOSING_REACH = 2, // lines below a formula in which the name stands
};

// What makes a row of words a signature.
static const double accept = 0.6;
static const double own_line_bonus = 0.2;
static const double closing_bonus = 0.25;
static const double end_bonus = 0.1;
static const double header_bonus = 0.35;
static const double prose_malus = 0.15;

typedef struct {
	size_t start;
	size_t end;
	size_t words;
	bool wrapped;    // the line before it is full and has no end sign
	int prose_below; // lines below it that are no closing lines
} Line;

typedef struct {
	const PsqLexicon *lexicon;
	const PsqPassage *passage;
	const PsqNameHeader *header;
	Line lines[TAIL_LINES]; // the last one first
	size_t count;
	int closing_age;   // lines since the last formula
	size_t closing_at; // folded offset behind it
	PsqPerson best;
} Tail;

static size_t
count_words(const char *text, size_t start, size_t end)
{
	size_t words = 0;
	for (size_t i = start; i < end; i++) {
		bool letter = g_ascii_isalpha(text[i]);
		words += letter &&
			(i == start || text[i - 1] == ' ' ||
				text[i - 1] == '\'');
	}
	return words;
}

static bool
is_full(const char *text, size_t start, size_t end)
{
	return end - start >= WRAPPED_LINE &&
		strchr(".!?,:;)", text[end - 1]) == NULL;
}

static size_t
trim_end(const char *text, size_t start, size_t end)
{
	while (end > start && g_ascii_isspace(text[end - 1])) {
		end--;
	}
	return end;
}

static void
collect_lines(Tail *tail)
{
	const char *text = tail->passage->fold->text;
	size_t end = tail->passage->fold->len;
	int prose = 0;
	while (end > 0 && tail->count < TAIL_LINES) {
		size_t start = end;
		while (start > 0 && text[start - 1] != '\n') {
			start--;
		}
		size_t stop = trim_end(text, start, end);
		if (stop > start) {
			Line *line = &tail->lines[tail->count];
			if (tail->count > 0 && line[-1].start == end + 1) {
				line[-1].wrapped = is_full(text, start, stop);
			}
			*line = (Line){ .start = start,
				.end = stop,
				.words = count_words(text, start, stop),
				.prose_below = prose };
			prose += line->words > PROSE_WORDS;
			tail->count++;
		}
		end = start > 0 ? start - 1 : 0;
	}
}

static bool
ends_here(const Tail *tail, const Line *line, const PsqNameRun *run)
{
	const char *text = tail->passage->fold->text;
	size_t after = count_words(text, run->end, line->end);
	switch (run->right) {
	case PSQ_EDGE_LINE:
	case PSQ_EDGE_NUMBER:
	case PSQ_EDGE_DASH:
	case PSQ_EDGE_COMMA:
	case PSQ_EDGE_COLON:
		return after <= AFTER_WORDS;
	case PSQ_EDGE_STOP:
	case PSQ_EDGE_CLOSING:
		return after <= LEAD_WORDS;
	case PSQ_EDGE_NONE:
	default:
		return false;
	}
}

// "Pour l'association, Jean Dupont", "La gardienne : Mme Roux", "Signé: Jean":
// few words from the line's or the sentence's beginning, of whom signs.
static bool
has_lead(const Tail *tail, const Line *line, size_t at)
{
	static PsqStaticPattern lead = {
		.expression =
			"^ *(?:pour|le|la|l'|un|une|les|sa|son|signe|signee|"
			"de la part|par|for|ps|p\\.o)\\b",
	};
	const char *text = tail->passage->fold->text;
	size_t start = at;
	while (start > line->start && strchr(".!?", text[start - 1]) == NULL) {
		start--;
	}
	return count_words(text, start, at) <= LEAD_WORDS && !line->wrapped &&
		psq_pattern_find(psq_pattern_get(&lead), text + start,
			at - start, 0, NULL, 0);
}

// "Merci de votre aide, Mme Bellanger".
static bool
has_formula(const Tail *tail, const Line *line, size_t at)
{
	const char *text = tail->passage->fold->text;
	size_t from = tail->closing_at;
	if (from == 0 || from < line->start || from > at ||
		count_words(text, from, at) > PROSE_WORDS) {
		return false;
	}
	return strcspn(text + from, ".!?") >= at - from;
}

static bool
begins_here(const Tail *tail, const Line *line, const PsqNameRun *run,
	bool own_line)
{
	const char *text = tail->passage->fold->text;
	size_t at = run->words[0].span.start;
	switch (run->left) {
	case PSQ_EDGE_LINE:
		return own_line || !line->wrapped;
	case PSQ_EDGE_CLOSING:
	case PSQ_EDGE_NUMBER:
	case PSQ_EDGE_STOP:
		return true;
	case PSQ_EDGE_DASH:
		return !line->wrapped &&
			count_words(text, line->start, at) <= LEAD_WORDS;
	case PSQ_EDGE_COMMA:
	case PSQ_EDGE_COLON:
		return has_lead(tail, line, at) || has_formula(tail, line, at);
	case PSQ_EDGE_NONE:
	default:
		return false;
	}
}

static bool
header_knows(const Tail *tail, const PsqNameRun *run)
{
	for (size_t i = 0; i < run->count; i++) {
		if (run->words[i].role == PSQ_NAME_PLAIN &&
			psq_name_header_has(
				tail->header, run->words[i].folded)) {
			return true;
		}
	}
	return false;
}

// True if nothing but a number or an office stands behind the run.
static bool
is_last(const Tail *tail, const Line *line, const PsqNameRun *run)
{
	enum { OFFICE_WORDS = 4 };
	const char *text = tail->passage->fold->text;
	return line == tail->lines &&
		(run->right == PSQ_EDGE_NUMBER ||
			count_words(text, run->end, line->end) <= OFFICE_WORDS);
}

// "merci Didier ligne 4": the capitals behind a formula.
static void
cut_at_small_words(PsqNameRun *run)
{
	if (run->left != PSQ_EDGE_CLOSING || run->count < 2 ||
		run->words[0].shape == PSQ_SHAPE_LOWER) {
		return;
	}
	size_t count = 0;
	while (count < run->count &&
		run->words[count].shape != PSQ_SHAPE_LOWER) {
		count++;
	}
	if (count < run->count && run->words[count].role == PSQ_NAME_PLAIN &&
		!run->words[count].given && !run->words[count].surname) {
		run->count = count;
		run->right = PSQ_EDGE_COMMA;
	}
}

// "Brigadier-chef principal Loïc HURTREL": an office before the name, which
// begins at a known given name with a capital.
static size_t
pass_office(const PsqNameRun *run)
{
	size_t i = 0;
	while (i < run->count &&
		((run->words[i].not_name && !run->words[i].surname) ||
			(i > 0 && run->words[i].shape == PSQ_SHAPE_LOWER))) {
		i++;
	}
	bool name = i > 0 && i + 1 < run->count && run->words[i].given &&
		run->words[i].shape != PSQ_SHAPE_LOWER;
	return name ? i : 0;
}

static void
try_run(Tail *tail, const Line *line, const PsqNameRun *run)
{
	bool own_line =
		run->left == PSQ_EDGE_LINE && run->right == PSQ_EDGE_LINE;
	if (run->count == 0 || (!own_line && line->prose_below > 0) ||
		!begins_here(tail, line, run, own_line) ||
		!ends_here(tail, line, run)) {
		return;
	}
	size_t first = pass_office(run);
	g_auto(PsqPerson) person = psq_person_read(tail->lexicon, tail->passage,
		run->words + first, run->count - first);
	if (person.score <= 0) {
		return;
	}
	person.score += own_line ? own_line_bonus : 0;
	person.score += run->left == PSQ_EDGE_CLOSING ||
			tail->closing_age <= CLOSING_REACH
		? closing_bonus
		: 0;
	person.score += is_last(tail, line, run) ? end_bonus : 0;
	person.score += header_knows(tail, run) ? header_bonus : 0;
	person.score -= prose_malus * line->prose_below;
	if (person.score >= accept && person.score > tail->best.score) {
		psq_person_clear(&tail->best);
		tail->best = person;
		memset(&person, 0, sizeof person);
	}
}

static void
read_line(Tail *tail, const Line *line)
{
	size_t at = line->start;
	PsqEdge left = PSQ_EDGE_LINE;
	if (line->end - at > TAIL_BYTES) {
		at = line->end - TAIL_BYTES;
		left = PSQ_EDGE_NONE;
	}
	PsqNameRun run;
	tail->closing_age++;
	while (psq_name_run_read(
		tail->lexicon, tail->passage, at, line->end, left, &run)) {
		cut_at_small_words(&run);
		try_run(tail, line, &run);
		bool closing = run.count == 0 && run.right == PSQ_EDGE_CLOSING;
		left = closing ? PSQ_EDGE_CLOSING : PSQ_EDGE_NONE;
		if (closing) {
			tail->closing_age = 0;
			tail->closing_at = run.end;
		}
		at = run.end;
	}
}

PsqPerson
psq_name_tail_read(const PsqLexicon *lexicon, const PsqPassage *passage,
	const PsqNameHeader *header)
{
	Tail tail = {
		.lexicon = lexicon,
		.passage = passage,
		.header = header,
		.closing_age = CLOSING_REACH + 1,
		.best = { .passage = passage },
	};
	collect_lines(&tail);
	for (size_t i = tail.count; i-- > 0;) {
		const Line *line = &tail.lines[i];
		if (line->words <= PROSE_WORDS || line->prose_below == 0) {
			read_line(&tail, line);
		}
	}
	return tail.best;
}
