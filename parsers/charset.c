// charset.c - bytes and the label they came with, made into valid UTF-8
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/charset.h"

#include "parsers/charset-names.h"
#include "parsers/mojibake.h"

#include <stdint.h>
#include <string.h>

// windows-1252 from 0x80; 0 where it has nothing.
static const uint16_t windows[32] = {
	// clang-format off
	0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
	0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
	// clang-format on
};

// Byte order marks; UTF-32's begins with UTF-16's, so it comes first.
static const struct {
	const char *mark;
	size_t len;
	const char *name;
} marks[] = {
	{ "\xef\xbb\xbf", 3, "UTF-8" },
	{ "\xff\xfe\0\0", 4, "UTF-32LE" },
	{ "\xff\xfe", 2, "UTF-16LE" },
	{ "\xfe\xff", 2, "UTF-16BE" },
};

gunichar
psq_charset_from_c1(gunichar point)
{
	return point >= 0x80 && point < 0xa0 ? windows[point - 0x80] : point;
}

int
psq_charset_to_windows(gunichar point)
{
	if (point < 0x100) {
		return (int)point;
	}
	for (int i = 0; i < 32; i++) {
		if (windows[i] == point) {
			return 0x80 + i;
		}
	}
	return -1;
}

static char *
without_nul(const char *bytes, size_t len, size_t *ret_len)
{
	char *copy = g_malloc(len + 1);
	size_t kept = 0;
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] != '\0') {
			copy[kept++] = bytes[i];
		}
	}
	copy[kept] = '\0';
	*ret_len = kept;
	return copy;
}

// How much of bytes speaks for UTF-8 and how much against it.
typedef struct {
	size_t good;  // characters of several bytes
	size_t bad;   // bytes that are none
	size_t whole; // length without a character cut off at the end
} Utf8Signs;

static Utf8Signs
utf8_signs(const char *bytes, size_t len)
{
	Utf8Signs signs = { .whole = len };
	const char *at = bytes;
	const char *end = bytes + len;
	while (at < end) {
		gunichar point = g_utf8_get_char_validated(at, end - at);
		if (point == (gunichar)-2) {
			signs.whole = (size_t)(at - bytes);
			break;
		}
		if (point == (gunichar)-1) {
			signs.bad++;
			at++;
		} else {
			signs.good += point >= 0x80;
			at = g_utf8_next_char(at);
		}
	}
	return signs;
}

// Decodes byte by byte; where utf8 is true what is valid UTF-8 is kept, so
// that a text put together from both comes out right.
static char *
decode_windows(const char *bytes, size_t len, bool utf8)
{
	GString *text = g_string_sized_new(len + len / 8);
	const char *at = bytes;
	const char *end = bytes + len;
	while (at < end) {
		gunichar point = (gunichar)-1;
		if (utf8) {
			point = g_utf8_get_char_validated(at, end - at);
		}
		if (point < 0x110000) {
			g_string_append_unichar(text, point);
			at = g_utf8_next_char(at);
		} else {
			g_string_append_unichar(text, (unsigned char)*at);
			at++;
		}
	}
	return g_string_free(text, FALSE);
}

// UTF-8 if it is, or if most of it is: a tail that was cut off or a foreign
// signature must not spoil the rest.
static char *
guess(const char *bytes, size_t len, bool *ret_utf8, bool *ret_clean)
{
	size_t kept;
	g_autofree char *copy = without_nul(bytes, len, &kept);
	*ret_utf8 = *ret_clean = true;
	if (g_utf8_validate_len(copy, kept, NULL)) {
		return g_steal_pointer(&copy);
	}
	Utf8Signs signs = utf8_signs(copy, kept);
	*ret_utf8 = signs.good > 2 * signs.bad;
	*ret_clean = *ret_utf8 && signs.bad == 0;
	return decode_windows(copy, *ret_utf8 ? signs.whole : kept, *ret_utf8);
}

static bool
is_ascii(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)bytes[i] >= 0x80) {
			return false;
		}
	}
	return true;
}

// UTF-16 without a mark: in Latin text every other byte is 0, and which one
// tells the order of bytes.
static const char *
utf16_order(const char *bytes, size_t len)
{
	size_t zeros[2] = { 0, 0 };
	for (size_t i = 0; i < len; i++) {
		zeros[i % 2] += bytes[i] == '\0';
	}
	return zeros[0] > zeros[1] ? "UTF-16BE" : "UTF-16LE";
}

static char *
convert(const char *bytes, size_t len, const char *name)
{
	if (g_str_has_prefix(name, "UTF-16")) {
		len -= len % 2; // a character cut off
	}
	gsize written = 0;
	g_autofree char *text = g_convert(
		bytes, (gssize)len, "UTF-8", name, NULL, &written, NULL);
	if (text == NULL) {
		return NULL;
	}
	size_t kept;
	g_autofree char *copy = without_nul(text, written, &kept);
	return g_utf8_validate_len(copy, kept, NULL) ? g_steal_pointer(&copy)
						     : NULL;
}

// As the label says, or NULL where it can't be: it is unknown, or it is that
// of a charset of one byte a character but the text is plainly UTF-8.
static char *
decode_labelled(const char *bytes, size_t len, const PsqCharset *charset)
{
	const char *name = charset->iconv;
	if (name == NULL) {
		return NULL;
	}
	if (charset->one_byte && !is_ascii(bytes, len) &&
		g_utf8_validate_len(bytes, len, NULL)) {
		return NULL;
	}
	if (strcmp(name, "UTF-16") == 0) {
		name = utf16_order(bytes, len);
	}
	return convert(bytes, len, name);
}

// Whether the label promised something else than the guess found.
static bool
label_lied(const PsqCharset *charset, bool utf8, bool clean, bool ascii)
{
	switch (charset->meaning) {
	case PSQ_CHARSET_UTF8:
		return !utf8 || !clean;
	case PSQ_CHARSET_WINDOWS:
		return utf8 && !ascii;
	case PSQ_CHARSET_ICONV:
		return !ascii;
	case PSQ_CHARSET_NONE:
	default:
		return false;
	}
}

static char *
decode(const char *bytes, size_t len, const PsqCharset *charset,
	bool *ret_repaired)
{
	char *text = decode_labelled(bytes, len, charset);
	if (text != NULL) {
		return text;
	}
	bool utf8;
	bool clean;
	text = guess(bytes, len, &utf8, &clean);
	*ret_repaired = label_lied(charset, utf8, clean, is_ascii(bytes, len));
	return text;
}

static char *
decode_marked(const char *bytes, size_t len)
{
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		size_t skip = marks[i].len;
		if (len >= skip && memcmp(bytes, marks[i].mark, skip) == 0) {
			return convert(bytes + skip, len - skip, marks[i].name);
		}
	}
	return NULL;
}

static bool
has_c1(const char *text)
{
	while ((text = strchr(text, 0xc2)) != NULL) {
		if ((unsigned char)text[1] < 0xa0) {
			return true;
		}
		text++;
	}
	return false;
}

// Maps C1 controls; most texts have none and are handed back as they are.
static char *
without_c1(char *text)
{
	if (!has_c1(text)) {
		return text;
	}
	GString *plain = g_string_sized_new(strlen(text));
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar point = psq_charset_from_c1(g_utf8_get_char(at));
		if (point != 0) {
			g_string_append_unichar(plain, point);
		}
	}
	g_free(text);
	return g_string_free(plain, FALSE);
}

char *
psq_charset_decode(
	const char *bytes, size_t len, const char *label, bool *ret_repaired)
{
	if (len == 0) {
		return g_strdup("");
	}
	bool repaired = false;
	char *text = decode_marked(bytes, len);
	if (text == NULL) {
		text = decode(bytes, len, psq_charset_named(label), &repaired);
	}
	char *mended = psq_mojibake_mend(text);
	if (mended != NULL) {
		g_free(text);
		text = mended;
		repaired = true;
	}
	if (repaired && ret_repaired != NULL) {
		*ret_repaired = true;
	}
	return without_c1(text);
}
