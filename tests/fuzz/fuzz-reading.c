// fuzz-reading.c - any bytes become a reading whose JSON and evidence hold
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading-json.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void
check_evidence(const PsqReading *reading)
{
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = g_ptr_array_index(reading->evidence, i);
		g_assert(e->score >= 0 && e->score <= 1);
		g_assert(e->span.start <= e->span.end);
		g_assert(g_utf8_validate(e->text, -1, NULL));
		g_assert(e->why != NULL && e->of != NULL);
		if (g_str_equal(e->from, "said")) {
			const char *said = reading->words->said;
			g_assert(e->span.end <= strlen(said));
			g_assert(strncmp(said + e->span.start, e->text,
					 e->span.end - e->span.start) == 0);
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const PsqLexicon *lexicon = psq_fuzz_lexicon();
	g_autoptr(GError) error = NULL;
	PsqMail *mail = psq_mail_parse(data, size, &error);
	if (mail == NULL) {
		return 0;
	}
	g_autoptr(PsqReading) reading = psq_reading_new(lexicon, mail, NULL);
	g_autofree char *json = psq_reading_to_json(reading, "fuzz.eml");
	g_assert(g_utf8_validate(json, -1, NULL));
	check_evidence(reading);
	return 0;
}
