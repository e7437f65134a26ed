// html-writer.h - lays words out as plain text: spaces, lines, quote marks
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
	GString *out;
	size_t max; // bytes of out
	bool cut;   // there was more
	int depth;  // of quotes, now
	int last_depth;
	int lines;           // line ends wanted before the next word
	bool space;          // a space wanted before the next word
	bool mark;           // the next word is wanted in marked_at
	ptrdiff_t marked_at; // -1: nowhere yet
} PsqHtmlWriter;

void psq_html_writer_init(PsqHtmlWriter *writer, size_t max);

// The text, ending in \n unless empty; the writer is done. The caller frees
// it.
char *psq_html_writer_end(PsqHtmlWriter *writer);

// Wants at least that many line ends before the next word; two leave a blank
// line, more are never made.
void psq_html_writer_lines(PsqHtmlWriter *writer, int lines);

// Wants one line end more (<br>, a line end in <pre>).
void psq_html_writer_break(PsqHtmlWriter *writer);

void psq_html_writer_space(PsqHtmlWriter *writer);

// Writes len bytes as they are, after the spaces and line ends wanted, with
// "> " for each level of quotes at the beginning of a line.
void psq_html_writer_put(PsqHtmlWriter *writer, const char *text, size_t len);

// Writes text with its runs of white space as single spaces, or with all of it
// if pre is true. Soft hyphens, zero-width characters and other fillers
// vanish; C1 controls become the signs of windows-1252. len bytes of UTF-8.
void psq_html_writer_text(
	PsqHtmlWriter *writer, const char *text, size_t len, bool pre);

// Whether marked_at is to become the offset of the next word's line, or of
// the word itself in the middle of a line.
void psq_html_writer_mark(PsqHtmlWriter *writer, bool mark);
