// lines.c - labelled lines and quoted blocks of a text for a person
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/lines.h"

enum { LABEL_WIDTH = 13 };

void
psq_lines_add(GString *out, const char *label, const char *value)
{
	if (value == NULL || *value == '\0') {
		return;
	}
	glong width = g_utf8_strlen(label, -1);
	g_string_append_printf(out, "  %s%*s%s\n", label,
		(int)(LABEL_WIDTH - width), "", value);
}

void
psq_lines_add_block(GString *out, const char *title, const char *text)
{
	g_autofree char *body = g_strstrip(g_strdup(text != NULL ? text : ""));
	if (*body == '\0') {
		return;
	}
	g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
	g_string_append_printf(out, "\n  %s\n", title);
	for (char **line = lines; *line != NULL; line++) {
		g_string_append_printf(out, "  | %s\n", *line);
	}
}
