// model-words.c - a passage's words as the trained model counts them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/model-words.h"

#include "parsers/model-hash.h"
#include "parsers/model-sound.h"

#include <string.h>

enum { MAX_SMALL_WORD = 6 }; // letters

// Open addressing by a word's hash: its last place in words + 1. Text of so
// many bytes has fewer different words than a table of half as many slots and
// MIN_SLOTS holds: only 256 of them are as short as one byte.
enum { MIN_SLOTS = 512 };

typedef struct {
	const char *text;
	GArray *words; // PsqWord
	uint32_t *slots;
	uint32_t mask;
	guint distinct;
} Cutter;

static bool
is_letter(char c)
{
	return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

size_t
psq_word_plain(const char *text, PsqSpan span, char ret_word[PSQ_MAX_WORD])
{
	size_t len = 0;
	for (size_t i = span.start; i < span.end && len < PSQ_MAX_WORD; i++) {
		char c = g_ascii_isdigit(text[i]) ? '0' : text[i];
		if (len == 0 || ret_word[len - 1] != c) {
			ret_word[len++] = c;
		}
	}
	return len;
}

// firsts are the first letters of the words, which stand between spaces.
static bool
is_one_of(const char *word, size_t len, const char *firsts, const char *words)
{
	char spaced[MAX_SMALL_WORD + 3] = " ";
	if (len > MAX_SMALL_WORD || strchr(firsts, word[0]) == NULL) {
		return false;
	}
	memcpy(spaced + 1, word, len);
	spaced[len + 1] = ' ';
	return strstr(words, spaced) != NULL;
}

static bool
is_negation(const char *word, size_t len)
{
	return is_one_of(word, len, "njpsark",
		" ne n pas jamais sans ni aucun aucune rien plus not no nicht "
		"kein ");
}

static bool
is_self(const char *word, size_t len)
{
	return is_one_of(word, len, "jmi",
		" je j jai jsuis me m moi mon ma mes my ich mein meine mich "
		"mir ");
}

static uint32_t
hash_sound(const char *plain, size_t len)
{
	char sound[PSQ_MAX_SOUND];
	size_t sounds = psq_word_sound(plain, len, sound);
	uint32_t hash = psq_hash_kind(PSQ_OF_SOUND);
	for (size_t i = 0; i < sounds; i++) {
		hash = psq_hash_byte(hash, (unsigned char)sound[i]);
	}
	return hash;
}

static PsqWord *
word_at(const Cutter *c, uint32_t place)
{
	return place > 0 ? &g_array_index(c->words, PsqWord, place - 1) : NULL;
}

// The slot of the word's hash, or the free one where it belongs.
static uint32_t *
slot_of(const Cutter *c, uint32_t hash)
{
	uint32_t slot = hash & c->mask;
	while (c->slots[slot] != 0 &&
		word_at(c, c->slots[slot])->hash != hash) {
		slot = (slot + 1) & c->mask;
	}
	return &c->slots[slot];
}

static void
add_word(Cutter *c, PsqSpan span, guint sentence)
{
	char plain[PSQ_MAX_WORD];
	size_t len = psq_word_plain(c->text, span, plain);
	PsqWord word = { .hash = psq_hash_kind(PSQ_OF_WORDS), .span = span };
	for (size_t i = 0; i < len; i++) {
		word.hash = psq_hash_byte(word.hash, (unsigned char)plain[i]);
	}
	word.sentence = sentence;
	uint32_t *slot = slot_of(c, word.hash);
	const PsqWord *same = word_at(c, *slot);
	if (same != NULL) {
		word.sound = same->sound;
		word.negates = same->negates;
		word.asks = same->asks;
		word.self = same->self;
	} else {
		word.sound = hash_sound(plain, len);
		word.negates = is_negation(plain, len);
		word.asks = plain[0] == '?';
		word.self = is_self(plain, len);
		c->distinct++;
	}
	word.first_here = same == NULL || same->sentence != sentence;
	g_array_append_val(c->words, word);
	*slot = c->words->len;
}

static void
cut_sentence(Cutter *c, PsqSpan part, guint sentence)
{
	size_t i = part.start;
	while (i < part.end) {
		size_t end = i;
		while (end < part.end && is_letter(c->text[end])) {
			end++;
		}
		if (end == i && (c->text[i] == '?' || c->text[i] == '!')) {
			end++;
		}
		if (end > i) {
			add_word(c, (PsqSpan){ i, end }, sentence);
		}
		i = MAX(end, i + 1);
	}
}

static size_t
count_bytes(const GArray *sentences, guint first, guint end)
{
	return first < end ? g_array_index(sentences, PsqSpan, end - 1).end -
			g_array_index(sentences, PsqSpan, first).start
			   : 0;
}

GArray *
psq_words_cut(
	const PsqPassage *passage, guint first, guint end, guint *ret_distinct)
{
	enum { USUAL_LENGTH = 5 }; // of a word and what parts it from the next
	size_t len = count_bytes(passage->sentences, first, end);
	uint32_t room = MIN_SLOTS;
	while (room < MIN_SLOTS + len / 2) {
		room *= 2;
	}
	g_autofree uint32_t *slots = g_new0(uint32_t, room);
	Cutter c = { .text = passage->fold->text,
		.words = g_array_sized_new(FALSE, FALSE, sizeof(PsqWord),
			(guint)(len / USUAL_LENGTH)),
		.slots = slots,
		.mask = room - 1 };
	for (guint s = first; s < end; s++) {
		cut_sentence(
			&c, g_array_index(passage->sentences, PsqSpan, s), s);
	}
	*ret_distinct = c.distinct;
	return c.words;
}
