// evidence.c - where a reading comes from, so that a judge can see it too
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/evidence.h"

void
psq_evidence_free(PsqEvidence *evidence)
{
	if (evidence == NULL) {
		return;
	}
	g_free(evidence->of);
	g_free(evidence->text);
	g_free(evidence->why);
	g_free(evidence);
}

void
psq_evidence_add(GPtrArray *list, const char *of, const PsqPassage *passage,
	PsqSpan folded, const char *why, double score)
{
	PsqEvidence *evidence = g_new0(PsqEvidence, 1);
	evidence->of = g_strdup(of);
	evidence->from = passage->name;
	evidence->text = psq_passage_cut(passage, folded);
	evidence->span.start = passage->fold->map[folded.start];
	evidence->span.end = passage->fold->map[folded.end];
	evidence->why = g_strdup(why);
	evidence->score = score;
	g_ptr_array_add(list, evidence);
}
