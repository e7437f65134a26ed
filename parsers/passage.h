// passage.h - one piece of a message's words, folded and cut into sentences
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/fold.h"
#include "parsers/pattern.h"

typedef struct {
	const char *name;  // static: "said", "subject", "signature", "quoted",
			   // "from" (the display name of the From header),
			   // "address" (the address in it), "header" (one
			   // header, "Name: value", cut where it is long)
	char *text;        // valid UTF-8
	PsqFold *fold;     // of text, as far as PSQ_MAX_SCAN_BYTES
	GArray *sentences; // PsqSpan of fold->text, in order
} PsqPassage;

// Takes text (never NULL); name is static.
PsqPassage *psq_passage_new(const char *name, char *text);

void psq_passage_free(PsqPassage *passage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqPassage, psq_passage_free)

// The sentence around the folded offset at, or the whole passage.
PsqSpan psq_passage_sentence(const PsqPassage *passage, size_t at);

// The folded span of an original one.
PsqSpan psq_passage_fold_span(const PsqPassage *passage, PsqSpan original);

// The original text of a folded span. The caller frees it.
char *psq_passage_cut(const PsqPassage *passage, PsqSpan folded);
