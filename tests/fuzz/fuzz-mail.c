// fuzz-mail.c - any bytes are a message or a clear error
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/mail.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GError) error = NULL;
	(void)psq_fuzz_lexicon();
	g_autoptr(PsqMail) mail = psq_mail_parse(data, size, &error);
	g_assert((mail == NULL) == (error != NULL));
	g_assert(mail == NULL || g_utf8_validate(mail->text, -1, NULL));
	return 0;
}
