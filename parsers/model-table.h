// model-table.h - the model's rows, found by the hashes of features
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Within the model's own files; what the others may know is in model.h.
#pragma once

#include "parsers/model.h"

// A row has a line of the processor's cache to itself.
enum {
	PSQ_LINE = 64,
	PSQ_ROW_ROOM =
		(sizeof(PsqWeights) + PSQ_LINE - 1) / PSQ_LINE * PSQ_LINE,
};

typedef union {
	PsqWeights weights;
	char room[PSQ_ROW_ROOM];
} PsqModelRow;

struct PsqModel {
	double steps[PSQ_MODEL_WEIGHTS];
	double cuts[PSQ_FLAG_COUNT];
	PsqModelRow *rows;
	// Open addressing: row + 1 (PSQ_ROW_MASK) and the hash's upper bits, so
	// that most of what is not there is turned down without a look at the
	// rows.
	uint32_t *slots;
	uint32_t mask;
	uint32_t count; // of rows
	PsqFeatureFilter filter;
};

// The part of a slot that is a row's number + 1; the others are the hash's.
enum { PSQ_ROW_MASK = (1 << 20) - 1 };

// The row of hash as its number + 1; 0 if there is none.
uint32_t psq_model_row(const PsqModel *model, uint32_t hash);
