// quote-lines.h - a message's text as lines, and where each of them belongs
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/fold.h"
#include "parsers/pattern.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum {
	PSQ_BIN_SAID,
	PSQ_BIN_QUOTED,
	PSQ_BIN_SIGNATURE,
	PSQ_BIN_COUNT,
} PsqBin;

// Small, as a hostile text is a million of them.
typedef struct {
	const char *text; // the line as written, with its line end
	const char *fold; // folded, without ">" signs and outer spaces; not
			  // NUL-terminated
	uint32_t len;
	uint32_t fold_len; // 0: a blank line
	uint16_t depth;    // how many ">" it begins with
	uint16_t strip;    // how many of them don't belong to the words
	PsqBin bin;        // PSQ_BIN_SAID at first
} PsqQuoteLine;

typedef struct {
	PsqFold *fold;
	PsqQuoteLine *line;
	guint count;
} PsqQuoteLines;

// Cuts text, which it borrows and which must outlive the result, at line
// ends. The lines' bytes are those of text, none left out, in order.
PsqQuoteLines *psq_quote_lines_new(const char *text);

void psq_quote_lines_free(PsqQuoteLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqQuoteLines, psq_quote_lines_free)

// Puts the lines from first to before end into bin.
void psq_quote_lines_put(
	PsqQuoteLines *lines, guint first, guint end, PsqBin bin);

// The first line at or after from that is not blank; lines->count if none. A
// ">" with nothing behind it is blank too.
guint psq_quote_lines_next(const PsqQuoteLines *lines, guint from);

// The same, but a ">" with nothing behind it is not blank.
guint psq_quote_lines_written(const PsqQuoteLines *lines, guint from);

// The first line that begins at or after the byte offset at of the text.
guint psq_quote_lines_at(const PsqQuoteLines *lines, size_t at);

// True if pattern is found in the line's folded text.
bool psq_quote_line_matches(
	const PsqQuoteLine *line, PsqStaticPattern *pattern);

// The lines of one bin as text, without blank lines at its ends. The caller
// frees it.
char *psq_quote_lines_text(const PsqQuoteLines *lines, PsqBin bin);
