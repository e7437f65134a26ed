// phone-words.c - numbers spelt in French words: "quatre-vingt-dix-huit"
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-words.h"

#include <glib.h>
#include <string.h>

// A number's words, read from left to right.
typedef struct {
	const char *text;
	size_t len;
	size_t at;
} Words;

static const struct {
	const char *word;
	int value;
} number_words[] = {
	// clang-format off
	{ "zero", 0 },       { "un", 1 },         { "deux", 2 },
	{ "trois", 3 },      { "quatre", 4 },     { "cinq", 5 },
	{ "six", 6 },        { "sept", 7 },       { "huit", 8 },
	{ "neuf", 9 },       { "dix", 10 },       { "onze", 11 },
	{ "douze", 12 },     { "treize", 13 },    { "quatorze", 14 },
	{ "quinze", 15 },    { "seize", 16 },     { "vingt", 20 },
	{ "vingts", 20 },    { "trente", 30 },    { "quarante", 40 },
	{ "cinquante", 50 }, { "soixante", 60 },  { "septante", 70 },
	{ "huitante", 80 },  { "octante", 80 },   { "nonante", 90 },
	// clang-format on
};

static size_t
word_end(const Words *w, size_t at)
{
	size_t end = at;
	while (end < w->len && g_ascii_isalpha(w->text[end])) {
		end++;
	}
	return end;
}

static int
value_of(const char *word, size_t len)
{
	for (size_t i = 0; i < G_N_ELEMENTS(number_words); i++) {
		if (strlen(number_words[i].word) == len &&
			memcmp(number_words[i].word, word, len) == 0) {
			return number_words[i].value;
		}
	}
	return -1;
}

// The value of the word that begins at at, or -1.
static int
peek(const Words *w, size_t at)
{
	size_t end = word_end(w, at);
	return end == at ? -1 : value_of(w->text + at, end - at);
}

// Where the next word of the same number would begin; w->at if it can't.
static size_t
next_word(const Words *w)
{
	if (w->at + 1 >= w->len ||
		(w->text[w->at] != ' ' && w->text[w->at] != '-')) {
		return w->at;
	}
	return w->at + 1;
}

// Takes the next word if its value is from low to high; else returns 0.
static int
take(Words *w, int low, int high)
{
	size_t next = next_word(w);
	if (next == w->at) {
		return 0;
	}
	int value = peek(w, next);
	if (value < low || value > high) {
		return 0;
	}
	w->at = word_end(w, next);
	return value;
}

// "et un", "et onze": passes over "et" if such a word follows.
static void
take_and(Words *w)
{
	size_t next = next_word(w);
	if (next == w->at || word_end(w, next) != next + 2 ||
		memcmp(w->text + next, "et", 2) != 0) {
		return;
	}
	Words after = { w->text, w->len, next + 2 };
	size_t one = next_word(&after);
	int value = one == after.at ? -1 : peek(w, one);
	if (value == 1 || value == 11) {
		w->at = next + 2;
	}
}

// What follows a ten: 1 to 9, or up to 19 after 60 and 80.
static int
take_rest(Words *w, bool teens)
{
	take_and(w);
	int rest = take(w, 1, teens ? 16 : 9);
	if (rest == 10) {
		rest += take(w, 7, 9);
	}
	return rest;
}

bool
psq_phone_words_read(const char *text, size_t len, size_t at, int *ret_value,
	size_t *ret_end)
{
	Words w = { text, len, at };
	int value = peek(&w, at);
	if (value < 0) {
		return false;
	}
	w.at = word_end(&w, at);
	if (value == 4 && take(&w, 20, 20) != 0) {
		value = 80 + take_rest(&w, true);
	} else if (value == 10) {
		value += take(&w, 7, 9);
	} else if (value >= 20) {
		value += take_rest(&w, value == 60);
	}
	*ret_value = value;
	*ret_end = w.at;
	return true;
}
