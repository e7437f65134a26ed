// test-pattern.c - searches by needles find what the expression alone finds
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/pattern.h"

#include "parsers/rules-needles.h"
#include "parsers/rules-scan.h"

#include <string.h>

static const char *const texts[] = {
	"",
	"a",
	"rap",
	"rappelez-moi",
	"je suis joignable le soir\net mon nom : dupont\n",
	"rien\nrien\nnom : a\nnom : b",
	"\n\nnom: x",
	"appelez\nappelez\n",
	"l'appel et l'appelant",
};

#define PLAIN(text)                \
	{                          \
		.expression = text \
	}
#define RARE(text)                               \
	{                                        \
		.expression = text, .rare = true \
	}

static struct {
	PsqStaticPattern plain;
	PsqStaticPattern rare;
} pairs[] = {
	{ PLAIN("ap+ell?e[rz]"), RARE("ap+ell?e[rz]") },
	{ PLAIN("joignable|\\bnom\\b"), RARE("joignable|\\bnom\\b") },
	{ PLAIN("^nom ?: ?b"), RARE("^nom ?: ?b") },
	{ PLAIN("\\n[ *]*nom"), RARE("\\n[ *]*nom") },
	{ PLAIN("(?<!r)appel"), RARE("(?<!r)appel") },
	{ PLAIN("[a-z]"), RARE("[a-z]") }, // without needles
};

static void
check_pair(size_t pair, const char *text)
{
	const PsqPattern *plain = psq_pattern_get(&pairs[pair].plain);
	const PsqPattern *rare = psq_pattern_get(&pairs[pair].rare);
	size_t len = strlen(text);
	for (size_t from = 0; from <= len + 1; from++) {
		PsqSpan a = { 0, 0 };
		PsqSpan b = { 0, 0 };
		bool found = psq_pattern_find(plain, text, len, from, &a, 1);
		g_assert_cmpint(psq_pattern_find(rare, text, len, from, &b, 1),
			==, found);
		g_assert_cmpuint(a.start, ==, b.start);
		g_assert_cmpuint(a.end, ==, b.end);
	}
}

static void
test_rare(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		for (size_t j = 0; j < G_N_ELEMENTS(texts); j++) {
			check_pair(i, texts[j]);
		}
	}
}

static void
count(guint pattern, size_t at, void *data)
{
	(void)at;
	guint *counts = data;
	counts[pattern]++;
}

// As many times as strstr() finds it, however many needles are beside it.
static void
check_needle(const char *const *needles, guint others)
{
	g_autoptr(PsqScan) scan = psq_scan_new();
	for (guint i = 0; needles[i] != NULL; i++) {
		g_autoptr(GPtrArray) one = psq_needles_new(needles[i]);
		psq_scan_add(scan, i, one);
	}
	g_autoptr(GPtrArray) more = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < others; i++) {
		g_ptr_array_add(more, g_strdup_printf("x%u", 10000 + i));
	}
	psq_scan_add(scan, g_strv_length((char **)needles), more);
	psq_scan_build(scan);
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		guint counts[8] = { 0 };
		psq_scan_each(scan, texts[i], strlen(texts[i]), count, counts);
		for (guint n = 0; needles[n] != NULL; n++) {
			guint times = 0;
			const char *at = texts[i];
			while ((at = strstr(at, needles[n])) != NULL) {
				times++;
				at++;
			}
			g_assert_cmpuint(counts[n], ==, times);
		}
	}
}

static void
test_scan(void)
{
	static const char *const needles[] = { "ap", "app", "appel", "om",
		"nom", "joignable", NULL };
	static const guint others[] = { 1, 100, 300, 5000 };
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		check_needle(needles, others[i]);
	}
}

// The first line that has a needle.
static void
test_first(void)
{
	g_autoptr(PsqScan) scan = psq_scan_new();
	g_autoptr(GPtrArray) needles = psq_needles_new("nom|soir");
	psq_scan_add(scan, 0, needles);
	psq_scan_build(scan);
	size_t at = 0;
	g_assert_true(psq_scan_any(scan, texts[4], strlen(texts[4]), &at));
	g_assert_cmpuint(at, ==, strlen("je suis joignable le "));
	g_assert_false(psq_scan_any(scan, texts[3], strlen(texts[3]), &at));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/pattern/rare", test_rare);
	g_test_add_func("/pattern/scan", test_scan);
	g_test_add_func("/pattern/first", test_first);
	return g_test_run();
}
