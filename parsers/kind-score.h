// kind-score.h - how much speaks for a message being a machine's
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/evidence.h"
#include "parsers/reading.h"

// Marks of one group count once, by the strongest of them: a relay that says
// "spam" in three headers has said it once.
typedef enum {
	PSQ_MARK_DECLARED, // the sending program says what it is
	PSQ_MARK_LIST,
	PSQ_MARK_CAMPAIGN,
	PSQ_MARK_SPAM,
	PSQ_MARK_EXCHANGE,
	PSQ_MARK_RETURN_PATH,
	PSQ_MARK_SCRIPT,
	PSQ_MARK_SENDER,
	PSQ_MARK_SUBJECT,
	PSQ_MARK_TEXT, // the first of the texts' own groups (kind-text-rules.h)
	PSQ_MARK_COUNT = PSQ_MARK_TEXT + 56,
} PsqMarkGroup;

// Weights: one hint, a strong hint, a proof.
enum { PSQ_HINT = 1, PSQ_STRONG = 2, PSQ_PROOF = 3 };

typedef struct {
	int weight[PSQ_KIND_COUNT][PSQ_MARK_COUNT];
	GPtrArray *evidence[PSQ_KIND_COUNT]; // PsqEvidence
	// What speaks for a person, against marks of the text; -1 where nothing
	// does and the text is nobody's speech.
	int doubt;
} PsqKindScore;

PsqKindScore *psq_kind_score_new(void);

void psq_kind_score_free(PsqKindScore *score);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqKindScore, psq_kind_score_free)

// Counts a mark that stands in passage at the folded span; why is French.
void psq_kind_score_add(PsqKindScore *score, PsqKind kind, PsqMarkGroup group,
	int weight, const PsqPassage *passage, PsqSpan folded, const char *why);

// The same for a header, which evidence shows as "name: value".
void psq_kind_score_add_header(PsqKindScore *score, PsqKind kind,
	PsqMarkGroup group, int weight, const char *name, const char *value,
	const char *why);

// False if doubt, whatever it were, would change nothing: too little speaks for
// a machine.
bool psq_kind_score_needs_doubt(const PsqKindScore *score);

// The kind for which PSQ_PROOF or more speaks, the strongest first; else
// PSQ_KIND_PERSON. doubt counts only against what headers don't prove.
PsqKind psq_kind_score_decide(const PsqKindScore *score);
