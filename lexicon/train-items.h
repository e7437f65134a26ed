// train-items.h - the training messages as vectors for liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/lexicon.h"

#include <linear.h>

// What liblinear sees of a message or of one sentence.
typedef struct {
	bool flags[PSQ_FLAG_COUNT];
	GHashTable *values; // feature's hash -> double *
	GArray *nodes;      // struct feature_node, ended by index -1
} PsqTrainVector;

typedef struct {
	char *id;
	char *subject;
	char *text;
	int topic;   // PsqTopic, or -1 where none is given
	bool kept;   // kept aside for measuring, by the id alone
	guint share; // 0 to 99, by the id alone: for the learning curve
	PsqTrainVector *whole;
	GPtrArray *parts; // PsqTrainVector: sentences that are long enough
} PsqTrainItem;

// The items of files (PsqFile, JSON Lines), in order. Fails with
// PSQ_ERR_CONFIG, path:line. Free with g_ptr_array_unref().
GPtrArray *psq_train_items_read(const PsqRules *rules, const GPtrArray *files,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The hashes (uint32_t, rising) of the features that at least three of the
// items have that are not kept; a feature's place in it, plus one, is its index
// in nodes. Fills the nodes of all items.
GArray *psq_train_items_index(const GPtrArray *items);
