// fuzz-contact.c - any words of a sender give a contact within its bounds
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/limits.h"
#include "parsers/reading.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const PsqLexicon *lexicon = psq_fuzz_lexicon();
	g_autoptr(GError) error = NULL;
	g_autofree char *text = psq_fuzz_text(data, size);
	g_autofree char *head = g_strndup(text, strcspn(text, "\n"));
	g_autofree char *bytes =
		g_strdup_printf("From: %s <jean.dupont@b.example>\n"
				"Content-Type: text/plain; charset=utf-8\n"
				"Subject: %s\n\n%s",
			head, head, text);
	PsqMail *mail =
		psq_mail_parse((const uint8_t *)bytes, strlen(bytes), &error);
	if (mail == NULL) {
		return 0;
	}
	g_autoptr(PsqReading) reading = psq_reading_new(lexicon, mail, NULL);
	const PsqContact *contact = &reading->contact;
	g_assert(contact->phones->len <= PSQ_MAX_PHONES);
	for (guint i = 0; i < contact->phones->len; i++) {
		const char *phone = g_ptr_array_index(contact->phones, i);
		g_assert(phone[0] == '+' && strlen(phone) <= 16);
	}
	g_assert(contact->surname == NULL || *contact->surname != '\0');
	g_assert(contact->given_name == NULL || *contact->given_name != '\0');
	return 0;
}
