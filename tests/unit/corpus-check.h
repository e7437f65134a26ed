// corpus-check.h - what an .expect file says of a reading, key by key
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

#include <json-glib/json-glib.h>

typedef struct {
	const PsqReading *reading;
	JsonObject *expect;
} PsqCorpusCase;

typedef char *PsqCorpusCompare(const PsqCorpusCase *c, const char *key);

typedef struct {
	const char *key;
	PsqCorpusCompare
		*check; // NULL if the reading is as expected, else a sentence
	bool persons_only;
	// What is learnt is right for most messages, not for each: its share
	// of right ones must not fall below this. 0: must be right.
	double least_share;
} PsqCorpusCheck;

extern const PsqCorpusCheck psq_corpus_checks[];
extern const size_t psq_corpus_check_count;
