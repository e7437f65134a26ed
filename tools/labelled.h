// labelled.h - messages whose right reading somebody has written down
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/datadir.h"
#include "parsers/reading.h"

typedef struct {
	char *name; // of its file, or its id
	bool flags[PSQ_FLAG_COUNT];
	int topic; // PsqTopic, or -1 where none is given
	char *why; // what the label says about itself, or NULL
	PsqReading *reading;
} PsqLabelled;

// Reads the labelled messages of folder (PsqLabelled): those that labels.jsonl
// names (a "file" a line), or else those that stand in *.jsonl themselves
// ("id", "subject", "text", as in lexicon/training). only_kept leaves out the
// latter if the model is trained on them. Fails with PSQ_ERR_CONFIG, path:line.
GPtrArray *psq_labelled_read(const PsqLexicon *lexicon, const char *folder,
	bool only_kept, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The same for lines of one file that is not on disk.
bool psq_labelled_add_lines(GPtrArray *list, const PsqLexicon *lexicon,
	const PsqFile *file, bool only_kept,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// A list to add to.
GPtrArray *psq_labelled_new(void);
