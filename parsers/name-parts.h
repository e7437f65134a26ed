// name-parts.h - the parts of a name, and which of them is the surname
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/name-words.h"

// One word with the particles before it: "de La Tour", "Jean-Pierre".
typedef struct {
	PsqSpan span;                     // of the folded text
	char folded[PSQ_NAME_WORD_BYTES]; // of its last word
	PsqNameShape shape;
	bool particle;
	char initial; // if it is only a letter
	bool given;
	bool surname;
} PsqNamePart;

typedef struct {
	PsqNamePart part[PSQ_NAME_MAX_WORDS];
	size_t count;
	bool titled; // "Mme" stands before them
	bool mixed;  // some parts are capitals and some are not
} PsqNameParts;

// Half-open ranges of parts; empty ones begin where they end.
typedef struct {
	size_t given_first;
	size_t given_end;
	size_t surname_first;
	size_t surname_end;
	bool sure;
} PsqNameOrder;

// Joins words to parts. False if a word among them can't be a name's: one of
// closings, an office ("Artisan Boulanger"), a small word among capitals.
bool psq_name_parts_read(const PsqLexicon *lexicon, const PsqNameWord *words,
	size_t count, PsqNameParts *ret_parts);

// Decides which parts are which. False if they are no name at all: a single
// word that no list knows, words in small letters without a given name.
bool psq_name_parts_order(const PsqLexicon *lexicon, const PsqNameParts *parts,
	PsqNameOrder *ret_order);
