// model-words.h - a passage's words as the trained model counts them
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/passage.h"

enum { PSQ_MAX_WORD = 24 }; // letters of a word that count

typedef struct {
	uint32_t hash;
	uint32_t sound;  // hash of how it sounds (model-sound.h)
	PsqSpan span;    // of the passage's folded text
	guint sentence;  // its number in the passage
	bool first_here; // first time in this sentence
	bool negates;    // "ne", "pas", "sans" ...
	bool asks;       // a question mark
	bool self;       // "je", "me", "mon" ...
} PsqWord;

// The words (PsqWord), "?" and "!" of a passage's sentences from first to
// before end, in order; ret_distinct is how many different ones there are. The
// caller frees it with g_array_unref().
GArray *psq_words_cut(
	const PsqPassage *passage, guint first, guint end, guint *ret_distinct);

// The word as people misspell it alike: doubled letters once, digits as 0.
// Returns its length.
size_t psq_word_plain(
	const char *text, PsqSpan span, char ret_word[PSQ_MAX_WORD]);
