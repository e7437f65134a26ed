// train-model.h - training messages in, a model file out
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-fit.h"

// The items of files (PsqFile, JSON Lines) as liblinear is to see them. Fails
// with PSQ_ERR_CONFIG, path:line. Free with psq_train_set_free().
PsqTrainSet *psq_train_set_new(const PsqRules *rules, const GPtrArray *files,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_train_set_free(PsqTrainSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTrainSet, psq_train_set_free)

// From which score on each flag stands: where errors cost least, each writer
// (the first letter of an item's id) read by a model that knows only the
// others, because residents are other writers too.
void psq_train_cuts(const PsqTrainSet *set, double ret_cuts[PSQ_FLAG_COUNT]);

// The bytes of a model (model.h) of the chosen items.
GByteArray *psq_train_model(const PsqTrainSet *set, PsqTrainChosen *chosen,
	int which, const double cuts[PSQ_FLAG_COUNT]);

// All but the tenth that is kept for measuring; which is not looked at.
bool psq_train_not_kept(const PsqTrainItem *item, int which);
