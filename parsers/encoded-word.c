// encoded-word.c - RFC 2047: =?utf-8?Q?caf=C3=A9?=
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/encoded-word.h"

#include "parsers/charset.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { MAX_WORD = 2048, MAX_CHARSET = 60 };

// =?charset?Q?text?=
//   a       b c   d
typedef struct {
	const char *charset;
	size_t charset_len;
	char encoding; // 'b' or 'q'
	const char *text;
	size_t text_len;
	size_t len; // of the whole word
} Word;

// What is decoded so far, and the bytes of words of one charset that wait for
// their end.
typedef struct {
	GString *out;
	GByteArray *run;
	char *charset; // of run; NULL if there is none
} Decoder;

static bool
word_parse(const char *at, const char *end, Word *ret_word)
{
	if (end - at > MAX_WORD) {
		end = at + MAX_WORD;
	}
	if (end - at < 8 || at[0] != '=' || at[1] != '?') {
		return false;
	}
	const char *charset = at + 2;
	const char *b = memchr(charset, '?', (size_t)(end - charset));
	if (b == NULL || b == charset || b - charset > MAX_CHARSET ||
		end - b < 3 || b[2] != '?') {
		return false;
	}
	char encoding = g_ascii_tolower(b[1]);
	const char *text = b + 3;
	const char *d = g_strstr_len(text, end - text, "?=");
	if (d == NULL || (encoding != 'b' && encoding != 'q')) {
		return false;
	}
	*ret_word = (Word){ charset, (size_t)(b - charset), encoding, text,
		(size_t)(d - text), (size_t)(d + 2 - at) };
	return true;
}

size_t
psq_encoded_word_length(const char *at, const char *end)
{
	Word word;
	return word_parse(at, end, &word) ? word.len : 0;
}

static void
append_byte(GByteArray *bytes, int byte)
{
	guint8 value = (guint8)byte;
	g_byte_array_append(bytes, &value, 1);
}

static void
append_q(GByteArray *bytes, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		int high = -1;
		int low = -1;
		if (text[i] == '=' && i + 2 < len) {
			high = g_ascii_xdigit_value(text[i + 1]);
			low = g_ascii_xdigit_value(text[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			append_byte(bytes, high * 16 + low);
			i += 2;
		} else {
			append_byte(bytes, text[i] == '_' ? ' ' : text[i]);
		}
	}
}

// Padding may be missing, or stand in the middle where a mailer has put two
// words into one.
static void
append_b(GByteArray *bytes, const char *text, size_t len)
{
	g_autofree guchar *plain = g_malloc(len / 4 * 3 + 6);
	gint state = 0;
	guint save = 0;
	gsize n = g_base64_decode_step(text, len, plain, &state, &save);
	if (ABS(state) >= 2) {
		n += g_base64_decode_step("==", (gsize)(4 - ABS(state)),
			plain + n, &state, &save);
	}
	g_byte_array_append(bytes, plain, (guint)n);
}

static void
end_run(Decoder *decoder)
{
	if (decoder->charset == NULL) {
		return;
	}
	g_autofree char *text =
		psq_charset_decode((const char *)decoder->run->data,
			decoder->run->len, decoder->charset, NULL);
	g_string_append(decoder->out, text);
	g_byte_array_set_size(decoder->run, 0);
	g_clear_pointer(&decoder->charset, g_free);
}

static bool
is_white(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!g_ascii_isspace(at[i])) {
			return false;
		}
	}
	return true;
}

static void
add_literal(Decoder *decoder, const char *at, size_t len)
{
	if (len == 0) {
		return;
	}
	end_run(decoder);
	g_autofree char *text = psq_charset_decode(at, len, NULL, NULL);
	g_string_append(decoder->out, text);
}

static void
add_word(Decoder *decoder, const Word *word)
{
	g_autofree char *charset = g_strndup(word->charset, word->charset_len);
	if (decoder->charset != NULL &&
		g_ascii_strcasecmp(charset, decoder->charset) != 0) {
		end_run(decoder);
	}
	if (decoder->charset == NULL) {
		decoder->charset = g_steal_pointer(&charset);
	}
	if (word->encoding == 'b') {
		append_b(decoder->run, word->text, word->text_len);
	} else {
		append_q(decoder->run, word->text, word->text_len);
	}
}

char *
psq_encoded_word_decode(const char *raw, size_t len)
{
	Decoder decoder = { .out = g_string_sized_new(len) };
	decoder.run = g_byte_array_new();
	const char *end = raw + len;
	const char *literal = raw; // what was not handed on yet
	const char *at = raw;
	Word word;
	while ((at = g_strstr_len(at, end - at, "=?")) != NULL) {
		if (!word_parse(at, end, &word)) {
			at += 2;
			continue;
		}
		bool joined = decoder.charset != NULL &&
			is_white(literal, (size_t)(at - literal));
		if (!joined) {
			add_literal(&decoder, literal, (size_t)(at - literal));
		}
		add_word(&decoder, &word);
		at = literal = at + word.len;
	}
	add_literal(&decoder, literal, (size_t)(end - literal));
	end_run(&decoder);
	g_byte_array_unref(decoder.run);
	return g_string_free(decoder.out, FALSE);
}
