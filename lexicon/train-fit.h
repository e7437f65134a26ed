// train-fit.h - one place's weights, by liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-items.h"

typedef struct {
	GPtrArray *items; // PsqTrainItem
	GArray *hashes;   // uint32_t, psq_train_items_index()
	double *rarities; // of hashes: less for what many items have
} PsqTrainSet;

// Which items to train on, and which to leave out.
typedef bool PsqTrainChosen(const PsqTrainItem *item, int which);

// What each feature counts beside the others: those that many items have say
// less. The caller frees it.
double *psq_train_rarities(const GPtrArray *items, guint features);

// The weights of one place of PsqWeights, one for each of hashes: learnt from
// messages, or, for a flag's sentences, from sentences. They are the mean of
// two logistic models, one that looks at rare features more, one at those that
// tell the two sides apart (S. Wang, C. Manning, "Baselines and Bigrams",
// 2012). NULL where the chosen items are all on one side. The caller frees
// them.
double *psq_train_fit(
	const PsqTrainSet *t, size_t place, PsqTrainChosen *chosen, int which);

// The score of an item for a flag, message and sentences (weights of both)
// pooled as parsers/model.c does.
double psq_train_score(const PsqTrainItem *item, const double *message,
	const double *sentence);
