// test-statistics.c - intervals against known answers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/statistics.h"

// As published: R. G. Newcombe, Statistics in Medicine 17 (1998), table I,
// method 3.
static const struct {
	guint part;
	guint whole;
	double low;
	double high;
} wilson[] = {
	// clang-format off
	{ 81, 263, 0.2553, 0.3662 },
	{ 15, 148, 0.0624, 0.1605 },
	{ 0, 20, 0, 0.1611 },
	{ 1, 29, 0.0061, 0.1718 },
	{ 0, 0, 0, 1 },
	// clang-format on
};

static void
test_wilson(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(wilson); i++) {
		PsqInterval got = psq_wilson(wilson[i].part, wilson[i].whole);
		g_assert_cmpfloat_with_epsilon(got.low, wilson[i].low, 5e-5);
		g_assert_cmpfloat_with_epsilon(got.high, wilson[i].high, 5e-5);
	}
}

static GArray *
answers_new(guint right, guint alarms, guint missed, guint silent)
{
	GArray *answers = g_array_new(FALSE, FALSE, sizeof(PsqAnswer));
	const struct {
		guint count;
		PsqAnswer answer;
	} kinds[] = {
		{ right, { true, true } },
		{ alarms, { false, true } },
		{ missed, { true, false } },
		{ silent, { false, false } },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		for (guint j = 0; j < kinds[i].count; j++) {
			g_array_append_val(answers, kinds[i].answer);
		}
	}
	return answers;
}

static void
test_f1(void)
{
	g_autoptr(GArray) answers = answers_new(8, 2, 4, 20);
	PsqTally tally = psq_tally(answers);
	g_assert_cmpuint(tally.right, ==, 8);
	g_assert_cmpuint(tally.alarms, ==, 2);
	g_assert_cmpuint(tally.missed, ==, 4);
	g_assert_cmpfloat_with_epsilon(psq_f1(&tally), 8.0 / 11, 1e-12);
	tally = (PsqTally){ 0 };
	g_assert_cmpfloat(psq_f1(&tally), ==, 0);
}

static void
test_f1_interval(void)
{
	g_autoptr(GArray) answers = answers_new(8, 2, 4, 20);
	PsqInterval one = psq_f1_interval(answers);
	PsqInterval two = psq_f1_interval(answers);
	g_assert_cmpfloat(one.low, ==, two.low);
	g_assert_cmpfloat(one.high, ==, two.high);
	g_assert_cmpfloat(one.low, >, 0.4);
	g_assert_cmpfloat(one.low, <, 8.0 / 11 - 0.1);
	g_assert_cmpfloat(one.high, >, 8.0 / 11 + 0.1);
	g_assert_cmpfloat(one.high, <, 1);

	g_autoptr(GArray) perfect = answers_new(5, 0, 0, 5);
	PsqInterval sure = psq_f1_interval(perfect);
	g_assert_cmpfloat(sure.low, ==, 1);
	g_assert_cmpfloat(sure.high, ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/statistics/wilson", test_wilson);
	g_test_add_func("/statistics/f1", test_f1);
	g_test_add_func("/statistics/f1-interval", test_f1_interval);
	return g_test_run();
}
