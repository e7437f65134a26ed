// place-words.c - the words and numbers of a text, as places are made of them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/place-words.h"

#include <string.h>

static bool
is_word_byte(char c)
{
	return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

// Where the word at at ends: "l'" and "d'" are words of their own.
static size_t
word_end(const PsqFold *fold, size_t at)
{
	const char *text = fold->text;
	size_t end = at;
	while (end < fold->len) {
		bool inside = end > at && is_word_byte(text[end + 1]) &&
			(text[end] == '-' ||
				(text[end] == '\'' && end > at + 1));
		if (!inside && !is_word_byte(text[end])) {
			break;
		}
		end++;
	}
	return end;
}

static bool
is_capital(const PsqPassage *passage, size_t start)
{
	const char *at = passage->text + passage->fold->map[start];
	return g_unichar_isupper(g_utf8_get_char(at));
}

static bool
ends_acute(const PsqPassage *passage, size_t end)
{
	const char *at = passage->text + passage->fold->map[end - 1];
	gunichar last = g_utf8_get_char(at);
	return last == 0xe9 || last == 0xc9; // é, É
}

// "av. Foch", "St. Jean": a full stop behind these ends nothing.
static bool
is_abbreviation(const char *word)
{
	static const char *const list[] = { "av", "ave", "bd", "r", "esc",
		"bld", "st", "ste", "pl", "res", "bat", "gal", "dr", "mal",
		"pdt", "imp", "all", "rte", "chem", "appt", "apt", "nr", "n",
		NULL };
	return psq_fold_is_one_of(word, list);
}

// Says what stands between two words.
static void
read_gap(const char *text, size_t start, size_t end, const char *before,
	PsqPlaceWord *word)
{
	for (size_t i = start; i < end; i++) {
		char c = text[i];
		if (c == '\n') {
			word->apart = word->apart || word->line;
			word->line = true;
		} else if (c == ',') {
			word->comma = true;
		} else if (c == '.') {
			word->apart = word->apart || !is_abbreviation(before);
		} else if (c != ' ' && c != '"' && c != '\'') {
			word->apart = true;
		}
	}
}

// True if the word has its capital only for standing first, or in a signature.
static bool
is_first(const PsqPlaceWord *words, size_t count, size_t i)
{
	enum { SIGNATURE = 4 };
	return i == 0 || words[i].apart || words[i].line ||
		i + SIGNATURE >= count;
}

static PsqPlaceStyle
style_of(const PsqPlaceWord *words, size_t count)
{
	enum { ONE_IN = 14, MOST = 60, FEW_WORDS = 4 };
	size_t capitals = 0;
	size_t names = 0;
	for (size_t i = 0; i < count; i++) {
		capitals += words[i].capital;
		names += words[i].capital && !is_first(words, count, i);
	}
	if (capitals * 100 > count * MOST && count > FEW_WORDS) {
		return PSQ_PLACE_CAPS;
	}
	bool few = capitals * ONE_IN < count || count <= FEW_WORDS;
	return few || names == 0 ? PSQ_PLACE_LOWER : PSQ_PLACE_PROPER;
}

static PsqPlaceWord
read_word(const PsqPassage *passage, size_t start, size_t end,
	const PsqPlaceWord *before)
{
	const char *text = passage->fold->text;
	PsqPlaceWord word = { .span = { start, end } };
	if (end - start < sizeof word.folded) {
		memcpy(word.folded, text + start, end - start);
	}
	word.number = g_ascii_isdigit(text[start]);
	word.capital = is_capital(passage, start);
	word.acute = ends_acute(passage, end);
	read_gap(text, before != NULL ? before->span.end : 0, start,
		before != NULL ? before->folded : "", &word);
	return word;
}

PsqPlaceText
psq_place_text_read(const PsqLexicon *lexicon, const PsqPassage *passage)
{
	const PsqFold *fold = passage->fold;
	GArray *words = g_array_sized_new(
		FALSE, FALSE, sizeof(PsqPlaceWord), (guint)(fold->len / 5 + 4));
	size_t at = 0;
	while (at < fold->len) {
		if (!is_word_byte(fold->text[at])) {
			at++;
			continue;
		}
		size_t end = word_end(fold, at);
		const PsqPlaceWord *before = words->len == 0
			? NULL
			: &g_array_index(words, PsqPlaceWord, words->len - 1);
		PsqPlaceWord word = read_word(passage, at, end, before);
		g_array_append_val(words, word);
		at = end;
	}
	PsqPlaceText text = { .lexicon = lexicon, .count = words->len };
	text.words = (PsqPlaceWord *)(void *)g_array_free(words, FALSE);
	text.style = style_of(text.words, text.count);
	return text;
}

void
psq_place_text_clear(PsqPlaceText *text)
{
	g_clear_pointer(&text->words, g_free);
}

bool
psq_place_word_is_in(const char *const *list, const PsqPlaceWord *word)
{
	return word->folded[0] != '\0' &&
		psq_fold_is_one_of(word->folded, list);
}

bool
psq_place_word_is_stop(const PsqPlaceText *text, const PsqPlaceWord *word)
{
	return word->folded[0] == '\0' ||
		psq_lexicon_has(text->lexicon, "common-words", word->folded) ||
		psq_lexicon_has(text->lexicon, "closings", word->folded);
}

bool
psq_place_word_is_link(const PsqPlaceWord *word)
{
	static const char *const links[] = { "de", "du", "des", "d", "la", "le",
		"les", "l", "au", "aux", "en", "saint", "sainte", "st", "ste",
		NULL };
	return psq_place_word_is_in(links, word);
}
