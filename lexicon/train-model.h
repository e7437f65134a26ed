// train-model.h - training messages in, a model file out
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-cuts.h"

// The items of files (PsqFile, JSON Lines) as liblinear is to see them, with
// the rules that fire. Fails with PSQ_ERR_CONFIG, path:line. Free with
// psq_train_set_free().
PsqTrainSet *psq_train_set_new(const PsqRules *rules, const GPtrArray *files,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_train_set_free(PsqTrainSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTrainSet, psq_train_set_free)

// The bytes of a model (model.h) of the set's items, without the tenth that is
// kept for measuring and without a stranger's (NULL: nobody's).
GByteArray *psq_train_model(const PsqTrainSet *set,
	const PsqTrainStranger *stranger, const double cuts[PSQ_FLAG_COUNT]);
