// train-fit.h - one class's weights, by liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-items.h"

typedef struct {
	GPtrArray *items; // PsqTrainItem
	GArray *hashes;   // uint32_t, psq_train_items_index()
	double *scales;   // of hashes: what a feature counts
} PsqTrainSet;

// Which items to train on, and which to leave out.
typedef bool PsqTrainChosen(const PsqTrainItem *item, int which);

// What each feature counts: those that many items have say less. The caller
// frees it.
double *psq_train_scales(const GPtrArray *items, guint features);

// The weights of one class (a place of PsqWeights), one for each of hashes;
// NULL where the chosen items are all in it or all outside. The caller frees
// them.
double *psq_train_fit(
	const PsqTrainSet *t, size_t class, PsqTrainChosen *chosen, int which);

// The score of an item, message and sentences pooled as parsers/model.c does.
double psq_train_score(const PsqTrainItem *item, const double *weights);
