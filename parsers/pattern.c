// pattern.c - regular expressions that can't run away (PCRE2)
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/pattern.h"

#include "parsers/rules-needles.h"
#include "parsers/rules-scan.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// How many steps one search may take: some 2 ms on a slow machine.
enum { MATCH_LIMIT = 100000, HEAP_LIMIT_KIB = 1024 };

struct PsqPattern {
	pcre2_code *code;
	pcre2_match_context *context;
	PsqScan *scan;    // a text without its needles is no match; or NULL
	gsize translated; // set once, at the first search
	pcre2_match_data *spare; // of the last search; NULL while one has it
};

PsqPattern *
psq_pattern_new(const char *expression, GError **error)
{
	int number;
	PCRE2_SIZE offset;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)expression,
		PCRE2_ZERO_TERMINATED, PCRE2_MULTILINE, &number, &offset, NULL);
	if (code == NULL) {
		char reason[128];
		pcre2_get_error_message(
			number, (PCRE2_UCHAR *)reason, sizeof reason);
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"%s at offset %zu of \"%s\"", reason, offset,
			expression);
	}
	PsqPattern *pattern = g_new0(PsqPattern, 1);
	pattern->code = code;
	pattern->context = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(pattern->context, MATCH_LIMIT);
	pcre2_set_heap_limit(pattern->context, HEAP_LIMIT_KIB);
	return pattern;
}

// NULL if it has none.
static PsqScan *
scan_needles(const char *expression)
{
	g_autoptr(GPtrArray) needles = psq_needles_new(expression);
	if (needles->len == 0) {
		return NULL;
	}
	PsqScan *scan = psq_scan_new();
	psq_scan_add(scan, 0, needles);
	psq_scan_build(scan);
	return scan;
}

const PsqPattern *
psq_pattern_get(PsqStaticPattern *pattern)
{
	if (g_once_init_enter(&pattern->compiled)) {
		g_autoptr(GError) error = NULL;
		PsqPattern *made = psq_pattern_new(pattern->expression, &error);
		if (made == NULL) {
			g_error("%s", error->message);
		}
		if (pattern->rare) {
			made->scan = scan_needles(pattern->expression);
		}
		g_once_init_leave(&pattern->compiled, (gsize)made);
	}
	return (const PsqPattern *)pattern->compiled;
}

void
psq_pattern_free(PsqPattern *pattern)
{
	if (pattern == NULL) {
		return;
	}
	pcre2_match_data_free(pattern->spare);
	psq_scan_free(pattern->scan);
	pcre2_match_context_free(pattern->context);
	pcre2_code_free(pattern->code);
	g_free(pattern);
}

static void
copy_spans(pcre2_match_data *data, int groups, PsqSpan *ret_spans, size_t count)
{
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(data);
	for (size_t i = 0; i < count; i++) {
		bool took_part = i < (size_t)groups &&
			at[2 * i] != PCRE2_UNSET && at[2 * i] <= at[2 * i + 1];
		ret_spans[i] = took_part ? (PsqSpan){ at[2 * i], at[2 * i + 1] }
					 : (PsqSpan){ 0, 0 };
	}
}

// Most patterns never meet a text that could match (rules-scan.h), and the JIT
// takes longest of all that is done to them. Without one (an unusual
// processor) matching is only slower.
static void
translate(const PsqPattern *pattern)
{
	gsize *once = (gsize *)&pattern->translated;
	if (g_once_init_enter(once)) {
		(void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
		g_once_init_leave(once, 1);
	}
}

// Making room for a match costs more than many a search, so the last search's
// is kept for the next one, of whatever thread.
static pcre2_match_data *
take_data(const PsqPattern *pattern)
{
	pcre2_match_data **spare = (pcre2_match_data **)&pattern->spare;
	pcre2_match_data *data = g_atomic_pointer_exchange(spare, NULL);
	return data != NULL
		? data
		: pcre2_match_data_create_from_pattern(pattern->code, NULL);
}

static void
give_data(const PsqPattern *pattern, pcre2_match_data *data)
{
	pcre2_match_data **spare = (pcre2_match_data **)&pattern->spare;
	pcre2_match_data_free(g_atomic_pointer_exchange(spare, data));
}

// Moves *from to the end of the line before the first that has a needle.
static bool
may_match(const PsqPattern *pattern, const char *text, size_t len, size_t *from)
{
	size_t at = 0;
	if (pattern->scan == NULL) {
		return true;
	}
	if (!psq_scan_any(pattern->scan, text + *from, len - *from, &at)) {
		return false;
	}
	const char *end = memrchr(text + *from, '\n', at);
	*from = end != NULL ? (size_t)(end - text) : *from;
	return true;
}

bool
psq_pattern_find(const PsqPattern *pattern, const char *text, size_t len,
	size_t from, PsqSpan *ret_spans, size_t count)
{
	if (from > len || !may_match(pattern, text, len, &from)) {
		return false;
	}
	translate(pattern);
	pcre2_match_data *data = take_data(pattern);
	int groups = pcre2_match(pattern->code, (PCRE2_SPTR)text, len, from, 0,
		data, pattern->context);
	if (groups > 0 && ret_spans != NULL) {
		copy_spans(data, groups, ret_spans, count);
	}
	give_data(pattern, data);
	return groups > 0;
}

bool
psq_pattern_matches(const PsqPattern *pattern, const char *text)
{
	return psq_pattern_find(pattern, text, strlen(text), 0, NULL, 0);
}
