// test-passage.c - sentences, patterns and the evidence that points at words
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/evidence.h"
#include "parsers/limits.h"

#include <string.h>

// Sentences are told by "|" between them.
static const struct {
	const char *text;
	const char *sentences;
} cases[] = {
	// clang-format off
	{ "", "" },
	{ "Bonjour", "bonjour" },
	{ "Au feu ! Venez vite.", "au feu !|venez vite." },
	{ "A 20.30 h. M. Durand crie.", "a 20.30 h. m. durand crie." },
	{ "Il crie... Il tape ?!", "il crie...|il tape ?!" },
	{ "une ligne\nla suite\n\nautre", "une ligne\nla suite|autre" },
	{ "Liste :\n- un\n- deux", "liste :|- un|- deux" },
	{ "jean.dupont@orange.example", "jean.dupont@orange.example" },
	{ "  \n \n ", "" },
	// clang-format on
};

static void
test_sentences(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(PsqPassage) passage =
			psq_passage_new("said", g_strdup(cases[i].text));
		g_autoptr(GString) got = g_string_new(NULL);
		for (guint j = 0; j < passage->sentences->len; j++) {
			PsqSpan s =
				g_array_index(passage->sentences, PsqSpan, j);
			g_string_append_printf(got, "%s%.*s", j > 0 ? "|" : "",
				(int)(s.end - s.start),
				passage->fold->text + s.start);
		}
		g_assert_cmpstr(got->str, ==, cases[i].sentences);
	}
}

static void
test_sentence_at(void)
{
	g_autoptr(PsqPassage) passage =
		psq_passage_new("said", g_strdup("Un. Deux trois. Quatre"));
	PsqSpan s = psq_passage_sentence(passage, 9);
	g_autofree char *text = psq_passage_cut(passage, s);
	g_assert_cmpstr(text, ==, "Deux trois.");
}

// Text beyond the bound is not searched, and no character is cut in two.
static void
test_long(void)
{
	g_autoptr(GString) text = g_string_new("x");
	while (text->len < PSQ_MAX_SCAN_BYTES + 100) {
		g_string_append(text, "é");
	}
	g_autoptr(PsqPassage) passage =
		psq_passage_new("said", g_strdup(text->str));
	g_assert_cmpuint(passage->fold->len, <=, PSQ_MAX_SCAN_BYTES);
	g_assert_cmpint(passage->fold->text[passage->fold->len - 1], ==, 'e');
}

static void
test_evidence(void)
{
	g_autoptr(PsqPassage) passage =
		psq_passage_new("said", g_strdup("Je veux déposer plainte."));
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_evidence_free);
	static PsqStaticPattern pattern = {
		.expression = "\\bdeposer (plainte)",
	};
	PsqSpan spans[3];
	g_assert_true(psq_pattern_find(psq_pattern_get(&pattern),
		passage->fold->text, passage->fold->len, 0, spans, 3));
	psq_evidence_add(list, "complaint", passage, spans[0], "plainte", 0.9);
	const PsqEvidence *e = g_ptr_array_index(list, 0);
	g_assert_cmpstr(e->text, ==, "déposer plainte");
	g_assert_cmpstr(e->from, ==, "said");
	g_assert_cmpint(memcmp(passage->text + e->span.start, e->text,
				e->span.end - e->span.start),
		==, 0);
	g_assert_cmpuint(spans[1].end - spans[1].start, ==, 7);
	g_assert_cmpuint(spans[2].end, ==, 0); // there is no such group
}

static void
test_pattern_errors(void)
{
	static const char *const bad[] = { "(", "[a", "a{2,1}", "(?<x" };
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_null(psq_pattern_new(bad[i], &error));
		g_assert_true(psq_error_is(error, PSQ_ERR_CONFIG));
		g_assert_nonnull(strstr(error->message, "offset"));
	}
}

// An expression that would take for ever is no match, and soon.
static void
test_pattern_bound(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqPattern) pattern = psq_pattern_new("(a+a+)+b", &error);
	g_assert_no_error(error);
	g_autofree char *text = g_strnfill(5000, 'a');
	gint64 start = g_get_monotonic_time();
	g_assert_false(psq_pattern_matches(pattern, text));
	g_assert_cmpint(
		g_get_monotonic_time() - start, <, (gint64)G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/passage/sentences", test_sentences);
	g_test_add_func("/passage/sentence-at", test_sentence_at);
	g_test_add_func("/passage/long", test_long);
	g_test_add_func("/passage/evidence", test_evidence);
	g_test_add_func("/pattern/errors", test_pattern_errors);
	g_test_add_func("/pattern/bound", test_pattern_bound);
	return g_test_run();
}
