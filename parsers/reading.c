// reading.c - what the program understood of a message, and why
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading.h"

#include <string.h>

typedef void Reader(const PsqLexicon *, const PsqMatter *, PsqReading *);

// Only these look at what a person wrote; kind has come first.
static Reader *const readers[] = {
	psq_language_read,
	psq_name_read,
	psq_phone_read,
	psq_hours_read, // after the phones
	psq_wish_read,
	psq_flags_read,
	psq_place_read,   // after the topic
	psq_commune_read, // after the place
	psq_place_commune_read,
};

// A ticket's number in the subject (station, year, sequence: "90-2026-000012").
static char *
ticket_ref(const PsqPassage *subject)
{
	static PsqStaticPattern number = {
		.expression = "\\b[0-9][0-9a-z]{1,7}-20[0-9]{2}-[0-9]{6}\\b",
	};
	PsqSpan span;
	if (!psq_pattern_find(psq_pattern_get(&number), subject->fold->text,
		    subject->fold->len, 0, &span, 1)) {
		return NULL;
	}
	g_autofree char *text = psq_passage_cut(subject, span);
	return g_ascii_strup(text, -1);
}

char *
psq_reading_version(const PsqLexicon *lexicon)
{
	return g_strconcat(
		PACKAGE_VERSION "+", psq_lexicon_version(lexicon), NULL);
}

PsqReading *
psq_reading_new(
	const PsqLexicon *lexicon, PsqMail *mail, const char *own_address)
{
	PsqReading *reading = g_new0(PsqReading, 1);
	reading->mail = mail;
	reading->words = psq_quote_split(mail);
	reading->contact.phones = g_ptr_array_new_with_free_func(g_free);
	reading->evidence = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_evidence_free);
	g_auto(PsqMatter) matter =
		psq_matter_new(mail, reading->words, own_address);
	reading->ticket_ref = ticket_ref(matter.subject);
	psq_kind_read(lexicon, &matter, reading);
	if (reading->kind == PSQ_KIND_PERSON) {
		for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
			readers[i](lexicon, &matter, reading);
		}
	} else {
		reading->topic = PSQ_TOPIC_AUTOMATIC;
		psq_language_read(lexicon, &matter, reading);
	}
	return reading;
}

void
psq_reading_free(PsqReading *reading)
{
	if (reading == NULL) {
		return;
	}
	psq_mail_free(reading->mail);
	psq_quote_free(reading->words);
	g_free(reading->language);
	g_free(reading->contact.surname);
	g_free(reading->contact.given_name);
	g_ptr_array_unref(reading->contact.phones);
	g_free(reading->contact.call_hours);
	g_free(reading->place);
	g_free(reading->commune);
	g_free(reading->commune_name);
	g_free(reading->ticket_ref);
	g_ptr_array_unref(reading->evidence);
	g_free(reading);
}
