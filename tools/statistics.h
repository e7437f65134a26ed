// statistics.h - how sure counts of right and wrong answers make us
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>

// Between which values the true one lies, 19 times out of 20.
typedef struct {
	double low;
	double high;
} PsqInterval;

// What was wanted of one message and what was read.
typedef struct {
	bool wanted;
	bool had;
} PsqAnswer;

typedef struct {
	guint right;  // wanted and had
	guint alarms; // had only
	guint missed; // wanted only
} PsqTally;

PsqTally psq_tally(const GArray *answers); // PsqAnswer

// part of whole; 0 where whole is 0.
double psq_share(guint part, guint whole);

// 2PR / (P + R); 0 where nothing was wanted or had.
double psq_f1(const PsqTally *tally);

// Wilson's score interval of part out of whole (E. B. Wilson, 1927); 0 to 1
// where whole is 0.
PsqInterval psq_wilson(guint part, guint whole);

// Of F1, by drawing the answers (PsqAnswer) again, with a fixed seed: the same
// answers give the same interval.
PsqInterval psq_f1_interval(const GArray *answers);
