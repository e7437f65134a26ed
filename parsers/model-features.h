// model-features.h - what the trained model sees of a message
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The trainer (lexicon/train.c) and the program share this file: a change in
// it asks for a new model.
#pragma once

#include "parsers/rules.h"

// Goes up with every change of what is seen.
enum { PSQ_FEATURES_VERSION = 5 };

// A feature is known by a hash of what it is. What it counts depends on how
// many words are beside it: in the whole message, and in its sentence.
typedef struct {
	uint32_t hash;
	double in_message;
	double in_sentence;
	guint sentence; // its number in said, or PSQ_NO_SENTENCE
	const PsqPassage *passage;
	PsqSpan span;
} PsqFeature;

#define PSQ_NO_SENTENCE G_MAXUINT

typedef void PsqFeatureFunc(const PsqFeature *feature, void *data);

// Which features are asked for: a bit for the upper bits of each one's hash,
// small enough to stay in the processor's cache. Most of what a message has
// was never learnt, and is turned down here.
enum { PSQ_FILTER_BITS = 19 };

typedef struct {
	uint8_t bits[(1 << PSQ_FILTER_BITS) / 8];
} PsqFeatureFilter;

void psq_filter_add(PsqFeatureFilter *filter, uint32_t hash);

// Calls found for every feature of a message that is wanted (NULL: all; some
// others come along), sentence after sentence and then
// the subject: words, two words in a row, how they sound, alone and beside a
// word for the writer, the letters in words, words under a negation, question
// marks, length, and the rules that fired (hits, PsqHit).
// The same feature may come again: the first time counts, in the message and
// in each sentence.
void psq_features_each(const PsqPassage *subject, const PsqPassage *said,
	const GArray *hits, const PsqFeatureFilter *wanted,
	PsqFeatureFunc *found, void *data);

// Calls found for the features of one sentence of said, as above, but for its
// length's; what they count in the message is not told.
void psq_features_sentence(const PsqPassage *said, guint sentence,
	const GArray *hits, const PsqFeatureFilter *wanted,
	PsqFeatureFunc *found, void *data);

// The hash of the feature that says that rule fired.
uint32_t psq_features_rule(const PsqRule *rule);
