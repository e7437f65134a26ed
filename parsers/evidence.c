// evidence.c - where a reading comes from, so that a judge can see it too
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/evidence.h"

void
psq_evidence_free(PsqEvidence *evidence)
{
	if (evidence == NULL) {
		return;
	}
	g_free(evidence->of);
	g_free(evidence->text);
	g_free(evidence->why);
	g_free(evidence);
}

static bool
is_letter(char c)
{
	return g_ascii_isalpha(c) || (unsigned char)c >= 0x80;
}

// The span without blanks at its ends, and with the rest of a word that it
// ends within: patterns often know but a word's stem.
static PsqSpan
whole_words(const PsqFold *fold, PsqSpan span)
{
	while (span.end > span.start &&
		g_ascii_isspace(fold->text[span.end - 1])) {
		span.end--;
	}
	while (span.start < span.end &&
		g_ascii_isspace(fold->text[span.start])) {
		span.start++;
	}
	if (span.end > span.start && is_letter(fold->text[span.end - 1])) {
		while (span.end < fold->len &&
			is_letter(fold->text[span.end])) {
			span.end++;
		}
	}
	return span;
}

void
psq_evidence_add(GPtrArray *list, const char *of, const PsqPassage *passage,
	PsqSpan folded, const char *why, double score)
{
	folded = whole_words(passage->fold, folded);
	PsqEvidence *evidence = g_new0(PsqEvidence, 1);
	evidence->of = g_strdup(of);
	evidence->from = passage->name;
	evidence->text = psq_passage_cut(passage, folded);
	evidence->span.start = passage->fold->map[folded.start];
	evidence->span.end = passage->fold->map[folded.end];
	evidence->why = g_strdup(why);
	evidence->score = score;
	g_ptr_array_add(list, evidence);
}
