// json-text.c - JSON written straight into a string
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/json-text.h"

#include <string.h>

static void
put_key(GString *out, const char *key)
{
	char last = out->len > 0 ? out->str[out->len - 1] : '{';
	if (last != '{' && last != '[' && last != ':') {
		g_string_append_c(out, ',');
	}
	if (key != NULL) {
		g_string_append_c(out, '"');
		g_string_append(out, key);
		g_string_append(out, "\":");
	}
}

// What JSON wants written otherwise (RFC 8259, 7).
static bool
is_plain(char c)
{
	return (guchar)c >= ' ' && c != '"' && c != '\\' && c != 0x7f;
}

static void
put_escaped(GString *out, char c)
{
	static const char signs[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";
	const char *sign = strchr(signs, c);
	if (sign != NULL) {
		g_string_append_c(out, '\\');
		g_string_append_c(out, letters[sign - signs]);
	} else {
		g_string_append_printf(out, "\\u%04x", (guint)(guchar)c);
	}
}

static void
put_text(GString *out, const char *value)
{
	g_string_append_c(out, '"');
	while (*value != '\0') {
		size_t plain = 0;
		while (value[plain] != '\0' && is_plain(value[plain])) {
			plain++;
		}
		g_string_append_len(out, value, (gssize)plain);
		value += plain;
		if (*value != '\0') {
			put_escaped(out, *value++);
		}
	}
	g_string_append_c(out, '"');
}

void
psq_json_put_open(GString *out, const char *key, char bracket)
{
	put_key(out, key);
	g_string_append_c(out, bracket);
}

void
psq_json_put_close(GString *out, char bracket)
{
	g_string_append_c(out, bracket);
}

void
psq_json_put_string(GString *out, const char *key, const char *value)
{
	put_key(out, key);
	if (value == NULL) {
		g_string_append(out, "null");
	} else {
		put_text(out, value);
	}
}

void
psq_json_put_strings(GString *out, const char *key, const GPtrArray *values)
{
	psq_json_put_open(out, key, '[');
	for (guint i = 0; i < values->len; i++) {
		psq_json_put_string(out, NULL, g_ptr_array_index(values, i));
	}
	psq_json_put_close(out, ']');
}

void
psq_json_put_int(GString *out, const char *key, int64_t value)
{
	char text[24];
	char *at = text + sizeof text;
	uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	put_key(out, key);
	if (value < 0) {
		g_string_append_c(out, '-');
	}
	g_string_append_len(out, at, text + sizeof text - at);
}

void
psq_json_put_bool(GString *out, const char *key, bool value)
{
	put_key(out, key);
	g_string_append(out, value ? "true" : "false");
}

void
psq_json_put_real(GString *out, const char *key, double value)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	put_key(out, key);
	g_string_append(out, g_ascii_formatd(text, sizeof text, "%.6g", value));
}
