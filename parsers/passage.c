// passage.c - one piece of a message's words, folded and cut into sentences
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/passage.h"

#include "parsers/limits.h"

#include <string.h>

// The length of text to scan: never inside a character.
static size_t
scan_len(const char *text)
{
	size_t len = strlen(text);
	if (len <= PSQ_MAX_SCAN_BYTES) {
		return len;
	}
	const char *cut = text + PSQ_MAX_SCAN_BYTES;
	return (size_t)(g_utf8_find_prev_char(text, cut + 1) - text);
}

static bool
is_end_sign(char c)
{
	return c == '.' || c == '!' || c == '?' || c == ';';
}

// True if the sign at i ends a sentence: a number ("20.30"), an abbreviation
// of one letter ("M. Durand") and a dot inside a word do not.
static bool
ends_sentence(const char *text, size_t len, size_t i)
{
	if (text[i] != '.') {
		return is_end_sign(text[i]);
	}
	if (i + 1 < len && text[i + 1] != ' ' && text[i + 1] != '\n') {
		return false;
	}
	bool one_letter = i >= 1 && g_ascii_isalpha(text[i - 1]) &&
		(i == 1 || !g_ascii_isalnum(text[i - 2]));
	return !one_letter;
}

// True if the line end at i is a paragraph's: a blank line follows, or the
// next line begins like a list.
static bool
ends_paragraph(const char *text, size_t len, size_t i)
{
	size_t next = i + 1;
	while (next < len && text[next] == ' ') {
		next++;
	}
	return next >= len || text[next] == '\n' || text[next] == '-' ||
		text[next] == '*';
}

static void
add_sentence(GArray *sentences, const char *text, size_t start, size_t end)
{
	while (start < end && g_ascii_isspace(text[start])) {
		start++;
	}
	while (end > start && g_ascii_isspace(text[end - 1])) {
		end--;
	}
	if (start < end) {
		PsqSpan span = { start, end };
		g_array_append_val(sentences, span);
	}
}

static GArray *
cut_sentences(const PsqFold *fold)
{
	GArray *sentences = g_array_new(FALSE, FALSE, sizeof(PsqSpan));
	size_t start = 0;
	for (size_t i = 0; i < fold->len; i++) {
		bool stop = fold->text[i] == '\n'
			? ends_paragraph(fold->text, fold->len, i)
			: ends_sentence(fold->text, fold->len, i);
		if (!stop) {
			continue;
		}
		while (i + 1 < fold->len && is_end_sign(fold->text[i + 1])) {
			i++;
		}
		add_sentence(sentences, fold->text, start, i + 1);
		start = i + 1;
	}
	add_sentence(sentences, fold->text, start, fold->len);
	return sentences;
}

PsqPassage *
psq_passage_new(const char *name, char *text)
{
	PsqPassage *passage = g_new0(PsqPassage, 1);
	passage->name = name;
	passage->text = text;
	passage->fold = psq_fold_new(text, scan_len(text));
	passage->sentences = cut_sentences(passage->fold);
	return passage;
}

void
psq_passage_free(PsqPassage *passage)
{
	if (passage == NULL) {
		return;
	}
	g_free(passage->text);
	psq_fold_free(passage->fold);
	g_array_unref(passage->sentences);
	g_free(passage);
}

PsqSpan
psq_passage_sentence(const PsqPassage *passage, size_t at)
{
	for (guint i = 0; i < passage->sentences->len; i++) {
		PsqSpan s = g_array_index(passage->sentences, PsqSpan, i);
		if (at < s.end) {
			return at >= s.start ? s : (PsqSpan){ at, s.end };
		}
	}
	return (PsqSpan){ 0, passage->fold->len };
}

// The first folded offset whose original is not before at.
static size_t
folded_at(const PsqFold *fold, size_t at)
{
	size_t low = 0;
	size_t high = fold->len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (fold->map[middle] < at) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

PsqSpan
psq_passage_fold_span(const PsqPassage *passage, PsqSpan original)
{
	return (PsqSpan){ folded_at(passage->fold, original.start),
		folded_at(passage->fold, original.end) };
}

char *
psq_passage_cut(const PsqPassage *passage, PsqSpan folded)
{
	g_assert(folded.start <= folded.end);
	g_assert(folded.end <= passage->fold->len);
	size_t start = passage->fold->map[folded.start];
	size_t end = passage->fold->map[folded.end];
	return g_strndup(passage->text + start, end - start);
}
