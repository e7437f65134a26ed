// kind-texts.c - machines' mail by its words, where its head says nothing
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/kind-texts.h"

#include "parsers/kind-person.h"
#include "parsers/kind-text-rules.h"
#include "parsers/rules-scan.h"

#include <string.h>

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

static const PsqTextRules *const tables[] = {
	&psq_kind_texts_auto,
	&psq_kind_texts_bulk,
	&psq_kind_texts_spam,
};

enum { MAX_RULES = 256 };

// The n-th rule of all tables, or NULL.
static PsqTextRule *
rule_at(size_t n)
{
	for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
		if (n < tables[i]->count) {
			return &tables[i]->rule[n];
		}
		n -= tables[i]->count;
	}
	return NULL;
}

static const char *
expression_at(size_t n)
{
	const PsqTextRule *rule = rule_at(n);
	g_assert(n < MAX_RULES);
	return rule != NULL ? rule->pattern.expression : NULL;
}

static PsqStaticScan scan = { .expression = expression_at };

// A passage, and which rules are worth trying on it.
typedef struct {
	const PsqPassage *passage;
	uint32_t likely[MAX_RULES];
} Text;

static void
text_init(Text *text, const PsqPassage *passage)
{
	text->passage = passage;
	memset(text->likely, 0, sizeof text->likely);
	psq_scan_mark(psq_scan_get(&scan), passage->fold->text,
		passage->fold->len, text->likely, 1);
}

static bool
read_text(size_t n, const Text *text, PsqKindScore *score)
{
	PsqTextRule *rule = rule_at(n);
	const PsqFold *fold = text->passage->fold;
	PsqSpan span;
	if (!text->likely[n] ||
		!psq_pattern_find(psq_pattern_get(&rule->pattern), fold->text,
			fold->len, 0, &span, 1)) {
		return false;
	}
	add_mark(rule, text->passage, span, score);
	return true;
}

// Unsubscribe footers and notices may have gone to the signature.
void
psq_kind_texts_read(const PsqMatter *matter, PsqKindScore *score)
{
	Text subject;
	Text said;
	Text signature;
	text_init(&subject, matter->subject);
	text_init(&said, matter->said);
	text_init(&signature, matter->signature);
	const PsqTextRule *rule;
	for (size_t n = 0; (rule = rule_at(n)) != NULL; n++) {
		bool found = (rule->where & IN_SUBJECT) &&
			read_text(n, &subject, score);
		if (!found && (rule->where & IN_SAID) &&
			!read_text(n, &said, score)) {
			read_text(n, &signature, score);
		}
	}
	score->doubt = psq_kind_person_doubt(matter);
}
