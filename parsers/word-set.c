// word-set.c - a list of words that can be asked for one of them
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One copy of the text, in which each word ends in NUL, and a table of open
// addressing into it: thousands of words are there in a millisecond.
#include "config.h"

#include "parsers/word-set.h"

#include "parsers/fold.h"

#include <string.h>

// A slot has the offset of a word in text + 1, 0 if it is free, and upper bits
// of its hash, so that most other words are turned down without a look.
enum { PLACE_MASK = (1 << 24) - 1 };

struct PsqWordSet {
	char *text;
	uint32_t *slots;
	uint32_t mask; // number of slots - 1, a power of two - 1
};

static uint32_t
hash_of(const char *word)
{
	uint32_t hash = 2166136261u;
	for (const char *c = word; *c != '\0'; c++) {
		hash = (hash ^ (guchar)*c) * 16777619u;
	}
	return hash ^ hash >> 15;
}

// The slot of word, whose hash it is, or the free one where it would be.
static uint32_t
slot_of(const PsqWordSet *set, const char *word, uint32_t hash)
{
	uint32_t slot = hash & set->mask;
	for (; set->slots[slot] != 0; slot = (slot + 1) & set->mask) {
		uint32_t taken = set->slots[slot];
		if (((taken ^ hash) & ~(uint32_t)PLACE_MASK) == 0 &&
			strcmp(set->text + (taken & PLACE_MASK) - 1, word) ==
				0) {
			break;
		}
	}
	return slot;
}

// Most words are plain ASCII in lower case, and folding thousands takes time.
static bool
is_plain(const char *word)
{
	for (const char *c = word; *c != '\0'; c++) {
		if ((guchar)*c >= 0x80 || g_ascii_isupper(*c)) {
			return false;
		}
	}
	return true;
}

static bool
check_word(const char *word, const char *path, guint number, GError **error)
{
	if (is_plain(word)) {
		return true;
	}
	g_autofree char *folded = psq_fold_string(word);
	return strcmp(word, folded) == 0 ||
		psq_fail(error, PSQ_ERR_CONFIG,
			"%s:%u: \"%s\" is not folded, write \"%s\"", path,
			number, word, folded);
}

static guint
count_lines(const char *text)
{
	guint lines = 1;
	while ((text = strchr(text, '\n')) != NULL) {
		text++;
		lines++;
	}
	return lines;
}

static bool
read_words(PsqWordSet *set, const char *path, GError **error)
{
	char *next;
	guint number = 0;
	for (char *line = set->text; line != NULL; line = next) {
		number++;
		next = strchr(line, '\n');
		if (next != NULL) {
			*next++ = '\0';
		}
		line[strcspn(line, "#")] = '\0';
		char *word = g_strstrip(line);
		if (*word == '\0') {
			continue;
		}
		if (!check_word(word, path, number, error)) {
			return false;
		}
		uint32_t hash = hash_of(word);
		set->slots[slot_of(set, word, hash)] =
			(hash & ~(uint32_t)PLACE_MASK) |
			((uint32_t)(word - set->text) + 1);
	}
	return true;
}

PsqWordSet *
psq_word_set_new(const char *text, size_t len, const char *path, GError **error)
{
	if (len >= PLACE_MASK) {
		return psq_fail_null(
			error, PSQ_ERR_CONFIG, "%s:1: file too long", path);
	}
	g_autoptr(PsqWordSet) set = g_new0(PsqWordSet, 1);
	set->text = g_strndup(text, len);
	uint32_t room = 16;
	while (room < 2 * count_lines(set->text)) {
		room *= 2;
	}
	set->slots = g_new0(uint32_t, room);
	set->mask = room - 1;
	return read_words(set, path, error) ? g_steal_pointer(&set) : NULL;
}

void
psq_word_set_free(PsqWordSet *set)
{
	if (set == NULL) {
		return;
	}
	g_free(set->text);
	g_free(set->slots);
	g_free(set);
}

bool
psq_word_set_has(const PsqWordSet *set, const char *word)
{
	return *word != '\0' &&
		set->slots[slot_of(set, word, hash_of(word))] != 0;
}
