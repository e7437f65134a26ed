// flowed.c - format=flowed (RFC 3676): paragraphs that were cut into lines
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/flowed.h"

#include <glib.h>
#include <string.h>

typedef struct {
	size_t depth; // quote marks
	const char *text;
	size_t len; // without marks, stuffing and line end
} Line;

static Line
line_at(const char *at, size_t len)
{
	Line line = { 0, at, len };
	while (line.len > 0 && *line.text == '>') {
		line.depth++;
		line.text++;
		line.len--;
	}
	if (line.len > 0 && *line.text == ' ') {
		line.text++;
		line.len--;
	}
	return line;
}

static bool
is_signature_mark(const Line *line)
{
	return (line->len == 3 || line->len == 4) &&
		strncmp(line->text, "--  ", line->len) == 0;
}

static void
append_marks(GString *joined, size_t depth)
{
	for (size_t i = 0; i < depth; i++) {
		g_string_append_c(joined, '>');
	}
	if (depth > 0) {
		g_string_append_c(joined, ' ');
	}
}

char *
psq_flowed_join(const char *text, bool delsp)
{
	GString *joined = g_string_sized_new(strlen(text));
	bool open = false; // a paragraph goes on
	size_t depth = 0;  // of it
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		Line line = line_at(text, len);
		bool mark = is_signature_mark(&line);
		if (open && (mark || line.depth != depth)) {
			g_string_append_c(joined, '\n');
			open = false;
		}
		if (!open) {
			append_marks(joined, line.depth);
		}
		depth = line.depth;
		open = !mark && line.len > 0 && line.text[line.len - 1] == ' ';
		g_string_append_len(joined, line.text,
			(gssize)(line.len - (open && delsp ? 1 : 0)));
		if (!open) {
			g_string_append_c(joined, '\n');
		}
		text += len + (text[len] == '\n' ? 1 : 0);
	}
	if (open) {
		g_string_append_c(joined, '\n');
	}
	return g_string_free(joined, FALSE);
}
