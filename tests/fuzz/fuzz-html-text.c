// fuzz-html-text.c - any HTML becomes bounded, valid text
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-text.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { MAX = 10000 };
	(void)psq_fuzz_lexicon();
	g_autofree char *html = psq_fuzz_text(data, size);
	g_autoptr(PsqHtmlText) text = psq_html_text_new(html, MAX);
	size_t len = strlen(text->text);
	g_assert(len < 2 * MAX);
	g_assert(g_utf8_validate(text->text, -1, NULL));
	g_assert(text->quote_at >= -1 && text->quote_at <= (ptrdiff_t)len);
	return 0;
}
