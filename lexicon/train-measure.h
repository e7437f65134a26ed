// train-measure.h - how well a model reads labelled items
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-items.h"

// Reads items (PsqTrainItem) as the program would, with folder's rules and the
// model in bytes, and prints a line for each flag, then the mean F1, the false
// alarms on clean items and the right topics. Fails as psq_lexicon_new() does.
bool psq_train_measure(const char *folder, GByteArray *bytes,
	const GPtrArray *items, const char *name, GError **error);
