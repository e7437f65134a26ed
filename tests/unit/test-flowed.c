// test-flowed.c - format=flowed, line by line
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/flowed.h"

#include <glib.h>

typedef struct {
	const char *name;
	const char *text;
	bool delsp;
	const char *joined;
} Case;

static const Case cases[] = {
	// clang-format off
	{ "fixed lines", "un\ndeux\n", false, "un\ndeux\n" },
	{ "one paragraph", "un \ndeux \ntrois\n", false, "un deux trois\n" },
	{ "DelSp", "instal \nlé 06 39  \n98 71 03\n", true,
	  "installé 06 39 98 71 03\n" },
	{ "blank lines", "un \n\ndeux\n", false, "un \ndeux\n" },
	{ "stuffing", " From ici\n  deux\n", false, "From ici\n deux\n" },
	{ "quotes", "> un \n> deux\n>> trois \n>> quatre\n", false,
	  "> un deux\n>> trois quatre\n" },
	{ "a change of depth ends a paragraph", "> un \ndeux\n", false,
	  "> un \ndeux\n" },
	{ "stuffed quote mark", "> un\n >deux\n", false, "> un\n>deux\n" },
	{ "signature", "un \n-- \nJean \nDupont\n", false,
	  "un \n-- \nJean Dupont\n" },
	{ "signature with two spaces", "un\n--  \nJean\n", false,
	  "un\n--  \nJean\n" },
	{ "quoted signature", "> un\n> -- \n> Jean\n", false,
	  "> un\n> -- \n> Jean\n" },
	{ "open at the end", "un \n", false, "un \n" },
	{ "no line end", "un", false, "un\n" },
	{ "only marks", ">>>\n", false, ">>> \n" },
	{ "nothing", "", true, "" },
	// clang-format on
};

static void
test_case(gconstpointer data)
{
	const Case *c = data;
	g_autofree char *joined = psq_flowed_join(c->text, c->delsp);
	g_assert_cmpstr(joined, ==, c->joined);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/flowed/%s", cases[i].name);
		g_test_add_data_func(path, &cases[i], test_case);
	}
	return g_test_run();
}
