// name-words.c - words that may be a name's: how they look, what lists say
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-words.h"

#include <stdlib.h>
#include <string.h>

// Titles only where they have a capital: "Me Bardet", "Père Augustin".
static const char *const capital_titles[] = { "me", "les", "pere", "soeur",
	"colonel", "capitaine", "commandant", "lieutenant", "adjudant", NULL };

typedef struct {
	const char *word;
	PsqNameRole role;
} SmallWord;

// Small words with a role of their own, in the order of strcmp().
static const SmallWord small_words[] = {
	// clang-format off
	{ "abbe", PSQ_NAME_TITLE }, { "abou", PSQ_NAME_PARTICLE },
	{ "abu", PSQ_NAME_PARTICLE }, { "adjudant", PSQ_NAME_TITLE },
	{ "ait", PSQ_NAME_PARTICLE }, { "al", PSQ_NAME_PARTICLE },
	{ "and", PSQ_NAME_AND }, { "bel", PSQ_NAME_PARTICLE },
	{ "ben", PSQ_NAME_PARTICLE }, { "bent", PSQ_NAME_PARTICLE },
	{ "bin", PSQ_NAME_PARTICLE }, { "born", PSQ_NAME_BORN },
	{ "capitaine", PSQ_NAME_TITLE }, { "colonel", PSQ_NAME_TITLE },
	{ "commandant", PSQ_NAME_TITLE }, { "d", PSQ_NAME_PARTICLE },
	{ "da", PSQ_NAME_PARTICLE }, { "das", PSQ_NAME_PARTICLE },
	{ "de", PSQ_NAME_PARTICLE }, { "del", PSQ_NAME_PARTICLE },
	{ "della", PSQ_NAME_PARTICLE }, { "dello", PSQ_NAME_PARTICLE },
	{ "den", PSQ_NAME_PARTICLE }, { "der", PSQ_NAME_PARTICLE },
	{ "des", PSQ_NAME_PARTICLE }, { "di", PSQ_NAME_PARTICLE },
	{ "do", PSQ_NAME_PARTICLE }, { "docteur", PSQ_NAME_TITLE },
	{ "dona", PSQ_NAME_TITLE }, { "dos", PSQ_NAME_PARTICLE },
	{ "dr", PSQ_NAME_TITLE }, { "du", PSQ_NAME_PARTICLE },
	{ "e", PSQ_NAME_AND }, { "el", PSQ_NAME_PARTICLE },
	{ "ep", PSQ_NAME_MARRIED }, { "epouse", PSQ_NAME_MARRIED },
	{ "epoux", PSQ_NAME_MARRIED }, { "epse", PSQ_NAME_MARRIED },
	{ "et", PSQ_NAME_AND }, { "familia", PSQ_NAME_TITLE },
	{ "familie", PSQ_NAME_TITLE }, { "famille", PSQ_NAME_TITLE },
	{ "family", PSQ_NAME_TITLE }, { "frau", PSQ_NAME_TITLE },
	{ "geb", PSQ_NAME_BORN }, { "geborene", PSQ_NAME_BORN },
	{ "herr", PSQ_NAME_TITLE }, { "la", PSQ_NAME_PARTICLE },
	{ "le", PSQ_NAME_PARTICLE }, { "les", PSQ_NAME_TITLE },
	{ "lieutenant", PSQ_NAME_TITLE }, { "m", PSQ_NAME_TITLE },
	{ "mac", PSQ_NAME_PARTICLE }, { "madame", PSQ_NAME_TITLE },
	{ "mademoiselle", PSQ_NAME_TITLE }, { "maitre", PSQ_NAME_TITLE },
	{ "mc", PSQ_NAME_PARTICLE }, { "mde", PSQ_NAME_TITLE },
	{ "mdme", PSQ_NAME_TITLE }, { "me", PSQ_NAME_TITLE },
	{ "melle", PSQ_NAME_TITLE }, { "mgr", PSQ_NAME_TITLE },
	{ "miss", PSQ_NAME_TITLE }, { "mlle", PSQ_NAME_TITLE },
	{ "mm", PSQ_NAME_TITLE }, { "mme", PSQ_NAME_TITLE },
	{ "mmes", PSQ_NAME_TITLE }, { "monsieur", PSQ_NAME_TITLE },
	{ "mr", PSQ_NAME_TITLE }, { "mrs", PSQ_NAME_TITLE },
	{ "ms", PSQ_NAME_TITLE }, { "ne", PSQ_NAME_BORN },
	{ "nee", PSQ_NAME_BORN }, { "o", PSQ_NAME_PARTICLE },
	{ "ould", PSQ_NAME_PARTICLE }, { "pere", PSQ_NAME_TITLE },
	{ "pr", PSQ_NAME_TITLE }, { "saint", PSQ_NAME_PARTICLE },
	{ "sainte", PSQ_NAME_PARTICLE }, { "san", PSQ_NAME_PARTICLE },
	{ "santa", PSQ_NAME_PARTICLE }, { "senhor", PSQ_NAME_TITLE },
	{ "senhora", PSQ_NAME_TITLE }, { "senor", PSQ_NAME_TITLE },
	{ "senora", PSQ_NAME_TITLE }, { "sidi", PSQ_NAME_PARTICLE },
	{ "signor", PSQ_NAME_TITLE }, { "signora", PSQ_NAME_TITLE },
	{ "soeur", PSQ_NAME_TITLE }, { "soussigne", PSQ_NAME_TITLE },
	{ "soussignee", PSQ_NAME_TITLE }, { "sr", PSQ_NAME_TITLE },
	{ "sra", PSQ_NAME_TITLE }, { "st", PSQ_NAME_PARTICLE },
	{ "ten", PSQ_NAME_PARTICLE }, { "ter", PSQ_NAME_PARTICLE },
	{ "und", PSQ_NAME_AND }, { "van", PSQ_NAME_PARTICLE },
	{ "veuve", PSQ_NAME_MARRIED }, { "vom", PSQ_NAME_PARTICLE },
	{ "von", PSQ_NAME_PARTICLE }, { "vve", PSQ_NAME_TITLE },
	{ "y", PSQ_NAME_AND }, { "zu", PSQ_NAME_PARTICLE },
	{ "zum", PSQ_NAME_PARTICLE },
	// clang-format on
};

static int
compare_small(const void *key, const void *entry)
{
	return strcmp(key, ((const SmallWord *)entry)->word);
}

// The role of a small word, or PSQ_NAME_PLAIN.
static PsqNameRole
small_role(const char *folded)
{
	const SmallWord *found =
		bsearch(folded, small_words, G_N_ELEMENTS(small_words),
			sizeof small_words[0], compare_small);
	return found == NULL ? PSQ_NAME_PLAIN : found->role;
}

static bool
is_letter(char c)
{
	return g_ascii_isalpha(c) || (unsigned char)c >= 0x80;
}

static bool
is_part(const char *text, size_t len, size_t at)
{
	if (is_letter(text[at])) {
		return true;
	}
	return (text[at] == '\'' || text[at] == '-') && at > 0 &&
		is_letter(text[at - 1]) && at + 1 < len &&
		is_letter(text[at + 1]);
}

static PsqNameShape
shape_of(const PsqPassage *passage, PsqSpan span)
{
	const char *at = passage->text + passage->fold->map[span.start];
	const char *end = passage->text + passage->fold->map[span.end];
	size_t upper = 0;
	size_t lower = 0;
	for (; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		upper += g_unichar_isupper(c);
		lower += g_unichar_islower(c);
	}
	if (upper == 0) {
		return PSQ_SHAPE_LOWER;
	}
	return lower == 0 && upper > 1 ? PSQ_SHAPE_CAPS : PSQ_SHAPE_CAPITAL;
}

static bool
list_has(const PsqLexicon *lexicon, const char *list, const char *more,
	const char *word)
{
	return psq_lexicon_has(lexicon, list, word) ||
		psq_lexicon_has(lexicon, more, word);
}

// Calls list_has for the whole word, or else for each part of a compound:
// all parts must be known for a given name, one is enough for a surname.
static bool
compound_has(const PsqLexicon *lexicon, const char *list, const char *more,
	const char *folded, bool all)
{
	if (list_has(lexicon, list, more, folded)) {
		return true;
	}
	if (strchr(folded, '-') == NULL) {
		return false;
	}
	g_auto(GStrv) parts = g_strsplit(folded, "-", -1);
	for (size_t i = 0; parts[i] != NULL; i++) {
		if (list_has(lexicon, list, more, parts[i]) != all) {
			return !all;
		}
	}
	return all;
}

bool
psq_name_is_given(const PsqLexicon *lexicon, const char *folded)
{
	return compound_has(
		lexicon, "given-names", "given-names-more", folded, true);
}

bool
psq_name_is_surname(const PsqLexicon *lexicon, const char *folded)
{
	return compound_has(
		lexicon, "surnames", "surnames-more", folded, false);
}

// "j'habite", "l'avocat", but "l'hostis", "d'almeida".
static bool
is_elided(const PsqLexicon *lexicon, const PsqNameWord *word)
{
	static const char *const never[] = { "j", "c", "s", "t", "qu", NULL };
	static const char *const maybe[] = { "l", "n", "m", "d", NULL };
	const char *apostrophe = strchr(word->folded, '\'');
	if (apostrophe == NULL || apostrophe - word->folded > 2 ||
		psq_name_is_surname(lexicon, word->folded)) {
		return false;
	}
	char head[3] = "";
	memcpy(head, word->folded, (size_t)(apostrophe - word->folded));
	if (g_strv_contains(never, head)) {
		return true;
	}
	const char *tail = apostrophe + 1;
	return word->shape == PSQ_SHAPE_LOWER && g_strv_contains(maybe, head) &&
		(head[0] != 'd' || psq_lexicon_has(lexicon, "closings", tail) ||
			psq_lexicon_has(lexicon, "common-words", tail) ||
			psq_lexicon_has(lexicon, "not-names", tail));
}

static PsqNameRole
role_of(const PsqLexicon *lexicon, const PsqNameWord *word, bool dotted,
	bool last)
{
	const char *folded = word->folded;
	bool lower = word->shape == PSQ_SHAPE_LOWER;
	bool letter = folded[1] == '\0' ||
		(folded[1] == '-' && folded[3] == '\0'); // "J-C"
	PsqNameRole small = small_role(folded);
	if (small == PSQ_NAME_TITLE && lower &&
		g_strv_contains(capital_titles, folded)) {
		return PSQ_NAME_COMMON; // a pronoun, or kin
	}
	if (small != PSQ_NAME_PLAIN &&
		!(small != PSQ_NAME_TITLE && letter && !lower)) {
		return small;
	}
	if (letter) { // "17 h.", "A qui de droit", but "J. Dupont", "nadine b"
		bool word_a = folded[0] == 'a' && !dotted;
		bool common = (lower && !last) || word_a;
		return common ? PSQ_NAME_COMMON : PSQ_NAME_INITIAL;
	}
	const char *plain = strncmp(folded, "d'", 2) == 0 ? folded + 2 : folded;
	if (psq_lexicon_has(lexicon, "closings", plain)) {
		return PSQ_NAME_CLOSING;
	}
	if (!lower && psq_name_is_given(lexicon, folded)) {
		return PSQ_NAME_PLAIN; // "Thi Mai"
	}
	bool common = psq_lexicon_has(lexicon, "common-words", folded) ||
		is_elided(lexicon, word);
	return common ? PSQ_NAME_COMMON : PSQ_NAME_PLAIN;
}

static void
look_up(const PsqLexicon *lexicon, PsqNameWord *word)
{
	word->given = psq_name_is_given(lexicon, word->folded);
	word->surname = psq_name_is_surname(lexicon, word->folded);
	word->not_name = psq_lexicon_has(lexicon, "not-names", word->folded);
}

bool
psq_name_word_next(const PsqLexicon *lexicon, const PsqPassage *passage,
	size_t at, size_t end, PsqNameWord *ret_word)
{
	const char *text = passage->fold->text;
	while (at < end && !is_letter(text[at])) {
		at++;
	}
	size_t stop = at;
	while (stop < end && is_part(text, end, stop)) {
		stop++;
	}
	if (stop == at) {
		return false;
	}
	memset(ret_word, 0, sizeof *ret_word);
	ret_word->span = (PsqSpan){ at, stop };
	ret_word->role = PSQ_NAME_COMMON; // unless it is short enough
	if (stop - at < PSQ_NAME_WORD_BYTES) {
		memcpy(ret_word->folded, text + at, stop - at);
		ret_word->shape = shape_of(passage, ret_word->span);
		bool dotted = stop < end && text[stop] == '.';
		bool last = stop + dotted >= end;
		ret_word->role = role_of(lexicon, ret_word, dotted, last);
		if (ret_word->role == PSQ_NAME_PLAIN) {
			look_up(lexicon, ret_word);
		}
	}
	return true;
}
