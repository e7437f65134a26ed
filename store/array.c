// array.c - PostgreSQL's text form of one-dimensional arrays
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/array.h"

// Within quotes only " and \ are special.
static void
append_quoted(GString *literal, const char *text)
{
	g_string_append_c(literal, '"');
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '"' || *at == '\\') {
			g_string_append_c(literal, '\\');
		}
		g_string_append_c(literal, *at);
	}
	g_string_append_c(literal, '"');
}

char *
psq_array_write(const GPtrArray *strings)
{
	GString *literal = g_string_new("{");
	for (guint i = 0; i < strings->len; i++) {
		if (i > 0) {
			g_string_append_c(literal, ',');
		}
		append_quoted(literal, g_ptr_array_index(strings, i));
	}
	g_string_append_c(literal, '}');
	return g_string_free(literal, FALSE);
}

// Reads the element at *at and moves *at behind it.
static char *
read_element(const char **at)
{
	GString *element = g_string_new(NULL);
	bool quoted = **at == '"';
	const char *p = quoted ? *at + 1 : *at;
	while (*p != '\0' && (quoted ? *p != '"' : *p != ',' && *p != '}')) {
		if (*p == '\\' && p[1] != '\0') {
			p++;
		}
		g_string_append_c(element, *p++);
	}
	*at = quoted && *p == '"' ? p + 1 : p;
	bool null = !quoted && g_str_equal(element->str, "NULL");
	return g_string_free(element, null);
}

GPtrArray *
psq_array_read(const char *literal)
{
	GPtrArray *strings = g_ptr_array_new_with_free_func(g_free);
	if (literal == NULL || literal[0] != '{' || literal[1] == '}') {
		return strings;
	}
	const char *at = literal;
	while (*at == '{' || *at == ',') {
		at++;
		char *element = read_element(&at);
		if (element != NULL) {
			g_ptr_array_add(strings, element);
		}
	}
	return strings;
}
