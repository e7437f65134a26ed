// model-features.h - what the trained model sees of a message
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The trainer (lexicon/train.c) and the program share this file: a change in
// it asks for a new model.
#pragma once

#include "parsers/rules.h"

// Goes up with every change of what is seen.
enum { PSQ_FEATURES_VERSION = 1 };

// A feature is known by a hash of what it is. passage and span say where it
// stands; value is how much it counts. The same feature may come again.
typedef void PsqFeatureFunc(uint32_t hash, double value,
	const PsqPassage *passage, PsqSpan span, void *data);

// Calls found for every feature of a message: one to three words in a row, the
// letters in words, words under a negation, the subject's words, question
// marks, length, and the rules that fired (hits, PsqHit).
void psq_features_each(const PsqPassage *subject, const PsqPassage *said,
	const GArray *hits, PsqFeatureFunc *found, void *data);

// The hash of the feature that says that rule fired.
uint32_t psq_features_rule(const PsqRule *rule);
