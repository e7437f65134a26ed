// conf-keys.h - the table of the configuration's keys
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/conf.h"

typedef enum {
	PSQ_KEY_STRING,
	PSQ_KEY_NUMBER, // int
	PSQ_KEY_SIZE,   // int64_t
	PSQ_KEY_CHOICE, // int: the place of the word among choices
} PsqKeyType;

// Where a key may stand.
typedef enum {
	PSQ_SECTION_TOP,
	PSQ_SECTION_STATION,
	PSQ_SECTION_MAILBOX,
	PSQ_SECTION_COUNT,
} PsqSection;

typedef struct {
	PsqSection section;
	const char *name;
	PsqKeyType type;
	size_t offset; // in PsqConf, PsqConfStation or PsqConfMailbox
	int64_t min;   // numbers: the bounds, both included
	int64_t max;
	const char *initial; // as in the file; NULL: may stay NULL
	bool required;
	const char *const *choices; // NULL-terminated
	const char *help;
} PsqKey;

extern const PsqKey psq_keys[];
extern const size_t psq_key_count;

// True if a and b, both structs of section, have the same values.
bool psq_keys_equal(PsqSection section, const void *a, const void *b);
