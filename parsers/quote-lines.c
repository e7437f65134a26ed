// quote-lines.c - a message's text as lines, and where each of them belongs
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/quote-lines.h"

#include "parsers/quote-glue.h"

#include <string.h>

// Sets the folded view of a line: ">" signs counted and passed over, spaces
// at both ends left out.
static void
view_line(PsqQuoteLine *line, const char *fold, const char *end)
{
	unsigned depth = 0;
	while (fold < end && (*fold == ' ' || *fold == '>')) {
		depth += *fold == '>';
		fold++;
	}
	line->depth = (uint16_t)MIN(depth, (unsigned)UINT16_MAX);
	while (end > fold && end[-1] == ' ') {
		end--;
	}
	line->fold = fold;
	line->fold_len = (uint32_t)(end - fold);
}

static guint
count_lines(const PsqFold *fold)
{
	guint count = 1;
	for (const char *at = fold->text; *at != '\0'; at++) {
		count += *at == '\n';
	}
	return count;
}

// The first cut at or behind from, or the text's length.
static size_t
cut_behind(const PsqFold *fold, const GArray *cuts, guint *next, size_t from)
{
	while (*next < cuts->len &&
		g_array_index(cuts, size_t, *next) <= from) {
		(*next)++;
	}
	return *next < cuts->len ? g_array_index(cuts, size_t, *next)
				 : fold->len;
}

// Folding keeps line ends, so a folded line tells where the original's ends.
PsqQuoteLines *
psq_quote_lines_new(const char *text)
{
	PsqQuoteLines *lines = g_new0(PsqQuoteLines, 1);
	size_t len = strlen(text);
	lines->fold = psq_fold_new(text, len);
	const PsqFold *fold = lines->fold;
	g_autoptr(GArray) cuts = psq_quote_glue_find(text, fold);
	lines->line = g_new0(PsqQuoteLine, count_lines(fold) + cuts->len);
	guint next_cut = 0;
	size_t at = 0;
	const char *start = text;
	while (start < text + len) {
		size_t cut = cut_behind(fold, cuts, &next_cut, at);
		const char *stop = memchr(fold->text + at, '\n', cut - at);
		size_t end = stop != NULL ? (size_t)(stop - fold->text) : cut;
		const char *next = text + fold->map[end];
		if (stop != NULL) {
			next = g_utf8_next_char(next);
		}
		PsqQuoteLine *line = &lines->line[lines->count++];
		line->text = start;
		line->len = (uint32_t)(next - start);
		view_line(line, fold->text + at, fold->text + end);
		start = next;
		at = stop != NULL ? end + 1 : end;
	}
	return lines;
}

void
psq_quote_lines_free(PsqQuoteLines *lines)
{
	if (lines == NULL) {
		return;
	}
	psq_fold_free(lines->fold);
	g_free(lines->line);
	g_free(lines);
}

void
psq_quote_lines_put(PsqQuoteLines *lines, guint first, guint end, PsqBin bin)
{
	for (guint i = first; i < end && i < lines->count; i++) {
		lines->line[i].bin = bin;
	}
}

guint
psq_quote_lines_next(const PsqQuoteLines *lines, guint from)
{
	while (from < lines->count && lines->line[from].fold_len == 0) {
		from++;
	}
	return from;
}

guint
psq_quote_lines_written(const PsqQuoteLines *lines, guint from)
{
	while (from < lines->count && lines->line[from].fold_len == 0 &&
		lines->line[from].depth == 0) {
		from++;
	}
	return from;
}

guint
psq_quote_lines_at(const PsqQuoteLines *lines, size_t at)
{
	guint i = 0;
	while (i < lines->count &&
		(size_t)(lines->line[i].text - lines->line[0].text) < at) {
		i++;
	}
	return i;
}

bool
psq_quote_line_matches(const PsqQuoteLine *line, PsqStaticPattern *pattern)
{
	return psq_pattern_find(psq_pattern_get(pattern), line->fold,
		line->fold_len, 0, NULL, 0);
}

// The line's words: past as many ">" as are to be stripped.
static const char *
past_signs(const PsqQuoteLine *line)
{
	const char *at = line->text;
	const char *end = line->text + line->len;
	unsigned left = line->strip;
	while (left > 0 && at < end && *at != '\n') {
		left -= *at == '>';
		at++;
	}
	bool space = line->strip > 0 && at < end && *at == ' ';
	return space ? at + 1 : at;
}

char *
psq_quote_lines_text(const PsqQuoteLines *lines, PsqBin bin)
{
	GString *text = g_string_new(NULL);
	size_t words_end = 0;
	for (guint i = 0; i < lines->count; i++) {
		const PsqQuoteLine *line = &lines->line[i];
		bool leading = line->fold_len == 0 && words_end == 0;
		if (line->bin != bin || leading) {
			continue;
		}
		const char *at = past_signs(line);
		g_string_append_len(text, at, line->text + line->len - at);
		if (line->fold_len > 0) {
			words_end = text->len;
		}
	}
	g_string_truncate(text, words_end);
	return g_string_free(text, FALSE);
}
