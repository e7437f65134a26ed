// name-run.h - words that stand side by side, and what parts them from others
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/name-words.h"

// What stands on a side of a run, the weightiest where there are several.
typedef enum {
	PSQ_EDGE_NONE,    // a common word
	PSQ_EDGE_COMMA,   // , ; (
	PSQ_EDGE_DASH,    // " - ", strokes, a bracket's end
	PSQ_EDGE_COLON,   // : =
	PSQ_EDGE_STOP,    // . ! ?
	PSQ_EDGE_NUMBER,  // digits, an address of mail, a link
	PSQ_EDGE_CLOSING, // a word of politeness
	PSQ_EDGE_LINE,    // the line's beginning or end
} PsqEdge;

typedef struct {
	PsqNameWord words[PSQ_NAME_MAX_WORDS];
	size_t count; // 0: only an edge; more than fit: 0 too
	PsqEdge left;
	PsqEdge right;
	size_t end; // of the folded text: where the next run may begin
} PsqNameRun;

// Reads the run at or after at and before end, which lie in one line. left is
// the edge before at. False if nothing is left.
bool psq_name_run_read(const PsqLexicon *lexicon, const PsqPassage *passage,
	size_t at, size_t end, PsqEdge left, PsqNameRun *ret_run);
