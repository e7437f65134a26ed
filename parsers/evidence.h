// evidence.h - where a reading comes from, so that a judge can see it too
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/passage.h"
#include "parsers/pattern.h"

typedef struct {
	char *of;         // "emergency", "surname", "phone", "place", ...
	const char *from; // passage's name (passage.h), which tells the text
			  // that span is of; of "header" and "address" only
			  // the words are kept, and span covers them
	PsqSpan span;     // bytes of that passage's text
	char *text;       // the words themselves
	char *why;        // in French, for whoever reads the ticket
	double score;     // 0 to 1
} PsqEvidence;

void psq_evidence_free(PsqEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqEvidence, psq_evidence_free)

// Adds a piece of evidence to list (PsqEvidence). folded is a span of the
// passage's folded text; it loses blanks at its ends, takes in the rest of its
// last word, and is mapped back to the original. of and why are
// copied.
void psq_evidence_add(GPtrArray *list, const char *of,
	const PsqPassage *passage, PsqSpan folded, const char *why,
	double score);
