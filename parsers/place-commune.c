// place-commune.c - the commune alone, where nothing smaller is named
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-own.h"
#include "parsers/reading.h"

#include <string.h>

static const double score = 0.5;

// Behind a postcode stands the sender's address, and so below his name.
static bool
is_address(const PsqPassage *passage, PsqSpan folded, size_t signed_at)
{
	size_t at = folded.start;
	while (at > 0 && passage->fold->text[at - 1] == ' ') {
		at--;
	}
	return folded.start >= signed_at ||
		(at > 0 && g_ascii_isdigit(passage->fold->text[at - 1]));
}

static const PsqEvidence *
commune_evidence(const PsqReading *reading)
{
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = reading->evidence->pdata[i];
		if (strcmp(e->of, "commune") == 0) {
			return e;
		}
	}
	return NULL;
}

// "À Vétrigne, cinq quads font la course": a nuisance is somewhere, and the
// village is better than nothing.
void
psq_place_commune_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	(void)lexicon;
	const PsqPassage *const passages[] = { matter->said, matter->subject };
	const PsqEvidence *e = commune_evidence(reading);
	if (reading->place != NULL || e == NULL ||
		!psq_topic_is_nuisance(reading->topic)) {
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(passages); i++) {
		const PsqPassage *passage = passages[i];
		if (strcmp(e->from, passage->name) != 0) {
			continue;
		}
		PsqSpan folded = psq_passage_fold_span(passage, e->span);
		if (is_address(passage, folded,
			    psq_name_place(passage, reading))) {
			return;
		}
		reading->place = psq_passage_cut(passage, folded);
		psq_evidence_add(reading->evidence, "place", passage, folded,
			"commune, faute d'un lieu plus précis", score);
		return;
	}
}
