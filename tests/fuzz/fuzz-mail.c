// fuzz-mail.c - any bytes are a message or a clear error
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/limits.h"
#include "parsers/mail.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void
check_string(const char *string)
{
	g_assert(string == NULL || g_utf8_validate(string, -1, NULL));
}

static void
check_address(const PsqAddress *address)
{
	if (address != NULL) {
		check_string(address->name);
		check_string(address->address);
		g_assert(address->name != NULL || address->address != NULL);
	}
}

static void
check_lists(const PsqMail *mail)
{
	for (guint i = 0; i < mail->to->len; i++) {
		check_address(mail->to->pdata[i]);
	}
	for (guint i = 0; i < mail->references->len; i++) {
		check_string(mail->references->pdata[i]);
	}
	for (guint i = 0; i < mail->headers->len; i++) {
		const PsqHeader *header = mail->headers->pdata[i];
		check_string(header->name);
		check_string(header->value);
	}
	for (guint i = 0; i < mail->attachments->len; i++) {
		const PsqAttachment *part = mail->attachments->pdata[i];
		check_string(part->name);
		check_string(part->type);
		g_assert(part->name == NULL ||
			strpbrk(part->name, "/\n") == NULL);
	}
	for (guint i = 0; i < mail->notes->len; i++) {
		check_string(mail->notes->pdata[i]);
	}
}

// What mail.h promises of every message.
static void
check_mail(const PsqMail *mail)
{
	check_string(mail->subject);
	g_assert(mail->subject == NULL || strchr(mail->subject, '\n') == NULL);
	check_address(mail->from);
	check_address(mail->reply_to);
	check_string(mail->message_id);
	check_string(mail->in_reply_to);
	check_string(mail->content_type);
	check_string(mail->report_type);
	check_string(mail->original_id);
	check_lists(mail);
	check_string(mail->text);
	size_t len = strlen(mail->text);
	g_assert(len <= PSQ_MAX_TEXT_BYTES);
	g_assert(mail->quote_at >= -1 && mail->quote_at <= (ptrdiff_t)len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GError) error = NULL;
	(void)psq_fuzz_lexicon();
	g_autoptr(PsqMail) mail = psq_mail_parse(data, size, &error);
	g_assert((mail == NULL) == (error != NULL));
	for (const PsqMail *m = mail; m != NULL; m = m->forwarded) {
		check_mail(m);
	}
	return 0;
}
