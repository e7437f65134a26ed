// train-fit.h - one class's weights, by liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-items.h"

typedef struct {
	const GPtrArray *items; // TrainItem
	const GArray *hashes;   // uint32_t, train_items_index()
} TrainSet;

// Which items to train on, and which to leave out.
typedef bool TrainChosen(const TrainItem *item, int which);

// The weights of one class (a place of PsqWeights), one for each of hashes;
// NULL where the chosen items are all in it or all outside. The caller frees
// them.
double *train_fit(
	const TrainSet *t, size_t class, TrainChosen *chosen, int which);

// The score of an item, message and sentences pooled as parsers/model.c does.
double train_score(const TrainItem *item, const double *weights);
