// wish-patterns.h - the phrases that say how to answer, or ask for secrecy
// SPDX-License-Identifier: GPL-3.0-or-later
//
// In C and not in lexicon/*.rules, whose format knows only flags and topics.
#pragma once

#include "parsers/pattern.h"

typedef enum {
	PSQ_WISH_PHONE,    // "rappelez-moi"
	PSQ_WISH_NO_PHONE, // "ne m'appelez pas"
	PSQ_WISH_MAIL,     // "répondez par mail"
	PSQ_WISH_EITHER,   // "par mail ou par téléphone"
	PSQ_WISH_NAMELESS, // "je souhaite rester anonyme"
	PSQ_WISH_NAMED,    // the same words, denied or said of others
	PSQ_WISH_COUNT,
} PsqWish;

typedef struct {
	PsqWish wish;
	int strength;             // 2: a preference is spoken out; 1: a request
	PsqStaticPattern pattern; // of one folded sentence
} PsqWishPhrase;

extern PsqWishPhrase psq_wish_phrases[];
extern const size_t psq_wish_phrase_count;
