// train-fit.h - one place's weights, by liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-items.h"

typedef struct {
	GPtrArray *items; // PsqTrainItem
	GArray *hashes;   // uint32_t, psq_train_items_index()
	double *rarities; // of hashes: less for what many items have
	guint shares;     // of items, the first in a hundred, are trained on
} PsqTrainSet;

// No writer is left out.
enum { PSQ_TRAIN_ALL = -1 };

// What each feature counts beside the others: those that many items have say
// less. The caller frees it.
double *psq_train_rarities(const GPtrArray *items, guint features);

// True if the item is trained on: it is not kept for measuring, it is not the
// writer's (the first letter of its id) that is left out, and it is one of the
// set's shares.
bool psq_train_takes(const PsqTrainSet *t, const PsqTrainItem *item, int but);

// The weights of one place of PsqWeights, one for each of hashes: learnt from
// messages, or, for a flag's sentences, from sentences. They are the mean of
// two logistic models, one that looks at rare features more, one at those that
// tell the two sides apart (S. Wang, C. Manning, "Baselines and Bigrams",
// 2012). NULL where the items but a writer's are all on one side. The caller
// frees them.
double *psq_train_fit(const PsqTrainSet *t, size_t place, int but);

// The score of an item for a flag, message and sentences (weights of both)
// pooled as parsers/model.c does.
double psq_train_score(const PsqTrainItem *item, const double *message,
	const double *sentence);
