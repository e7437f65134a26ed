// head-lines.h - the raw lines of a head, before anything is parsed
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
	const char *at;
	size_t len; // without its line end
} PsqHeadLine;

// The line at *at, which moves past it; *at is before end.
PsqHeadLine psq_head_next_line(const char **at, const char *end);

bool psq_head_line_is_blank(const PsqHeadLine *line);

// In any case of letters.
bool psq_head_line_begins(const PsqHeadLine *line, const char *what);

// Whether GMime would take the line for a field: a name without white space
// or controls, then a colon. Old software leaves a space before the colon.
bool psq_head_line_is_field(const PsqHeadLine *line);

bool psq_head_line_is_continuation(const PsqHeadLine *line);

// How many encoded words (RFC 2047) begin and don't end; no more than
// PSQ_MAX_OPEN_WORDS + 1 are counted.
size_t psq_head_line_open_words(const PsqHeadLine *line);
