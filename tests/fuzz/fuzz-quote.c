// fuzz-quote.c - no cut loses a letter of the text
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/quote.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

// Letters and digits: line ends and marks may be trimmed at the seams.
static size_t
count_letters(const char *text)
{
	size_t count = 0;
	for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
		count += g_unichar_isalnum(g_utf8_get_char(c)) ? 1 : 0;
	}
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = psq_fuzz_text(data, size);
	(void)psq_fuzz_lexicon();
	g_autoptr(PsqMail) mail =
		psq_mail_parse((const uint8_t *)"Subject: a\n\n", 12, &error);
	g_assert_no_error(error);
	g_free(mail->text);
	mail->text = g_steal_pointer(&text);
	g_autoptr(PsqQuote) quote = psq_quote_split(mail);
	g_assert(count_letters(mail->text) ==
		count_letters(quote->said) + count_letters(quote->quoted) +
			count_letters(quote->signature));
	return 0;
}
