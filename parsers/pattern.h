// pattern.h - regular expressions that can't run away (PCRE2)
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Patterns are matched against folded text (fold.h), so \b and [a-z] mean
// what they say and no Unicode tables are needed.
#pragma once

#include "common/error.h"

#include <stddef.h>

typedef struct PsqPattern PsqPattern;

// A half-open range of bytes.
typedef struct {
	size_t start;
	size_t end;
} PsqSpan;

// Compiles expression (PCRE2 syntax, multi-line: ^ and $ at each line).
// Fails with PSQ_ERR_CONFIG and the offset of the fault.
PsqPattern *psq_pattern_new(
	const char *expression, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// A pattern that stands in C, compiled at its first use and kept:
//     static PsqStaticPattern number = { .expression = "[0-9]+" };
//     psq_pattern_find(psq_pattern_get(&number), ...)
// A fault in it is a programming error and aborts. Safe from several threads.
// rare asks to look for the expression's words first (rules-needles.h), which
// is several times faster where nearly no text has them. What it matches must
// lie in one line, but for the line's end before it.
typedef struct {
	const char *expression;
	bool rare;
	gsize compiled; // PsqPattern *, set once
} PsqStaticPattern;

const PsqPattern *psq_pattern_get(PsqStaticPattern *pattern);

void psq_pattern_free(PsqPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqPattern, psq_pattern_free)

// Finds the first match in text at or after from. ret_spans[0] is the match,
// the others its groups, as far as count reaches; a group that took no part
// is {0, 0}. Work is bounded (match limit): a text that would take longer is
// no match. Safe from several threads at once.
bool psq_pattern_find(const PsqPattern *pattern, const char *text, size_t len,
	size_t from, PsqSpan *ret_spans, size_t count);

// True if pattern matches anywhere in the NUL-terminated text.
bool psq_pattern_matches(const PsqPattern *pattern, const char *text);
