// mojibake.c - text that was encoded as UTF-8 twice ("Ã©tÃ©")
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/mojibake.h"

#include "parsers/charset.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

// Bytes that begin a group, the range of the second byte, and the length. Not
// every lead of UTF-8: a no-break space and a closing guillemet after "é" are
// good French and would look like a Chinese character.
static const struct {
	uint8_t lead;
	uint8_t second_min;
	uint8_t second_max;
	uint8_t len;
} groups[] = {
	// clang-format off
	{ 0xc2, 0x80, 0xbf, 2 },   // Latin-1's signs: « ° NBSP
	{ 0xc3, 0x80, 0xbf, 2 },   // Latin-1's letters: é à ç
	{ 0xc5, 0x92, 0xbe, 2 },   // œ Œ Ÿ š ž
	{ 0xcc, 0x80, 0x84, 2 },   // combining accents
	{ 0xe2, 0x80, 0x84, 3 },   // quotes, dashes, euro, trade mark
	{ 0xef, 0xb8, 0xbb, 3 },   // variation selectors, byte order mark
	{ 0xf0, 0x9f, 0x9f, 4 },   // emoji
	// clang-format on
};

enum { PASSES = 2 };

// The bytes that the group at text stands for, or 0 where it is none.
static size_t
group_bytes(const char *text, size_t len, char *bytes, const char **ret_next)
{
	for (size_t i = 0; i < len; i++) {
		if (*text == '\0') {
			return 0;
		}
		int byte = psq_charset_to_windows(g_utf8_get_char(text));
		if (byte < 0x80 || (i > 0 && byte > 0xbf)) {
			return 0;
		}
		bytes[i] = (char)byte;
		text = g_utf8_next_char(text);
	}
	*ret_next = text;
	return len;
}

// The bytes that the group at text should have been; 0 if there is none.
static size_t
mend_at(const char *text, char bytes[4], const char **ret_next)
{
	int lead = psq_charset_to_windows(g_utf8_get_char(text));
	for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
		const char *next;
		if (groups[i].lead != lead) {
			continue;
		}
		size_t len = group_bytes(text, groups[i].len, bytes, &next);
		if (len == 0 || (uint8_t)bytes[1] < groups[i].second_min ||
			(uint8_t)bytes[1] > groups[i].second_max ||
			!g_utf8_validate_len(bytes, len, NULL)) {
			return 0;
		}
		*ret_next = next;
		return len;
	}
	return 0;
}

// NULL where there is nothing to mend. All leads are letters of Latin-1, U+00C0
// to U+00FF, which begin with the byte 0xc3.
static char *
mend_once(const char *text)
{
	g_autoptr(GString) mended = g_string_new(NULL);
	const char *done = text; // all before it is in mended
	const char *at = text;
	while ((at = strchr(at, 0xc3)) != NULL) {
		char bytes[4];
		const char *next = g_utf8_next_char(at);
		size_t len = mend_at(at, bytes, &next);
		if (len > 0) {
			g_string_append_len(mended, done, at - done);
			g_string_append_len(mended, bytes, (gssize)len);
			done = next;
		}
		at = next;
	}
	if (done == text) {
		return NULL;
	}
	g_string_append(mended, done);
	return g_string_free(g_steal_pointer(&mended), FALSE);
}

char *
psq_mojibake_mend(const char *text)
{
	char *result = NULL;
	for (int pass = 0; pass < PASSES; pass++) {
		char *mended = mend_once(result != NULL ? result : text);
		if (mended == NULL) {
			break;
		}
		g_free(result);
		result = mended;
	}
	return result;
}
