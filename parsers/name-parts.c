// name-parts.c - the parts of a name, and which of them is the surname
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-parts.h"

#include <string.h>

// Nobody has more: a row of more words is a sentence.
enum { MAX_PARTS = 5 };

// "Boulanger" is an office, but a surname beside a given name; "Ange" and
// "Désiré" are words, but given names beside any other.
static bool
is_saved(const PsqNameWord *words, size_t count, size_t i)
{
	const PsqNameWord *word = &words[i];
	if (word->shape == PSQ_SHAPE_LOWER ||
		(!word->surname && !word->given)) {
		return false;
	}
	for (size_t j = 0; j < count; j++) {
		bool beside = j + 1 == i || i + 1 == j;
		bool vouches = words[j].role == PSQ_NAME_TITLE ||
			(!words[j].not_name &&
				words[j].role == PSQ_NAME_PLAIN &&
				words[j].shape != PSQ_SHAPE_LOWER &&
				(words[j].given || word->given));
		if (beside && vouches) {
			return true;
		}
	}
	return count == 1 && word->given;
}

// "PM", "CSP": letters that stand for words.
static bool
is_acronym(const PsqNameWord *word)
{
	return !word->given && !word->surname &&
		word->shape == PSQ_SHAPE_CAPS &&
		strpbrk(word->folded, "aeiouy") == NULL &&
		g_str_is_ascii(word->folded);
}

static bool
is_name_word(const PsqNameWord *words, size_t count, size_t i, bool capitals)
{
	const PsqNameWord *word = &words[i];
	switch (word->role) {
	case PSQ_NAME_CLOSING:
	case PSQ_NAME_COMMON:
	case PSQ_NAME_AND:
	case PSQ_NAME_BORN:
	case PSQ_NAME_MARRIED:
		return false;
	case PSQ_NAME_TITLE:
	case PSQ_NAME_PARTICLE:
	case PSQ_NAME_INITIAL:
		return true;
	case PSQ_NAME_PLAIN:
	default:
		break;
	}
	if (capitals && word->shape == PSQ_SHAPE_LOWER) {
		return !word->not_name && count <= 3 &&
			(word->given || (word->surname && count == 2));
	}
	return !is_acronym(word) &&
		(!word->not_name || is_saved(words, count, i));
}

static bool
have_capitals(const PsqNameWord *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (words[i].role == PSQ_NAME_PLAIN &&
			words[i].shape != PSQ_SHAPE_LOWER) {
			return true;
		}
	}
	return false;
}

static PsqNamePart
make_part(const PsqLexicon *lexicon, const PsqNameWord *words, size_t first,
	size_t last)
{
	const PsqNameWord *word = &words[last];
	PsqNamePart part = {
		.span = { words[first].span.start, word->span.end },
		.shape = word->shape,
		.particle = first < last ||
			(word->folded[0] == 'd' && word->folded[1] == '\''),
		.initial = '\0',
		.given = word->given && first == last,
		.surname = word->surname,
	};
	g_strlcpy(part.folded, word->folded, sizeof part.folded);
	if (word->role == PSQ_NAME_INITIAL) { // "Éléonore de V." too
		part.initial = word->folded[0];
	}
	if (first + 1 == last && !part.surname) {
		g_autofree char *whole = g_strconcat(
			words[first].folded, " ", word->folded, NULL);
		part.surname = psq_name_is_surname(lexicon, whole);
	}
	return part;
}

bool
psq_name_parts_read(const PsqLexicon *lexicon, const PsqNameWord *words,
	size_t count, PsqNameParts *ret_parts)
{
	PsqNameParts parts = { .count = 0 };
	bool capitals = have_capitals(words, count);
	bool caps = false;
	bool other = false;
	size_t first = 0;
	for (size_t i = 0; i < count; i++) {
		if (!is_name_word(words, count, i, capitals) ||
			parts.count == PSQ_NAME_MAX_WORDS) {
			return false;
		}
		bool leads = words[i].role == PSQ_NAME_PARTICLE;
		bool title = words[i].role == PSQ_NAME_TITLE;
		bool last = title && i + 1 == count && parts.count > 0;
		if (last && strlen(words[i].folded) < 4) {
			break; // "Jessica M."
		}
		title = title && !last; // "Jacqueline Maître"
		bool clan = title && strcmp(words[i].folded, "les") == 0;
		if (clan &&
			(i + 2 != count ||
				words[i + 1].shape == PSQ_SHAPE_LOWER)) {
			return false; // only "Les Humbert"
		}
		if (title) {
			parts.titled = true;
			first = i + 1;
		} else if (!leads) {
			parts.part[parts.count] =
				make_part(lexicon, words, first, i);
			bool letter = parts.part[parts.count].initial != '\0';
			bool shouts = words[i].shape == PSQ_SHAPE_CAPS;
			caps = caps || (!letter && shouts);
			other = other || (!letter && !shouts);
			parts.count++;
			first = i + 1;
		}
	}
	parts.mixed = caps && other;
	*ret_parts = parts;
	return true;
}

static void
given_then_surname(const PsqNameParts *parts, size_t end, PsqNameOrder *order)
{
	*order = (PsqNameOrder){ 0, end, end, parts->count, order->sure };
}

static void
surname_then_given(const PsqNameParts *parts, size_t end, PsqNameOrder *order)
{
	*order = (PsqNameOrder){ end, parts->count, 0, end, order->sure };
}

// "DUPONT Jean", "Jean-Pierre LE GOFF": the capitals are the surname.
static bool
order_by_capitals(const PsqNameParts *parts, PsqNameOrder *order)
{
	if (!parts->mixed) {
		return false;
	}
	size_t first = 0;
	while (parts->part[first].shape != PSQ_SHAPE_CAPS) {
		first++;
	}
	size_t end = first;
	while (end < parts->count && parts->part[end].shape == PSQ_SHAPE_CAPS) {
		end++;
	}
	order->sure = true;
	if (first == 0) {
		surname_then_given(parts, end, order);
	} else if (end == parts->count) {
		given_then_surname(parts, first, order);
	} else {
		return false;
	}
	return true;
}

// "Nguyen Thi Mai", "Thi Mai Nguyen": the surname is known by itself.
static bool
order_by_list(const PsqLexicon *lexicon, const PsqNameParts *parts,
	PsqNameOrder *order)
{
	const PsqNamePart *first = &parts->part[0];
	const PsqNamePart *last = &parts->part[parts->count - 1];
	order->sure = true;
	if (!first->given &&
		psq_lexicon_has(lexicon, "surnames-first", first->folded)) {
		surname_then_given(parts, 1, order);
		return true;
	}
	if (!last->given &&
		psq_lexicon_has(lexicon, "surnames-first", last->folded)) {
		given_then_surname(parts, parts->count - 1, order);
		return true;
	}
	return false;
}

// How many parts from the first are given names: "Marie Claude Dupont".
static size_t
count_given(const PsqNameParts *parts)
{
	size_t count = 1;
	while (count + 1 < parts->count && !parts->part[count].particle &&
		(parts->part[count].given ||
			parts->part[count].initial != '\0')) {
		count++;
	}
	return count;
}

// Where the given names at the end begin: "Dupont Marie Claude".
static size_t
last_given(const PsqNameParts *parts)
{
	size_t at = parts->count - 1;
	while (at > 1 && parts->part[at - 1].given) {
		at--;
	}
	return at;
}

static void
order_several(const PsqNameParts *parts, PsqNameOrder *order)
{
	const PsqNamePart *first = &parts->part[0];
	const PsqNamePart *last = &parts->part[parts->count - 1];
	bool starts =
		(first->given || first->initial != '\0') && !first->particle;
	bool ends = (last->given || last->initial != '\0') && !last->particle;
	order->sure = starts != ends;
	// "Martin Julie": only the second is nothing but a given name.
	bool swapped = starts && ends && first->surname && !last->surname &&
		strchr(first->folded, '-') == NULL;
	if ((!starts && ends) || (swapped && parts->count == 2)) {
		surname_then_given(parts, last_given(parts), order);
	} else if (parts->titled && !starts) {
		*order = (PsqNameOrder){ 0, 0, 0, parts->count, true };
	} else if (first->particle) {
		surname_then_given(parts, 1, order);
	} else {
		given_then_surname(parts, count_given(parts), order);
	}
}

static bool
order_single(const PsqNameParts *parts, PsqNameOrder *order)
{
	const PsqNamePart *part = &parts->part[0];
	bool titled = parts->titled && part->initial == '\0';
	order->sure = titled || part->given || part->surname;
	if (titled ||
		(part->surname && !part->given &&
			part->shape != PSQ_SHAPE_LOWER)) {
		surname_then_given(parts, 1, order);
		return true;
	}
	given_then_surname(parts, 1, order);
	return part->given;
}

// Drops "B." of "Zohra B.": the initial of a surname says nothing.
static void
drop_last_initial(const PsqNameParts *parts, PsqNameParts *ret_parts)
{
	*ret_parts = *parts;
	size_t last = parts->count - 1;
	const PsqNamePart *first = &parts->part[0];
	bool surname = !first->given &&
		(first->surname || first->shape == PSQ_SHAPE_CAPS);
	if (parts->count > 1 && parts->part[last].initial != '\0' &&
		first->initial == '\0' && !surname) {
		ret_parts->count = last;
		ret_parts->part[0].given = true;
	}
}

bool
psq_name_parts_order(const PsqLexicon *lexicon, const PsqNameParts *all,
	PsqNameOrder *ret_order)
{
	if (all->count == 0 || all->count > MAX_PARTS) {
		return false;
	}
	PsqNameParts parts;
	drop_last_initial(all, &parts);
	if (parts.count == 1) {
		return order_single(&parts, ret_order);
	}
	bool lower = true;
	bool given = false;
	size_t letters = 0;
	for (size_t i = 0; i < parts.count; i++) {
		bool letter = parts.part[i].initial != '\0';
		letters += letter;
		lower = lower &&
			(letter || parts.part[i].shape == PSQ_SHAPE_LOWER);
		given = given || parts.part[i].given;
	}
	bool vouched = given || (parts.titled && parts.count <= 2);
	if ((lower && !vouched) || letters == parts.count) {
		return false;
	}
	if (!order_by_capitals(&parts, ret_order) &&
		!order_by_list(lexicon, &parts, ret_order)) {
		order_several(&parts, ret_order);
	}
	return true;
}
