// evaluation.h - how well labelled messages are read
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tools/labelled.h"
#include "tools/statistics.h"

// Of one flag or topic.
typedef struct {
	const char *name;
	PsqTally tally;
	PsqInterval precision;
	PsqInterval recall;
	PsqInterval f1;
} PsqScore;

typedef struct {
	const PsqLabelled *message; // borrowed
	const char *of;             // a flag's name, or "topic"
	bool missed;                // of a flag: else a false alarm
} PsqMisread;

typedef struct {
	guint messages;
	PsqScore flags[PSQ_FLAG_COUNT];
	double macro_f1; // of the flags that were wanted of some message
	guint clean;     // without a flag in their label
	guint clean_alarms;
	PsqScore topics[PSQ_TOPIC_COUNT];
	guint topics_known;
	guint topics_right;
	GArray *errors; // PsqMisread, message after message
} PsqEvaluation;

// Compares the readings of messages (PsqLabelled, borrowed) with their labels.
PsqEvaluation *psq_evaluation_new(const GPtrArray *messages);

void psq_evaluation_free(PsqEvaluation *evaluation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqEvaluation, psq_evaluation_free)

// For a person at a terminal, in French. The caller frees it.
char *psq_evaluation_text(const PsqEvaluation *evaluation);

// One line of JSON. The caller frees it.
char *psq_evaluation_json(const PsqEvaluation *evaluation);
