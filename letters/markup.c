// markup.c - a letter's text (CommonMark) as plain text and as HTML
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/markup.h"

#include <cmark.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 72 };

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_iter, cmark_iter_free)

// CommonMark 2.4: any ASCII punctuation may be escaped.
static void
append_escaped(GString *to, char c)
{
	if (g_ascii_ispunct(c)) {
		g_string_append_c(to, '\\');
	}
	g_string_append_c(to, c);
}

char *
psq_markup_escape(const char *text)
{
	GString *escaped = g_string_new(NULL);
	for (const char *c = text; *c != '\0'; c++) {
		if (g_ascii_isspace(*c)) {
			g_string_append_c(escaped, ' ');
		} else if (!g_ascii_iscntrl(*c)) {
			append_escaped(escaped, *c);
		}
	}
	return g_string_free(escaped, FALSE);
}

// A line end that is kept is a backslash before it (CommonMark 6.7). Blanks at
// a line's start would make it code, four of them.
char *
psq_markup_paragraphs(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *markup = g_string_new(NULL);
	for (size_t i = 0; lines[i] != NULL; i++) {
		g_autofree char *line = psq_markup_escape(g_strstrip(lines[i]));
		bool goes_on = *line != '\0' && lines[i + 1] != NULL &&
			*g_strchug(lines[i + 1]) != '\0';
		g_string_append_printf(
			markup, "%s%s\n", line, goes_on ? "\\" : "");
	}
	return g_string_free(markup, FALSE);
}

// Plain text being written: a paragraph is gathered, then folded.
typedef struct {
	GString *text;
	GString *paragraph;
	int items;       // lists around
	bool first;      // the next paragraph begins a list's item
	bool after_item; // what was written last belongs to a list
} Plain;

static void
append_indent(const Plain *plain, bool first)
{
	for (int i = 1; i < plain->items; i++) {
		g_string_append(plain->text, "  ");
	}
	if (plain->items > 0) {
		g_string_append(plain->text, first ? "- " : "  ");
	}
}

static void
fold_line(Plain *plain, const char *line, bool first)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	long column = 0;
	for (size_t i = 0; words[i] != NULL; i++) {
		long len = g_utf8_strlen(words[i], -1);
		if (column == 0 || column + 1 + len > WIDTH) {
			g_string_append(plain->text, i > 0 ? "\n" : "");
			append_indent(plain, first && i == 0);
			column = 2L * plain->items + len;
		} else {
			g_string_append_c(plain->text, ' ');
			column += 1 + len;
		}
		g_string_append(plain->text, words[i]);
	}
	g_string_append_c(plain->text, '\n');
}

static void
end_paragraph(Plain *plain)
{
	bool in_list = plain->items > 0;
	if (plain->text->len > 0 && !(in_list && plain->after_item)) {
		g_string_append_c(plain->text, '\n');
	}
	g_auto(GStrv) lines = g_strsplit(plain->paragraph->str, "\n", -1);
	for (size_t i = 0; lines[i] != NULL; i++) {
		fold_line(plain, lines[i], plain->first && i == 0);
	}
	g_string_truncate(plain->paragraph, 0);
	plain->first = false;
	plain->after_item = in_list;
}

// A link whose words are its address is said once.
static void
end_link(Plain *plain, cmark_node *link)
{
	const char *url = cmark_node_get_url(link);
	const char *shown = strstr(url, "://");
	shown = shown != NULL ? shown + 3 : url;
	if (!g_str_has_suffix(plain->paragraph->str, shown)) {
		g_string_append_printf(plain->paragraph, " (%s)", url);
	}
}

static void
enter(Plain *plain, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_ITEM:
		plain->items++;
		plain->first = true;
		break;
	case CMARK_NODE_SOFTBREAK:
		g_string_append_c(plain->paragraph, ' ');
		break;
	case CMARK_NODE_LINEBREAK:
		g_string_append_c(plain->paragraph, '\n');
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		g_string_append(plain->paragraph, "* * *");
		end_paragraph(plain);
		break;
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		g_string_append(plain->paragraph, literal);
		break;
	default:
		break;
	}
}

static void
leave(Plain *plain, cmark_node *node)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_ITEM:
		plain->items--;
		plain->first = false;
		break;
	case CMARK_NODE_LINK:
		end_link(plain, node);
		break;
	case CMARK_NODE_HEADING:
	case CMARK_NODE_PARAGRAPH:
		end_paragraph(plain);
		break;
	default:
		break;
	}
}

static cmark_node *
parse(const char *markup)
{
	return cmark_parse_document(
		markup, strlen(markup), CMARK_OPT_VALIDATE_UTF8);
}

char *
psq_markup_plain(const char *markup)
{
	g_autoptr(cmark_node) root = parse(markup);
	g_autoptr(cmark_iter) iter = cmark_iter_new(root);
	g_autoptr(GString) paragraph = g_string_new(NULL);
	Plain plain = { g_string_new(NULL), paragraph, 0, false, false };
	cmark_event_type event;
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (event == CMARK_EVENT_ENTER) {
			enter(&plain, node);
		} else {
			leave(&plain, node);
		}
	}
	return g_string_free(plain.text, FALSE);
}

static bool
is_written_leftwards(const char *language)
{
	return g_str_equal(language, "ar");
}

// Colours are left to the reader's program: light and dark both work.
char *
psq_markup_html(const char *markup, const char *language, const char *title)
{
	g_autoptr(cmark_node) root = parse(markup);
	char *body = cmark_render_html(root, CMARK_OPT_DEFAULT);
	g_autofree char *escaped = g_markup_escape_text(title, -1);
	char *page = g_strdup_printf(
		"<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n"
		"<meta charset=\"utf-8\">\n<title>%s</title>\n</head>\n"
		"<body style=\"font-family: sans-serif; line-height: 1.5; "
		"max-width: 40em\">\n%s</body>\n</html>\n",
		language, is_written_leftwards(language) ? "rtl" : "ltr",
		escaped, body);
	free(body); // cmark's own allocator is malloc()
	return page;
}
