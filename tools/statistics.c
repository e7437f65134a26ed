// statistics.c - how sure counts of right and wrong answers make us
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/statistics.h"

#include <math.h>
#include <stdlib.h>

enum { DRAWS = 1000, SEED = 1 };

// Of the normal distribution, for 95 %.
static const double z = 1.959963984540054;

static void
count_answer(PsqTally *tally, const PsqAnswer *answer)
{
	tally->right += answer->wanted && answer->had;
	tally->alarms += answer->had && !answer->wanted;
	tally->missed += answer->wanted && !answer->had;
}

PsqTally
psq_tally(const GArray *answers)
{
	PsqTally tally = { 0 };
	for (guint i = 0; i < answers->len; i++) {
		count_answer(&tally, &g_array_index(answers, PsqAnswer, i));
	}
	return tally;
}

double
psq_share(guint part, guint whole)
{
	return whole > 0 ? (double)part / whole : 0;
}

double
psq_f1(const PsqTally *tally)
{
	return psq_share(2 * tally->right,
		2 * tally->right + tally->alarms + tally->missed);
}

PsqInterval
psq_wilson(guint part, guint whole)
{
	if (whole == 0) {
		return (PsqInterval){ 0, 1 };
	}
	double n = whole;
	double p = part / n;
	double middle = p + z * z / (2 * n);
	double reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	double scale = 1 + z * z / n;
	return (PsqInterval){ fmax(0, (middle - reach) / scale),
		fmin(1, (middle + reach) / scale) };
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return x < y ? -1 : x > y;
}

PsqInterval
psq_f1_interval(const GArray *answers)
{
	if (answers->len == 0) {
		return (PsqInterval){ 0, 1 };
	}
	double drawn[DRAWS];
	GRand *dice = g_rand_new_with_seed(SEED);
	for (int i = 0; i < DRAWS; i++) {
		PsqTally tally = { 0 };
		for (guint j = 0; j < answers->len; j++) {
			gint32 at =
				g_rand_int_range(dice, 0, (gint32)answers->len);
			count_answer(
				&tally, &g_array_index(answers, PsqAnswer, at));
		}
		drawn[i] = psq_f1(&tally);
	}
	g_rand_free(dice);
	qsort(drawn, DRAWS, sizeof *drawn, by_value);
	return (PsqInterval){ drawn[DRAWS / 40],
		drawn[DRAWS - 1 - DRAWS / 40] };
}
