// test-quote-speed.c - hostile texts take no longer than others
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/quote-case.h"

#include <time.h>

// Sanitizers cost ten times; what must not grow is the shape of the curve.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(SANITIZED)
#define LIMIT_MS 1000
#else
#define LIMIT_MS 100
#endif

// 1 MB of what looks most like a mark must cost little more than 1 MB of
// anything.
static void
test_speed(gconstpointer data)
{
	enum { BYTES = 1 << 20, BEST_OF = 3 };
	const char *piece = data;
	g_autoptr(GString) text = g_string_sized_new(BYTES + 200);
	while (text->len < BYTES) {
		g_string_append(text, piece);
	}
	const QuoteCase c = { "speed", "Re: x", QUOTE_CASE_RE, NULL };
	double best = 1e9;
	for (int i = 0; i < BEST_OF; i++) {
		PsqMail mail = psq_quote_case_mail(&c, text->str, -1);
		clock_t start = clock();
		psq_quote_free(psq_quote_split(&mail));
		double ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;
		best = MIN(best, ms);
		psq_quote_case_mail_clear(&mail);
	}
	g_test_message("%.1f ms", best);
	g_assert_cmpfloat(best, <, LIMIT_MS);
}

static const char *const slow_pieces[] = {
	">\n",
	"> x\n",
	"Le\n",
	"Le 3 juin 2026 à 10:12, bla bla a crit 12 De : x :\n",
	"Le 3 à 10:12, <a@b.c>\n",
	"1:11 <@> x :\n",
	"De : x\n",
	"De : x\nEnvoyé : y\n",
	"-----Message d'origin-----\n",
	"________________________________\n",
	"--\n",
	"\n",
	"Envoyé de mon\n",
	"Ce message\n",
	"a écrit :\n",
	"\xc3\xa9\xe2\x80\xaf",
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(slow_pieces); i++) {
		g_autofree char *path = g_strdup_printf("/quote-speed/%zu", i);
		g_test_add_data_func(path, slow_pieces[i], test_speed);
	}
	return g_test_run();
}
