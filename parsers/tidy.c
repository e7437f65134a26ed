// tidy.c - text of a stranger made fit to show and to keep
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/tidy.h"

#include <string.h>

enum { ZERO_WIDTH_NON_JOINER = 0x200c, ZERO_WIDTH_JOINER = 0x200d };

typedef enum { KEEP, DROP, SPACE, NEWLINE } Fate;

static Fate
line_fate(gunichar point)
{
	switch ((int)g_unichar_type(point)) {
	case G_UNICODE_CONTROL:
		return point == '\t' || point == '\n' || point == '\r' ? SPACE
								       : DROP;
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
		return SPACE;
	case G_UNICODE_FORMAT:
		return point == ZERO_WIDTH_NON_JOINER ||
				point == ZERO_WIDTH_JOINER
			? KEEP
			: DROP;
	default:
		return point == ' ' ? SPACE : KEEP;
	}
}

static bool
is_direction_override(gunichar point)
{
	return (point >= 0x202a && point <= 0x202e) ||
		(point >= 0x2066 && point <= 0x2069);
}

static Fate
text_fate(gunichar point)
{
	switch ((int)g_unichar_type(point)) {
	case G_UNICODE_CONTROL:
		if (point == '\t') {
			return KEEP;
		}
		return point >= '\n' && point <= '\r' ? NEWLINE : DROP;
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
		return NEWLINE;
	case G_UNICODE_FORMAT:
		return point == 0xfeff || is_direction_override(point) ? DROP
								       : KEEP;
	default:
		return KEEP;
	}
}

// How many bytes at text are plain ASCII that any text keeps, from the sign
// after first on.
static size_t
plain_run(const char *text, char first)
{
	size_t len = 0;
	while (text[len] > first && text[len] < 0x7f) {
		len++;
	}
	return len;
}

char *
psq_tidy_line(const char *text)
{
	GString *line = g_string_new(NULL);
	bool space = false;
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		size_t plain = plain_run(text, ' ');
		if (plain > 0) {
			if (space && line->len > 0) {
				g_string_append_c(line, ' ');
			}
			space = false;
			g_string_append_len(line, text, (gssize)plain);
			text += plain - 1;
			continue;
		}
		gunichar point = g_utf8_get_char(text);
		Fate fate = line_fate(point);
		if (fate == KEEP) {
			if (space && line->len > 0) {
				g_string_append_c(line, ' ');
			}
			space = false;
			g_string_append_unichar(line, point);
		} else if (fate == SPACE) {
			space = true;
		}
	}
	return g_string_free(line, FALSE);
}

char *
psq_tidy_text(const char *text)
{
	if (psq_tidy_is_blank(text)) {
		return g_strdup("");
	}
	GString *tidy = g_string_sized_new(strlen(text) + 1);
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		size_t plain = plain_run(text, ' ' - 1);
		if (plain > 0) {
			g_string_append_len(tidy, text, (gssize)plain);
			text += plain - 1;
			continue;
		}
		gunichar point = g_utf8_get_char(text);
		if (point == '\r' && text[1] == '\n') {
			continue;
		}
		Fate fate = text_fate(point);
		if (fate == NEWLINE) {
			g_string_append_c(tidy, '\n');
		} else if (fate == KEEP) {
			g_string_append_unichar(tidy, point);
		}
	}
	if (tidy->len > 0 && tidy->str[tidy->len - 1] != '\n') {
		g_string_append_c(tidy, '\n');
	}
	return g_string_free(tidy, FALSE);
}

bool
psq_tidy_cut(char *text, size_t max)
{
	if (strlen(text) <= max) {
		return false;
	}
	char *at = g_utf8_find_prev_char(text, text + max + 1);
	*at = '\0';
	return true;
}

bool
psq_tidy_is_blank(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar point = g_utf8_get_char(text);
		if (!g_unichar_isspace(point) &&
			!g_unichar_iszerowidth(point) &&
			line_fate(point) == KEEP) {
			return false;
		}
	}
	return true;
}
