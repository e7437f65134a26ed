// train-measure.h - how well a model reads labelled items
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lexicon/train-fit.h"

// How often readings and labels agree.
typedef struct {
	guint right;
	guint alarms;
	guint missed;
} PsqTrainCount;

typedef struct {
	PsqTrainCount flags[PSQ_FLAG_COUNT];
	guint items;
	guint clean;
	guint clean_alarms;
	guint topics; // of persons' messages: a machine's is known by its kind
	guint topics_right;
} PsqTrainTally;

// Reads items (PsqTrainItem) of the writer (PSQ_TRAIN_ALL: all) that are kept
// for measuring, or that are not, as the program would with the rules (files,
// PsqFile) and the model in bytes (or NULL), and adds to tally. Fails as
// psq_lexicon_new() does.
bool psq_train_measure(GPtrArray *rules, GByteArray *bytes,
	const PsqTrainSet *set, int writer, bool kept, PsqTrainTally *tally,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// One line: what it is, the mean F1 of the flags, false alarms on items without
// a flag, and right topics.
void psq_train_print(const PsqTrainTally *tally, const char *name);

// A line for each flag as well.
void psq_train_print_flags(const PsqTrainTally *tally, const char *name);
