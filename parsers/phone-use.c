// phone-use.c - whose a number is, by the words around it
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-use.h"

#include "parsers/phone-cues.h"
#include "parsers/phone-owner.h"

#include <string.h>

enum {
	MAX_STRANGE = 4, // words between "n°" and what it is the number of
	AFTER_WORDS = 8, // that are read behind a number
	FAX_WORDS = 5,   // between "fax" and its number
	LIST_BYTES = 16, // between two numbers of a list
};

// "contrat n° 0639...", "numéro de dossier : 06...": the word that says what
// the number is, with nothing but links between, or some words where "n°" makes
// it a reference: "dossier ouvert chez vous sous le n°".
static bool
is_reference(const PsqLexicon *lexicon, const PsqAround *around)
{
	static const char *const links[] = { "de", "du", "des", "d", "l", "la",
		"le", "les", "est", "etait", "sous", "suivant", "au", "a", "et",
		"par", "votre", "notre", NULL };
	static const char *const number[] = { "n", "no", "n°", "nr", "numero",
		"num", "number", "nummer", NULL };
	static const char *const mine[] = { "mon", "ma", "mes", "me", "moi",
		"joindre", "appeler", "rappeler", "joignable", NULL };
	size_t strange = MAX_STRANGE + 1; // until "n°" is seen
	for (size_t i = 0; i < around->count; i++) {
		const char *word = around->words[i];
		if (psq_lexicon_has(lexicon, "not-phones", word)) {
			return true;
		}
		if (psq_word_is_one_of(word, number)) {
			strange = strange > MAX_STRANGE ? 0 : strange;
		} else if (psq_cue_is_phone_word(word) ||
			psq_word_is_one_of(word, mine)) {
			return false;
		} else if (!g_ascii_isdigit(word[0]) &&
			!psq_word_is_one_of(word, links) &&
			++strange > MAX_STRANGE) {
			return false;
		}
	}
	return false;
}

// "Fax 03...", "par fax je suis au 03..."; "F" only right before the number.
static bool
is_fax_before(const PsqAround *around, size_t i)
{
	const char *word = around->words[i];
	size_t reach = word[1] == '\0' ? 1 : FAX_WORDS;
	if (i >= reach || !psq_cue_is_fax(word)) {
		return false;
	}
	for (size_t j = 0; j < i; j++) {
		if (psq_cue_is_reach_verb(around->words[j])) {
			return false; // "pas de fax, appelez le"
		}
	}
	return true;
}

// The nearest words decide. Returns true if one of them did.
static bool
judge_before(const PsqPhoneSetting *setting, const PsqAround *around,
	PsqPhoneUse *ret_use)
{
	*ret_use = PSQ_PHONE_OTHER;
	if (is_reference(setting->lexicon, around)) {
		return true;
	}
	for (size_t i = 0; i < around->count; i++) {
		const char *word = around->words[i];
		if (psq_owner_is_sender(setting, around, i)) {
			*ret_use = PSQ_PHONE_OWN;
			return true;
		}
		if (is_fax_before(around, i) ||
			psq_owner_is_caller(around, i) ||
			psq_owner_is_other(setting, around, i)) {
			return true;
		}
		if (i < 2 && psq_cue_is_office(word)) {
			*ret_use = PSQ_PHONE_OFFICE;
			return true;
		}
	}
	*ret_use = PSQ_PHONE_OWN;
	return false;
}

// ", le commissariat", ", le standard du commissariat", ", le numéro de ma
// fille": what stands beside the number names its owner at owner.
static bool
stands_beside(const PsqAround *around, size_t owner)
{
	enum { FARTHEST = 4 };
	static const char *const the[] = { "le", "la", "l", NULL };
	static const char *const of[] = { "du", "de", "d", "des", NULL };
	const char *text = around->passage->fold->text;
	size_t sign = around->spans[0].start;
	while (sign > 0 && text[sign - 1] == ' ') {
		sign--;
	}
	if (sign == 0 || text[sign - 1] != ',' || owner == 0 ||
		owner > FARTHEST ||
		!psq_word_is_one_of(around->words[0], the)) {
		return false;
	}
	return owner == 1 || psq_word_is_one_of(around->words[owner - 1], of) ||
		psq_word_is_one_of(around->words[owner - 2], of);
}

// True if the words behind a number begin by saying whose it is: "(mon mari)",
// "c'est celui de ma mère", "est le numéro du faux policier".
static bool
tells_owner(const PsqAround *around, size_t owner)
{
	static const char *const openers[] = { "c", "celui", "de", "chez",
		"est", "etait", NULL };
	const char *text = around->passage->fold->text;
	size_t start = around->spans[0].start;
	return (start > 0 && text[start - 1] == '(') ||
		psq_word_is_one_of(around->words[0], openers) ||
		stands_beside(around, owner);
}

// "06... qui m'appelle", "06... (mon mari)", "03... fax".
static bool
judge_after(const PsqLexicon *lexicon, const PsqAround *around, bool last)
{
	static const char *const caller[] = { "a", "ont", "appelle", "envoie",
		"harcele", "appellent", NULL };
	for (size_t i = 0; i < around->count; i++) {
		const char *word = around->words[i];
		const char *before = i > 0 ? around->words[i - 1] : NULL;
		const char *next = psq_around_behind(around, i, 1);
		// "Tél. 03... - Fax 03...": the label of the next number.
		bool fax = psq_cue_is_fax(word) && (last || around->count > 1);
		if ((i == 0 && (fax || strcmp(word, "qui") == 0)) ||
			(strcmp(word, "m") == 0 &&
				psq_word_is_one_of(next, caller))) {
			return true;
		}
		if (psq_lexicon_has(lexicon, "other-people", word) &&
			psq_cue_is_determiner(before) && i <= 5) {
			return tells_owner(around, i);
		}
	}
	return false;
}

// True if so little parts the number from the one before that both are one
// person's: "06... ou 06...", or two references in a row.
static bool
is_list(const PsqAround *around, PsqPhoneUse before)
{
	static const char *const links[] = { "ou", "et", "au", "le", "puis",
		"or", "bien", "aussi", NULL };
	for (size_t i = 0; i < around->count; i++) {
		if (!psq_word_is_one_of(around->words[i], links) &&
			(before != PSQ_PHONE_OTHER ||
				psq_cue_is_phone_word(around->words[i]))) {
			return false;
		}
	}
	return true;
}

PsqPhoneUse
psq_phone_use(const PsqPhoneSetting *setting, const GArray *finds, guint i,
	PsqPhoneUse before)
{
	const PsqPassage *passage = setting->passage;
	const PsqPhoneFind *find = &g_array_index(finds, PsqPhoneFind, i);
	size_t floor = i > 0 ? find[-1].span.end : 0;
	size_t roof =
		i + 1 < finds->len ? find[1].span.start : passage->fold->len;
	g_auto(PsqAround) left =
		psq_around_before(passage, find->span.start, floor);
	g_auto(PsqAround) right =
		psq_around_after(passage, find->span.end, roof, AFTER_WORDS);
	PsqPhoneUse use;
	bool told = judge_before(setting, &left, &use);
	size_t gap = find->span.start - floor;
	const char *between = passage->fold->text + floor;
	bool close = i > 0 && gap < LIST_BYTES &&
		memchr(between, '\n', gap) == NULL &&
		memchr(between, ':', gap) == NULL;
	if (!told && close && is_list(&left, before)) {
		use = before;
	}
	if (use != PSQ_PHONE_OTHER &&
		judge_after(setting->lexicon, &right, i + 1 == finds->len)) {
		use = PSQ_PHONE_OTHER;
	}
	return use;
}
