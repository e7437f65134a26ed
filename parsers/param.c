// param.c - Content-Type and Content-Disposition: value and parameters
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/param.h"

#include "parsers/charset.h"
#include "parsers/header.h"
#include "parsers/tidy.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { MAX_SECTIONS = 100 };

#define WHITE " \t\r\n"

// One "name*0*=value" of RFC 2231; the plain form has number -1.
typedef struct {
	int number;
	bool encoded; // with a "*" at the end: percent signs, and a charset
	char *value;
} Section;

static void
section_clear(gpointer data)
{
	Section *section = data;
	g_free(section->value);
}

static const char *
skip_comment(const char *at)
{
	int depth = 0;
	for (; *at != '\0'; at++) {
		if (*at == '\\' && at[1] != '\0') {
			at++;
		} else if (*at == '(') {
			depth++;
		} else if (*at == ')' && --depth == 0) {
			return at + 1;
		}
	}
	return at;
}

// A backslash quotes only what needs it: "C:\photos\chat.jpg" is found too.
static const char *
read_quoted(const char *at, GString *value)
{
	for (; *at != '\0' && *at != '"'; at++) {
		if (*at == '\\' && (at[1] == '"' || at[1] == '\\')) {
			at++;
		}
		g_string_append_c(value, *at);
	}
	return *at == '"' ? at + 1 : at;
}

// Reads up to the next ";", without white space at the ends but for what is
// in quotes. Comments vanish only after white space: "photo(1).jpg" is a name
// that many mailers write bare.
static const char *
read_value(const char *at, GString *value)
{
	gsize keep = 0; // what must not be trimmed
	bool white = false;
	at += strspn(at, WHITE);
	while (*at != '\0' && *at != ';') {
		if (*at == '"') {
			at = read_quoted(at + 1, value);
			keep = value->len;
			continue;
		}
		if (*at == '(' && white) {
			at = skip_comment(at);
			continue;
		}
		white = g_ascii_isspace(*at);
		if (*at != '\r' && *at != '\n') {
			g_string_append_c(value, *at);
		}
		at++;
		keep = white ? keep : value->len;
	}
	g_string_truncate(value, keep);
	return at;
}

char *
psq_param_value(const char *raw)
{
	GString *value = g_string_new(NULL);
	read_value(raw, value);
	g_autofree char *line = psq_header_text(value->str);
	g_string_free(value, TRUE);
	line[strcspn(line, " ")] = '\0';
	return g_ascii_strdown(line, -1);
}

// Whether key is name in one of its forms: name, name*, name*0, name*0*.
static bool
section_named(const char *key, const char *name, Section *ret_section)
{
	size_t len = strlen(name);
	if (g_ascii_strncasecmp(key, name, len) != 0) {
		return false;
	}
	key += len;
	if (*key == '\0') {
		*ret_section = (Section){ -1, false, NULL };
		return true;
	}
	if (*key++ != '*') {
		return false;
	}
	char *after;
	guint64 number = g_ascii_strtoull(key, &after, 10);
	bool encoded = after == key ? *after == '\0' : *after == '*';
	if (number >= MAX_SECTIONS || (!encoded && *after != '\0')) {
		return false;
	}
	*ret_section = (Section){ (int)number, encoded, NULL };
	return true;
}

static int
by_number(gconstpointer a, gconstpointer b)
{
	const Section *x = a;
	const Section *y = b;
	return x->number - y->number;
}

static GArray *
sections_of(const char *raw, const char *name)
{
	GArray *sections = g_array_new(FALSE, FALSE, sizeof(Section));
	g_array_set_clear_func(sections, section_clear);
	g_autoptr(GString) key = g_string_new(NULL);
	g_autoptr(GString) value = g_string_new(NULL);
	const char *at = read_value(raw, value);
	while (*at == ';' && sections->len < MAX_SECTIONS) {
		at += 1 + strspn(at + 1, WHITE);
		size_t len = strcspn(at, "=;");
		g_string_truncate(key, 0);
		g_string_append_len(key, at, (gssize)len);
		g_strchomp(key->str);
		at += len;
		g_string_truncate(value, 0);
		at = *at == '=' ? read_value(at + 1, value) : at;
		Section section;
		if (section_named(key->str, name, &section)) {
			section.value = g_strdup(value->str);
			g_array_append_val(sections, section);
		}
	}
	g_array_sort(sections, by_number);
	return sections;
}

static void
append_percent(GString *bytes, const char *value)
{
	for (; *value != '\0'; value++) {
		int high = *value == '%' ? g_ascii_xdigit_value(value[1]) : -1;
		int low = high >= 0 ? g_ascii_xdigit_value(value[2]) : -1;
		if (low >= 0) {
			g_string_append_c(bytes, (char)(high * 16 + low));
			value += 2;
		} else {
			g_string_append_c(bytes, *value);
		}
	}
}

// utf-8'fr'caf%C3%A9: cuts off charset and language, returns the charset.
static char *
take_charset(const char **value)
{
	const char *first = strchr(*value, '\'');
	const char *second = first != NULL ? strchr(first + 1, '\'') : NULL;
	if (second == NULL) {
		return NULL;
	}
	char *charset = g_strndup(*value, (gsize)(first - *value));
	*value = second + 1;
	return charset;
}

static char *
decode_sections(const GArray *sections, guint from)
{
	g_autoptr(GString) bytes = g_string_new(NULL);
	g_autofree char *charset = NULL;
	for (guint i = from; i < sections->len; i++) {
		const Section *section = &g_array_index(sections, Section, i);
		const char *value = section->value;
		if (!section->encoded) {
			g_string_append(bytes, value);
			continue;
		}
		if (i == from) {
			charset = take_charset(&value);
		}
		append_percent(bytes, value);
	}
	g_autofree char *text =
		psq_charset_decode(bytes->str, bytes->len, charset, NULL);
	return psq_tidy_line(text);
}

char *
psq_param_get(const char *raw, const char *name)
{
	if (raw == NULL) {
		return NULL;
	}
	g_autoptr(GArray) sections = sections_of(raw, name);
	guint plain = 0; // how many are in the plain form; they come first
	while (plain < sections->len &&
		g_array_index(sections, Section, plain).number < 0) {
		plain++;
	}
	if (plain < sections->len) {
		return decode_sections(sections, plain);
	}
	return plain > 0
		? psq_header_text(g_array_index(sections, Section, 0).value)
		: NULL;
}
