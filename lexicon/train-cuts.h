// train-cuts.h - from which score on a flag stands
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-fit.h"

// What a writer's messages are read with to see how strangers are read: the
// flags' weights, learnt from all other writers.
typedef struct {
	int writer; // the first letter of the items' ids
	double *messages[PSQ_FLAG_COUNT];
	double *sentences[PSQ_FLAG_COUNT];
} PsqTrainStranger;

// PsqTrainStranger for each writer of the set, in the order of the letters.
// Free with g_ptr_array_unref().
GPtrArray *psq_train_strangers(const PsqTrainSet *set);

// From which score on each flag stands: where an error costs least on writers
// that the model has not seen, because residents are such. The writer but is
// left out of it (PSQ_TRAIN_ALL: none).
void psq_train_cuts(const PsqTrainSet *set, const GPtrArray *strangers, int but,
	double ret_cuts[PSQ_FLAG_COUNT]);
