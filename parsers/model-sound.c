// model-sound.c - a word as it sounds, so that misspellings are alike
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/model-sound.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Letters at one place, and how they sound. The first that fits counts.
typedef struct {
	char letters[4];
	char sound[3];
} Sound;

#define SOUNDS(...) ((const Sound[]){ __VA_ARGS__, { "", "" } })

// By the first letter.
static const Sound *const sounds[26] = {
	['a' - 'a'] = SOUNDS(
		{ "ain", "1" }, { "aim", "1" }, { "au", "o" }, { "ai", "e" }),
	['c' - 'a'] = SOUNDS({ "ch", "x" }, { "ce", "se" }, { "ci", "si" },
		{ "cy", "si" }, { "c", "k" }),
	['e' - 'a'] = SOUNDS(
		{ "eau", "o" }, { "ein", "1" }, { "eu", "e" }, { "ei", "e" }),
	['g' - 'a'] = SOUNDS(
		{ "gn", "n" }, { "ge", "j" }, { "gi", "ji" }, { "gu", "g" }),
	['h' - 'a'] = SOUNDS({ "h", "" }),
	['o' - 'a'] = SOUNDS({ "oeu", "e" }, { "ou", "u" }, { "oi", "w" }),
	['p' - 'a'] = SOUNDS({ "ph", "f" }),
	['q' - 'a'] = SOUNDS({ "qu", "k" }, { "q", "k" }),
	['s' - 'a'] = SOUNDS({ "sc", "s" }),
	['w' - 'a'] = SOUNDS({ "w", "v" }),
	['y' - 'a'] = SOUNDS({ "y", "i" }),
	['z' - 'a'] = SOUNDS({ "z", "s" }),
};

// Ends of verbs that sound alike or are not heard.
static const char *const ends[] = {
	"aient",
	"ent",
	"ais",
	"ait",
	"er",
	"ez",
	"es",
	"ai",
};

// A set of letters is a bit for each of them.
#define LETTER(c) (UINT32_C(1) << ((c) - 'a'))
#define VOWELS \
	(LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u'))
#define NASALS (LETTER('m') | LETTER('n'))
#define SILENT                                                                 \
	(LETTER('s') | LETTER('t') | LETTER('d') | LETTER('x') | LETTER('p') | \
		LETTER('e'))

static bool
is_one_of(char c, uint32_t letters)
{
	return c >= 'a' && c <= 'z' && (LETTER(c) & letters) != 0;
}

// Without what is not heard at its end: at least two letters stay.
static size_t
cut_end(const char *word, size_t len)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		size_t end = strlen(ends[i]);
		if (len > end && word[len - 1] == ends[i][end - 1] &&
			memcmp(word + len - end, ends[i], end) == 0) {
			len -= end;
			break;
		}
	}
	while (len > 2 && is_one_of(word[len - 1], SILENT)) {
		len--;
	}
	return len;
}

// How many letters of the sound stand at at; 0 unless all do.
static size_t
sound_len(const Sound *sound, const char *at)
{
	size_t len = 0;
	while (sound->letters[len] != '\0') {
		if (sound->letters[len] != at[len]) {
			return 0;
		}
		len++;
	}
	return len;
}

static const Sound *
sound_at(const char *at, size_t *ret_len)
{
	if (*at < 'a' || *at > 'z' || sounds[*at - 'a'] == NULL) {
		return NULL;
	}
	for (const Sound *s = sounds[*at - 'a']; s->letters[0] != '\0'; s++) {
		*ret_len = sound_len(s, at);
		if (*ret_len > 0) {
			return s;
		}
	}
	return NULL;
}

// "an", "em", "on", "in" where no vowel follows; 0 if it is none.
static char
nasal_at(const char *at)
{
	if (!is_one_of(at[0], VOWELS) || !is_one_of(at[1], NASALS) ||
		is_one_of(at[2], VOWELS | NASALS | LETTER('y'))) {
		return '\0';
	}
	return at[0] == 'a' || at[0] == 'e' ? '2' : at[0] == 'o' ? '3' : '1';
}

size_t
psq_word_sound(const char *word, size_t len, char ret_sound[PSQ_MAX_SOUND])
{
	char text[PSQ_MAX_SOUND];
	len = cut_end(word, MIN(len, sizeof text - 1));
	memcpy(text, word, len);
	text[len] = '\0';
	size_t out = 0;
	for (const char *at = text; *at != '\0' && out + 2 < PSQ_MAX_SOUND;) {
		size_t letters = 1;
		const Sound *sound = sound_at(at, &letters);
		char nasal = sound == NULL ? nasal_at(at) : '\0';
		const char own[] = { nasal != '\0' ? nasal : *at, '\0' };
		for (const char *c = sound != NULL ? sound->sound : own;
			*c != '\0'; c++) {
			if (out == 0 || ret_sound[out - 1] != *c) {
				ret_sound[out++] = *c;
			}
		}
		at += sound != NULL ? letters : nasal != '\0' ? 2 : 1;
	}
	return out;
}
