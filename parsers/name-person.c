// name-person.c - words in a row, read as one person's name
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-person.h"

#include "parsers/name-case.h"
#include "parsers/name-parts.h"

#include <string.h>

void
psq_person_clear(PsqPerson *person)
{
	g_clear_pointer(&person->given, g_free);
	g_clear_pointer(&person->surname, g_free);
}

// The parts from first to before end, in good case; NULL if there are none.
static char *
join(const PsqPassage *passage, const PsqNameParts *parts, size_t first,
	size_t end, bool surname, PsqSpan *ret_span)
{
	if (first >= end) {
		return NULL;
	}
	*ret_span = (PsqSpan){ parts->part[first].span.start,
		parts->part[end - 1].span.end };
	g_autofree char *text = psq_passage_cut(passage, *ret_span);
	g_strdelimit(text, ".\"", ' ');
	return psq_name_case(text, surname);
}

static double
score_of(const PsqNameParts *parts, const PsqNameOrder *order)
{
	bool given = order->given_first < order->given_end &&
		parts->part[order->given_first].given;
	bool initial = order->given_first < order->given_end &&
		parts->part[order->given_first].initial != '\0';
	double score = 0.25;
	score += given ? 0.3 : initial ? 0.2 : 0;
	for (size_t i = order->surname_first; i < order->surname_end; i++) {
		const PsqNamePart *part = &parts->part[i];
		if (part->surname || part->particle ||
			(part->shape == PSQ_SHAPE_CAPS && parts->mixed)) {
			score += 0.15;
			break;
		}
	}
	score += parts->titled ? 0.3 : 0;
	return MIN(score, 0.9);
}

static PsqPerson
make_person(const PsqPassage *passage, const PsqNameParts *parts,
	const PsqNameOrder *order)
{
	PsqPerson person = { .passage = passage, .sure = order->sure };
	size_t first = order->given_first;
	if (first < order->given_end && parts->part[first].initial != '\0') {
		person.initial = parts->part[first].initial;
	} else {
		person.given = join(passage, parts, first, order->given_end,
			false, &person.given_span);
	}
	person.surname = join(passage, parts, order->surname_first,
		order->surname_end, true, &person.surname_span);
	if (person.given == NULL && person.surname == NULL) {
		return person;
	}
	person.score = score_of(parts, order);
	person.shouted = true;
	for (size_t i = 0; i < parts->count; i++) {
		person.shouted = person.shouted &&
			parts->part[i].shape == PSQ_SHAPE_CAPS;
	}
	return person;
}

static PsqPerson
read_simple(const PsqLexicon *lexicon, const PsqPassage *passage,
	const PsqNameWord *words, size_t count)
{
	PsqPerson none = { .passage = passage };
	PsqNameParts parts;
	PsqNameOrder order;
	if (!psq_name_parts_read(lexicon, words, count, &parts) ||
		!psq_name_parts_order(lexicon, &parts, &order)) {
		return none;
	}
	return make_person(passage, &parts, &order);
}

// The place of the first word of role, or count.
static size_t
find_role(const PsqNameWord *words, size_t count, PsqNameRole role)
{
	size_t i = 0;
	while (i < count && words[i].role != role) {
		i++;
	}
	return i;
}

// "Jean et Marie Dupont", "M. et Mme Durand": the first one, and the surname
// that both have.
static PsqPerson
read_couple(const PsqLexicon *lexicon, const PsqPassage *passage,
	const PsqNameWord *words, size_t count, size_t and)
{
	PsqPerson first = read_simple(lexicon, passage, words, and);
	if (first.surname != NULL && first.given != NULL) {
		return first;
	}
	PsqPerson second =
		read_simple(lexicon, passage, words + and+1, count - and-1);
	if (second.score <= 0) {
		return first;
	}
	bool title_only = find_role(words, and, PSQ_NAME_TITLE) + 1 == and;
	if (first.score <= 0 && !title_only) {
		psq_person_clear(&second);
		return first;
	}
	if (first.surname == NULL) {
		first.surname = g_steal_pointer(&second.surname);
		first.surname_span = second.surname_span;
		first.score = MAX(first.score, second.score);
		first.sure = second.sure;
		first.shouted = second.shouted;
	}
	psq_person_clear(&second);
	return first;
}

// "Marie Petit épouse Durand": the surname in use is the second.
static PsqPerson
read_married(const PsqLexicon *lexicon, const PsqPassage *passage,
	const PsqNameWord *words, size_t count, size_t married)
{
	PsqPerson person = read_simple(lexicon, passage, words, married);
	PsqNameParts parts;
	if (words[married - 1].role == PSQ_NAME_TITLE) { // "Mme veuve Durand"
		PsqNameWord rest[PSQ_NAME_MAX_WORDS];
		memcpy(rest, words + married - 1,
			(count - married + 1) * sizeof rest[0]);
		rest[1] = rest[0];
		psq_person_clear(&person);
		return read_simple(lexicon, passage, rest + 1, count - married);
	}
	if (person.score <= 0 ||
		!psq_name_parts_read(lexicon, words + married + 1,
			count - married - 1, &parts) ||
		parts.count == 0) {
		return person;
	}
	// A given name behind it, "épouse Durand Marie", is not the surname's.
	size_t end = parts.count > 1 && parts.part[parts.count - 1].given
		? parts.count - 1
		: parts.count;
	g_free(person.surname);
	person.surname =
		join(passage, &parts, 0, end, true, &person.surname_span);
	if (person.given == NULL && end < parts.count) {
		person.given = join(passage, &parts, end, parts.count, false,
			&person.given_span);
	}
	return person;
}

PsqPerson
psq_person_read(const PsqLexicon *lexicon, const PsqPassage *passage,
	const PsqNameWord *words, size_t count)
{
	count = find_role(words, count, PSQ_NAME_BORN);
	size_t married = find_role(words, count, PSQ_NAME_MARRIED);
	if (married > 0 && married + 1 < count) {
		return read_married(lexicon, passage, words, count, married);
	}
	size_t and = find_role(words, count, PSQ_NAME_AND);
	if (and > 0 && and+1 < count) {
		return read_couple(lexicon, passage, words, count, and);
	}
	return read_simple(lexicon, passage, words, count);
}

bool
psq_person_same_given(const char *a, const char *b)
{
	enum { SHORT_FORM = 3 }; // "Ludo" for "Ludovic", not "Jo" for "Jonas"
	g_autofree char *x = psq_fold_string(a);
	g_autofree char *y = psq_fold_string(b);
	g_strdelimit(x, "-", ' ');
	g_strdelimit(y, "-", ' ');
	size_t shorter = MIN(strlen(x), strlen(y));
	return strcmp(x, y) == 0 ||
		(shorter >= SHORT_FORM && strncmp(x, y, shorter) == 0);
}

bool
psq_person_same_surname(const char *a, const char *b)
{
	enum { WORTH = 3 }; // a part as short as "Le" proves nothing
	g_autofree char *x = psq_fold_string(a);
	g_autofree char *y = psq_fold_string(b);
	if (strcmp(x, y) == 0) {
		return true;
	}
	const char *longer = strlen(x) > strlen(y) ? x : y;
	const char *part = longer == x ? y : x;
	return strlen(part) >= WORTH && strstr(longer, part) != NULL;
}

bool
psq_person_agree(const PsqPerson *a, const PsqPerson *b)
{
	if (a->surname != NULL && b->surname != NULL &&
		!psq_person_same_surname(a->surname, b->surname)) {
		return false;
	}
	if (a->given != NULL && b->given != NULL) {
		return psq_person_same_given(a->given, b->given);
	}
	const PsqPerson *full = a->given != NULL ? a : b;
	const PsqPerson *other = full == a ? b : a;
	if (other->initial == '\0' || full->given == NULL) {
		return true;
	}
	g_autofree char *folded = psq_fold_string(full->given);
	return folded[0] == other->initial;
}
