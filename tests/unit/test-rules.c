// test-rules.c - the rules' format, its errors, and what fires
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/rules.h"

#include "parsers/rules-needles.h"
#include "tests/unit/rules-files.h"

#define HEAD "rule emergency a\n why x\n score 0.9\n"

// clang-format off
static const struct {
	const char *text;
	const char *error;
} faults[] = {
	{ "bogus x\n", "dir/a.rules:1: unknown keyword \"bogus\"" },
	{ "\n\nmatch x\n", "dir/a.rules:3: not inside a rule: \"match\"" },
	{ "rule emergency\n", "dir/a.rules:1: expected a flag" },
	{ "rule panic a\n", "dir/a.rules:1: no such flag or topic \"panic\"" },
	{ "rule topic:x a\n", "dir/a.rules:1: no such flag or topic \"topic:x\"" },
	{ HEAD " match x\n" HEAD, "dir/a.rules:5: second rule" },
	{ HEAD "score 0\n", "dir/a.rules:4: expected a score" },
	{ HEAD "score 1.1\n", "dir/a.rules:4: expected a score" },
	{ HEAD "score x\n", "dir/a.rules:4: expected a score" },
	{ HEAD "score\n", "dir/a.rules:4: nothing follows \"score\"" },
	{ HEAD "in signature\n", "dir/a.rules:4: expected said, subject" },
	{ HEAD "match (x\n", "dir/a.rules:4: missing closing" },
	{ HEAD "match Feu\n", "dir/a.rules:4: capitals and accents" },
	{ HEAD "match feu \xc3\xa9teint\n", "dir/a.rules:4: capitals and acc" },
	{ HEAD "match {NOW}\n", "dir/a.rules:4: no such definition \"NOW\"" },
	{ "define now x\n", "dir/a.rules:1: expected a name in capitals" },
	{ "define NOW\n", "dir/a.rules:1: expected a name in capitals" },
	{ HEAD, "dir/a.rules:1: rule a has no \"match\"" },
	{ "rule offence a\nmatch x\n", "dir/a.rules:1: rule a has no \"why\"" },
	{ "rule offence a\nwhy x\nmatch x\n", "dir/a.rules:1: rule a has no \"score\"" },
	{ "why \xff\n", "dir/a.rules:1: not UTF-8 text" },
};

// One rule (or definitions and a rule), and a text it must fire on or not.
static const struct {
	const char *rule;
	const char *subject;
	const char *said;
	const char *found; // the words; NULL where it must not fire
} runs[] = {
	{ HEAD "match bagarre", "", "Une bagarre.", "bagarre" },
	{ HEAD "match bagarre", "Bagarre", "", "Bagarre" },
	{ HEAD "match bagarre\n in said", "Bagarre", "", NULL },
	{ HEAD "match bagarre\n in subject", "", "Bagarre", NULL },
	{ HEAD "match etranglee", "", "Elle est \xc3\x89trangl\xc3\xa9""e !",
		"\xc3\x89trangl\xc3\xa9""e" },
	{ HEAD "match en cours", "", "Une rixe en\ncours", "en\ncours" },
	{ HEAD "match feu\n match rixe", "", "La rixe", "rixe" },
	{ HEAD "match feu\n near maintenant", "", "Feu. Maintenant !", NULL },
	{ HEAD "match feu\n near maintenant", "", "Un feu maintenant", "feu" },
	{ HEAD "match feu\n near ici\n near maintenant", "", "Un feu ici", NULL },
	{ HEAD "match feu\n unless rouge", "", "Feu rouge. Le feu !", "feu" },
	{ HEAD "match feu\n unless rouge", "", "Feu rouge.", NULL },
	{ HEAD "match feu\n with cave", "La cave", "Le feu", "feu" },
	{ HEAD "match feu\n with cave", "", "Le feu", NULL },
	{ HEAD "match feu\n without hier", "", "Le feu. Hier.", NULL },
	{ HEAD "match j'ai peur", "", "jai peur", "jai peur" },
	{ HEAD "match j'ai peur", "", "j\xe2\x80\x99""ai peur",
		"j\xe2\x80\x99""ai peur" },
	{ HEAD "match m\\'a vu", "", "il ma vu", NULL },
	{ HEAD "match x[e']t", "", "x't", "x't" },
	{ "define A feu\ndefine A rixe\n" HEAD "match la {A} ici", "",
		"la rixe ici", "la rixe ici" },
	{ HEAD "match ^a{2,3}$", "", "aaa", "aaa" },
	{ HEAD "match \\d+", "", "numero 17", "17" },
	{ "# note\n\n" HEAD "match b", "", "b", "b" },
};

static const struct {
	const char *expression;
	const char *needles; // in order, with commas; "" if none are known
} needles[] = {
	{ "bagarre|rixe", "bagarre,rixe" },
	{ "\\bbagarr(?:e|es)\\b", "bagarre,bagarres" },
	{ "feux?", "feux,feu" },
	{ "(?:un|une) (?:gros )?feu", "un gros feu,un feu,une gros feu,une feu" },
	{ "\\w+ment", "ment" },
	{ "ab", "ab" },
	{ "a", "" },
	{ "bagarre|ab", "bagarre,ab" },
	{ "bagarre|a", "" },
	{ "bagarre|\\w+", "" },
	{ "(?!non)oui", "oui" },
	{ "a.{0,20}couteau", "couteau" },
	{ "[abc]xyz", "axyz,bxyz,cxyz" },
	{ "[a-c]xyz", "xyz" },
	{ "[^a]xyz", "xyz" },
	{ "(?:abc)+", "abc" },
	{ "(?:abc)*", "" },
	{ "abc{2}", "ab" },
	{ "mot\\.fin", "mot.fin" },
	{ "(?<nom>feu)", "" },
	{ "(?i)feu", "" },
	{ "(feu", "feu" },
	{ "[feu", "" },
	{ "feu\\", "feu" },
};
// clang-format on

static void
test_faults(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autoptr(GPtrArray) files =
			files_new("a.rules", faults[i].text);
		g_autoptr(GError) error = NULL;
		PsqRules *rules = psq_rules_new(files, &error);
		g_assert_null(rules);
		g_assert_true(psq_error_is(error, PSQ_ERR_CONFIG));
		if (!g_str_has_prefix(error->message, faults[i].error)) {
			g_assert_cmpstr(error->message, ==, faults[i].error);
		}
	}
}

static void
test_runs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(runs); i++) {
		g_autoptr(GPtrArray) files = files_new("a.rules", runs[i].rule);
		g_autoptr(GError) error = NULL;
		g_autoptr(PsqRules) rules = psq_rules_new(files, &error);
		g_assert_no_error(error);
		g_autoptr(PsqPassage) subject =
			psq_passage_new("subject", g_strdup(runs[i].subject));
		g_autoptr(PsqPassage) said =
			psq_passage_new("said", g_strdup(runs[i].said));
		g_autoptr(GArray) hits = psq_rules_run(rules, subject, said);
		g_autofree char *found = NULL;
		if (hits->len > 0) {
			const PsqHit *hit = &g_array_index(hits, PsqHit, 0);
			found = psq_passage_cut(hit->passage, hit->span);
		}
		g_test_message("%s on %s", runs[i].rule, runs[i].said);
		g_assert_cmpstr(found, ==, runs[i].found);
	}
}

static void
test_needles(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(needles); i++) {
		g_autoptr(GPtrArray) found =
			psq_needles_new(needles[i].expression);
		g_ptr_array_add(found, NULL);
		g_autofree char *all = g_strjoinv(",", (char **)found->pdata);
		g_test_message("%s", needles[i].expression);
		g_assert_cmpstr(all, ==, needles[i].needles);
	}
}

static void
test_check(void)
{
	static const struct {
		const char *text;
		const char *error;
	} checks[] = {
		{ HEAD "match feu\nfires le feu\nsilent le jeu\n", NULL },
		{ HEAD "match feu\nfires le jeu\n",
			"dir/a.rules:5: rule a does not fire on \"le jeu\"" },
		{ HEAD "match feu\nsilent le feu\n",
			"dir/a.rules:5: rule a fires on \"le feu\"" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) {
		g_autoptr(GPtrArray) files =
			files_new("a.rules", checks[i].text);
		g_autoptr(GError) error = NULL;
		g_autoptr(PsqRules) rules = psq_rules_new(files, &error);
		g_assert_no_error(error);
		bool good = psq_rules_check(rules, &error);
		g_assert_cmpint(good, ==, checks[i].error == NULL);
		g_assert_cmpstr(error != NULL ? error->message : NULL, ==,
			checks[i].error);
	}
}

// A definition that doubles itself in each line must end, not fill memory.
static void
test_growth(void)
{
	g_autoptr(GString) text = g_string_new("define A abcdefgh\n");
	for (char c = 'A'; c < 'T'; c++) {
		g_string_append_printf(
			text, "define %c {%c}{%c}\n", c + 1, c, c);
	}
	g_autoptr(GPtrArray) files = files_new("a.rules", text->str);
	g_autoptr(GError) error = NULL;
	g_assert_null(psq_rules_new(files, &error));
	g_assert_nonnull(strstr(error->message, "expression too long"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/rules/faults", test_faults);
	g_test_add_func("/rules/runs", test_runs);
	g_test_add_func("/rules/needles", test_needles);
	g_test_add_func("/rules/check", test_check);
	g_test_add_func("/rules/growth", test_growth);
	return g_test_run();
}
