// html-writer.c - lays words out as plain text: spaces, lines, quote marks
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-writer.h"

#include "parsers/charset.h"

// No more marks than this, lest depth multiply the text.
enum { MAX_MARKS = 10, MAX_LINES = 2 };

void
psq_html_writer_init(PsqHtmlWriter *writer, size_t max)
{
	*writer = (PsqHtmlWriter){
		.out = g_string_new(NULL),
		.max = max,
		.marked_at = -1,
	};
}

char *
psq_html_writer_end(PsqHtmlWriter *writer)
{
	if (writer->out->len > 0) {
		g_string_append_c(writer->out, '\n');
	}
	return g_string_free(writer->out, FALSE);
}

void
psq_html_writer_lines(PsqHtmlWriter *writer, int lines)
{
	if (lines > 0) {
		writer->lines = MAX(writer->lines, lines);
		writer->space = false;
	}
}

void
psq_html_writer_break(PsqHtmlWriter *writer)
{
	writer->lines = MIN(writer->lines + 1, MAX_LINES);
	writer->space = false;
}

void
psq_html_writer_space(PsqHtmlWriter *writer)
{
	writer->space = writer->lines == 0 && writer->out->len > 0;
}

static void
put_marks(PsqHtmlWriter *writer, int depth, bool blank)
{
	for (int i = 0; i < MIN(depth, MAX_MARKS); i++) {
		g_string_append_c(writer->out, '>');
		if (!blank || i + 1 < MIN(depth, MAX_MARKS)) {
			g_string_append_c(writer->out, ' ');
		}
	}
}

void
psq_html_writer_mark(PsqHtmlWriter *writer, bool mark)
{
	writer->mark = mark;
}

static void
set_mark(PsqHtmlWriter *writer)
{
	if (writer->mark) {
		writer->mark = false;
		writer->marked_at = (ptrdiff_t)writer->out->len;
	}
}

// A blank line belongs to the quote if both its neighbours do.
static void
put_lines(PsqHtmlWriter *writer)
{
	GString *out = writer->out;
	int lines = out->len > 0 ? writer->lines : 0;
	if (lines > 0) {
		g_string_append_c(out, '\n');
	}
	if (lines > 1) {
		put_marks(writer, MIN(writer->last_depth, writer->depth), true);
		g_string_append_c(out, '\n');
	}
	set_mark(writer);
	if (lines > 0 || out->len == 0) {
		put_marks(writer, writer->depth, false);
	}
}

void
psq_html_writer_put(PsqHtmlWriter *writer, const char *text, size_t len)
{
	if (writer->cut || writer->out->len + len > writer->max) {
		writer->cut = true;
		return;
	}
	if (writer->lines > 0 || writer->out->len == 0) {
		put_lines(writer);
	} else {
		if (writer->space) {
			g_string_append_c(writer->out, ' ');
		}
		set_mark(writer);
	}
	writer->lines = 0;
	writer->space = false;
	writer->last_depth = writer->depth;
	g_string_append_len(writer->out, text, (gssize)len);
}

static bool
is_white(gunichar point)
{
	return point == ' ' || point == '\t' || point == '\n' ||
		point == '\r' || point == '\f' || point == 0xa0;
}

// Fillers of preheaders, and marks that only a browser needs.
static bool
is_invisible(gunichar point)
{
	return point < ' ' || point == 0x7f || point == 0xad ||
		point == 0x34f || point == 0x200b || point == 0x200c ||
		point == 0x2060 || point == 0xfeff;
}

static void
put_white(PsqHtmlWriter *writer, gunichar white, bool pre)
{
	if (!pre) {
		psq_html_writer_space(writer);
	} else if (white == '\n') {
		psq_html_writer_break(writer);
	} else if (white != '\r') {
		psq_html_writer_put(writer, " ", 1);
	}
}

static void
put_point(PsqHtmlWriter *writer, gunichar raw, bool pre)
{
	gunichar point = psq_charset_from_c1(raw);
	if (is_white(point)) {
		put_white(writer, point, pre);
	} else if (!is_invisible(point)) {
		char bytes[6];
		int len = g_unichar_to_utf8(point, bytes);
		psq_html_writer_put(writer, bytes, (size_t)len);
	}
}

void
psq_html_writer_text(
	PsqHtmlWriter *writer, const char *text, size_t len, bool pre)
{
	const char *end = text + len;
	while (text < end) {
		const char *word = text;
		while (text<end && * text> ' ' && *text < 0x7f) {
			text++;
		}
		if (text > word) {
			psq_html_writer_put(
				writer, word, (size_t)(text - word));
			continue;
		}
		put_point(writer, g_utf8_get_char(text), pre);
		text = g_utf8_next_char(text);
	}
}
