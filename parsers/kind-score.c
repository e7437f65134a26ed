// kind-score.c - how much speaks for a message being a machine's
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/kind-score.h"

#include <string.h>

enum { MAX_SHOWN = 200 }; // bytes of a header's value in evidence

PsqKindScore *
psq_kind_score_new(void)
{
	PsqKindScore *score = g_new0(PsqKindScore, 1);
	for (int i = 0; i < PSQ_KIND_COUNT; i++) {
		score->evidence[i] = g_ptr_array_new_with_free_func(
			(GDestroyNotify)psq_evidence_free);
	}
	return score;
}

void
psq_kind_score_free(PsqKindScore *score)
{
	if (score == NULL) {
		return;
	}
	for (int i = 0; i < PSQ_KIND_COUNT; i++) {
		g_ptr_array_unref(score->evidence[i]);
	}
	g_free(score);
}

void
psq_kind_score_add(PsqKindScore *score, PsqKind kind, PsqMarkGroup group,
	int weight, const PsqPassage *passage, PsqSpan folded, const char *why)
{
	int *best = &score->weight[kind][group];
	if (weight <= *best) {
		return;
	}
	*best = weight;
	double share = (double)MIN(weight, PSQ_PROOF) / (PSQ_PROOF + 0.1);
	psq_evidence_add(
		score->evidence[kind], "kind", passage, folded, why, share);
}

void
psq_kind_score_add_header(PsqKindScore *score, PsqKind kind, PsqMarkGroup group,
	int weight, const char *name, const char *value, const char *why)
{
	g_autofree char *shown = g_strdup_printf("%s: %s", name, value);
	if (strlen(shown) > MAX_SHOWN) {
		*g_utf8_find_prev_char(shown, shown + MAX_SHOWN) = '\0';
	}
	g_autoptr(PsqPassage) passage =
		psq_passage_new("header", g_steal_pointer(&shown));
	psq_kind_score_add(score, kind, group, weight, passage,
		(PsqSpan){ 0, passage->fold->len }, why);
}

static int
sum(const PsqKindScore *score, PsqKind kind, int first, int end)
{
	int total = 0;
	for (int i = first; i < end; i++) {
		total += score->weight[kind][i];
	}
	return total;
}

static int
count_groups(const PsqKindScore *score, PsqKind kind)
{
	int groups = 0;
	for (int i = 0; i < PSQ_MARK_COUNT; i++) {
		groups += score->weight[kind][i] > 0;
	}
	return groups;
}

// What speaks for the kind, all in all. That nobody says "I" counts only
// beside two marks.
static int
balance(const PsqKindScore *score, PsqKind kind)
{
	int head = sum(score, kind, 0, PSQ_MARK_SUBJECT);
	int words = sum(score, kind, PSQ_MARK_SUBJECT, PSQ_MARK_COUNT);
	bool counts = head < PSQ_PROOF &&
		(score->doubt > 0 || count_groups(score, kind) >= 2);
	return head + words - (counts ? score->doubt : 0);
}

static const PsqKind kinds[] = {
	PSQ_KIND_BOUNCE,
	PSQ_KIND_AUTO_REPLY,
	PSQ_KIND_BULK,
};

bool
psq_kind_score_needs_doubt(const PsqKindScore *score)
{
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		int total = sum(score, kinds[i], 0, PSQ_MARK_COUNT);
		if (total + 1 >= PSQ_PROOF) { // doubt is at least -1
			return true;
		}
	}
	return false;
}

PsqKind
psq_kind_score_decide(const PsqKindScore *score)
{
	PsqKind best = PSQ_KIND_PERSON;
	int most = PSQ_PROOF - 1;
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		int total = balance(score, kinds[i]);
		if (total > most) {
			most = total;
			best = kinds[i];
		}
	}
	return best;
}
