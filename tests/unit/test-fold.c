// test-fold.c - folded text and its way back to the original
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/fold.h"

#include <string.h>

static const struct {
	const char *text;
	const char *folded;
} cases[] = {
	// clang-format off
	{ "", "" },
	{ "Étranglée, l’œil", "etranglee, l'oeil" },
	{ "ÇA NE VA PAS", "ca ne va pas" },
	{ "e\u0301te\u0301", "ete" },                // decomposed accents
	{ "06\u202f39\u00a098\t12", "06 39 98 12" }, // spaces of all kinds
	{ "a\u200bb\u00adc\ufeff", "abc" },          // zero width
	{ "« oui » – non…", "\" oui \" - non..." },
	{ "０６３９", "0639" },                      // full-width digits
	{ "une\nligne\r\n", "une\nligne \n" },
	{ "Straße", "strasse" },
	{ "Łódź", "łodz" },                          // no decomposition
	{ "\u202eelba\u202c", "elba" },              // bidi controls
	{ "ÆSOP ﬁn", "aesop fin" },
	{ "a\xffz", "az" },                          // not UTF-8
	{ "سلام", "سلام" },
	// clang-format on
};

static void
test_fold(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folded = psq_fold_string(cases[i].text);
		g_assert_cmpstr(folded, ==, cases[i].folded);
	}
}

// Each folded byte points into the original, never backwards, and the end of
// one to the end of the other.
static void
test_map(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		size_t len = strlen(cases[i].text);
		g_autoptr(PsqFold) fold = psq_fold_new(cases[i].text, len);
		for (size_t j = 0; j < fold->len; j++) {
			g_assert_cmpuint(fold->map[j], <=, fold->map[j + 1]);
			g_assert_cmpuint(fold->map[j], <, len);
		}
		g_assert_cmpuint(fold->map[fold->len], ==, len);
	}
}

static void
test_map_points_back(void)
{
	static const char text[] = "L’œil étranglé";
	g_autoptr(PsqFold) fold = psq_fold_new(text, strlen(text));
	const char *at = strstr(fold->text, "etrangle");
	g_assert_nonnull(at);
	g_assert_true(g_str_has_prefix(
		text + fold->map[at - fold->text], "étranglé"));
}

// A megabyte takes a few milliseconds; ten times more still under a second.
static void
test_fold_speed(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	while (text->len < 10 * 1024 * 1024) {
		g_string_append(text, "Ça fait œuvre d’été, ﷺ à 20 h\u202f! ");
	}
	gint64 start = g_get_monotonic_time();
	g_autoptr(PsqFold) fold = psq_fold_new(text->str, text->len);
	g_assert_cmpuint(fold->len, >, 1024);
	g_assert_cmpint(
		g_get_monotonic_time() - start, <, 20 * (gint64)G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fold/text", test_fold);
	g_test_add_func("/fold/map", test_map);
	g_test_add_func("/fold/map-points-back", test_map_points_back);
	g_test_add_func("/fold/speed", test_fold_speed);
	return g_test_run();
}
