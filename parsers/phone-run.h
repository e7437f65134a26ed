// phone-run.h - digits as they stand in a text: groups, and what parts them
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/pattern.h"

enum { PSQ_RUN_MAX_GROUPS = 24, PSQ_RUN_MAX_DIGITS = 15 };

// One group: "06", "o6" or "trente-neuf".
typedef struct {
	PsqSpan span;
	char digits[PSQ_RUN_MAX_DIGITS + 1]; // NUL-terminated
	bool spelt;                          // in words
	bool plus;                           // "+" stands before it
	bool trunk; // "(0)": dialled only inside the country
	char gap;   // the telling sign before it: one of "/.-,\n ", or NUL
} PsqDigitGroup;

// Groups that follow each other with nothing but separators between.
typedef struct {
	PsqDigitGroup groups[PSQ_RUN_MAX_GROUPS];
	size_t count;
} PsqDigitRun;

// Reads the run that begins at text[at], of folded text. Returns where the
// search goes on, always beyond at; ret_run->count is 0 if no run is there.
size_t psq_digit_run_read(
	const char *text, size_t len, size_t at, PsqDigitRun *ret_run);

// True if a run may begin at text[at]: cheap, and often wrong.
bool psq_digit_run_may_begin(const char *text, size_t len, size_t at);
