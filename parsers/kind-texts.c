// kind-texts.c - machines' mail by its words, where its head says nothing
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/kind-texts.h"

#include "parsers/kind-person.h"
#include "parsers/kind-text-rules.h"

static void
add_mark(const PsqTextRule *rule, const PsqPassage *passage, PsqSpan span,
	PsqKindScore *score)
{
	for (int kind = 0; kind < PSQ_KIND_COUNT; kind++) {
		if (rule->kinds & (1 << kind)) {
			psq_kind_score_add(score, (PsqKind)kind,
				(PsqMarkGroup)rule->group, rule->weight,
				passage, span, rule->why);
		}
	}
}

static bool
read_passage(PsqTextRule *rule, const PsqPassage *passage, PsqKindScore *score)
{
	PsqSpan span;
	if (!psq_pattern_find(psq_pattern_get(&rule->pattern),
		    passage->fold->text, passage->fold->len, 0, &span, 1)) {
		return false;
	}
	add_mark(rule, passage, span, score);
	return true;
}

// Unsubscribe footers and notices may have gone to the signature.
static void
read_rule(PsqTextRule *rule, const PsqMatter *matter, PsqKindScore *score)
{
	bool subject = (rule->where & IN_SUBJECT) &&
		read_passage(rule, matter->subject, score);
	if (!subject && (rule->where & IN_SAID) &&
		!read_passage(rule, matter->said, score)) {
		read_passage(rule, matter->signature, score);
	}
}

void
psq_kind_texts_read(const PsqMatter *matter, PsqKindScore *score)
{
	const PsqTextRules *const tables[] = {
		&psq_kind_texts_auto,
		&psq_kind_texts_bulk,
		&psq_kind_texts_spam,
	};
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		for (size_t k = 0; k < tables[i]->count; k++) {
			read_rule(&tables[i]->rule[k], matter, score);
		}
	}
	score->doubt = psq_kind_person_doubt(matter);
}
