// contact-fixture.c - a message by hand, for the tests of the contact readers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/contact-fixture.h"

#include "common/datadir.h"

static PsqLexicon *lexicon;
static GPtrArray *files;

const PsqLexicon *
psq_test_lexicon(void)
{
	if (lexicon == NULL) {
		g_autoptr(GError) error = NULL;
		g_autofree char *folder = psq_datadir_find(NULL, "lexicon");
		files = psq_datadir_read(folder, ".names", &error);
		g_assert_no_error(error);
		g_autoptr(GPtrArray) more =
			psq_datadir_read(folder, ".tsv", &error);
		g_assert_no_error(error);
		while (more->len > 0) {
			g_ptr_array_add(
				files, g_ptr_array_steal_index(more, 0));
		}
		lexicon = psq_lexicon_new(files, &error);
		g_assert_no_error(error);
	}
	return lexicon;
}

void
psq_test_lexicon_free(void)
{
	g_clear_pointer(&lexicon, psq_lexicon_free);
	g_clear_pointer(&files, g_ptr_array_unref);
}

PsqReading *
psq_test_read(const PsqTestMail *test, PsqTestReader *const *readers)
{
	PsqAddress from = { (char *)test->from, (char *)test->address };
	PsqAddress to = { NULL, (char *)test->to };
	g_autoptr(GPtrArray) recipients = g_ptr_array_new();
	g_ptr_array_add(recipients, &to);
	PsqMail mail = { .subject = (char *)test->subject,
		.from = &from,
		.to = recipients };
	PsqQuote words = { .said = (char *)test->said,
		.quoted = (char *)test->quoted,
		.signature = (char *)test->signature };
	g_auto(PsqMatter) matter = psq_matter_new(&mail, &words, NULL);
	PsqReading *reading = g_new0(PsqReading, 1);
	reading->mail = &mail;
	reading->contact.phones = g_ptr_array_new_with_free_func(g_free);
	reading->evidence = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_evidence_free);
	for (size_t i = 0; readers[i] != NULL; i++) {
		readers[i](psq_test_lexicon(), &matter, reading);
	}
	reading->mail = NULL;
	return reading;
}

void
psq_test_reading_free(PsqReading *reading)
{
	g_free(reading->language);
	g_free(reading->contact.surname);
	g_free(reading->contact.given_name);
	g_ptr_array_unref(reading->contact.phones);
	g_free(reading->contact.call_hours);
	g_free(reading->place);
	g_free(reading->commune);
	g_free(reading->commune_name);
	g_ptr_array_unref(reading->evidence);
	g_free(reading);
}

char *
psq_test_phones(const PsqReading *reading)
{
	GString *text = g_string_new(NULL);
	for (guint i = 0; i < reading->contact.phones->len; i++) {
		g_string_append_printf(text, "%s%s", i > 0 ? " " : "",
			(char *)g_ptr_array_index(reading->contact.phones, i));
	}
	return g_string_free(text, FALSE);
}

void
psq_test_each(const void *cases, size_t count, size_t size,
	PsqTestReader *const *readers, PsqTestDiffer *differ)
{
	int wrong = 0;
	for (size_t i = 0; i < count; i++) {
		const char *const *c =
			(const void *)((const char *)cases + i * size);
		PsqTestMail mail = { .said = *c };
		PsqReading *reading = psq_test_read(&mail, readers);
		g_autofree char *got = differ(reading, c);
		if (got != NULL) {
			g_test_message("\"%s\": got %s", *c, got);
			wrong++;
		}
		psq_test_reading_free(reading);
	}
	g_assert_cmpint(wrong, ==, 0);
}
