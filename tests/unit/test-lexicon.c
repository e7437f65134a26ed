// test-lexicon.c - lists, rules and the version that is kept with a reading
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/lexicon.h"

#include "tests/unit/rules-files.h"

static void
test_lists(void)
{
	g_autoptr(GPtrArray) files = files_new("given-names.names",
		"# a comment\njean\n  zoe # another\n\nmarie-jose\n");
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqLexicon) lexicon = psq_lexicon_new(files, &error);
	g_assert_no_error(error);
	g_assert_true(psq_lexicon_has(lexicon, "given-names", "jean"));
	g_assert_true(psq_lexicon_has(lexicon, "given-names", "zoe"));
	g_assert_true(psq_lexicon_has(lexicon, "given-names", "marie-jose"));
	g_assert_false(psq_lexicon_has(lexicon, "given-names", ""));
	g_assert_false(psq_lexicon_has(lexicon, "given-names", "paul"));
	g_assert_false(psq_lexicon_has(lexicon, "surnames", "jean"));
	g_assert_cmpuint(psq_lexicon_rules(lexicon)->rules->len, ==, 0);
}

static void
test_faults(void)
{
	static const struct {
		const char *name;
		const char *text;
		const char *error;
	} faults[] = {
		{ "a.names", "jean\nZo\xc3\xa9\n",
			"dir/a.names:2: \"Zo\xc3\xa9\" is not folded, "
			"write \"zoe\"" },
		{ "a.names", "\xff\n", "dir/a.names:1: not UTF-8 text" },
		{ "a.rules", "x\n", "dir/a.rules:1: unknown keyword \"x\"" },
		{ "a.rules",
			"rule offence a\nwhy x\nscore 1\nmatch vol\n"
			"silent un vol\n",
			"dir/a.rules:5: rule a fires on \"un vol\"" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autoptr(GPtrArray) files =
			files_new(faults[i].name, faults[i].text);
		g_autoptr(GError) error = NULL;
		g_autoptr(PsqLexicon) lexicon = psq_lexicon_new(files, &error);
		g_assert_false(
			lexicon != NULL && psq_lexicon_check(lexicon, &error));
		g_assert_true(psq_error_is(error, PSQ_ERR_CONFIG));
		g_assert_cmpstr(error->message, ==, faults[i].error);
	}
}

static char *
version_of(const char *name, const char *text)
{
	g_autoptr(GPtrArray) files = files_new(name, text);
	add_file(files, "README", "not ours");
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqLexicon) lexicon = psq_lexicon_new(files, &error);
	g_assert_no_error(error);
	return g_strdup(psq_lexicon_version(lexicon));
}

static void
test_version(void)
{
	g_autofree char *one = version_of("a.names", "jean\n");
	g_autofree char *same = version_of("a.names", "jean\n");
	g_autofree char *other_text = version_of("a.names", "jeanne\n");
	g_autofree char *other_name = version_of("b.names", "jean\n");
	g_assert_cmpuint(strlen(one), ==, 64);
	g_assert_cmpstr(one, ==, same);
	g_assert_cmpstr(one, !=, other_text);
	g_assert_cmpstr(one, !=, other_name);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/lexicon/lists", test_lists);
	g_test_add_func("/lexicon/faults", test_faults);
	g_test_add_func("/lexicon/version", test_version);
	return g_test_run();
}
