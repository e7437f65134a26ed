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

// How many lines around a needle a rule may look at: what it matches never
// spans more.
enum { LINES_AROUND = 2 };

// A passage, and where in it each rule is worth trying, as one span.
typedef struct {
	const PsqPassage *passage;
	PsqSpan likely[MAX_RULES]; // empty: nowhere
} Text;

static void
add_place(guint n, size_t at, void *data)
{
	Text *text = data;
	PsqSpan *span = &text->likely[n];
	if (at == PSQ_SCAN_ANYWHERE) {
		*span = (PsqSpan){ 0, text->passage->fold->len };
		return;
	}
	span->start = span->end == 0 ? at : MIN(span->start, at);
	span->end = MAX(span->end, at + 1);
}

// The span, widened by whole lines.
static PsqSpan
widen(const PsqFold *fold, PsqSpan span)
{
	for (int i = 0; i <= LINES_AROUND; i++) {
		while (span.start > 0 && fold->text[span.start - 1] != '\n') {
			span.start--;
		}
		while (span.end < fold->len && fold->text[span.end] != '\n') {
			span.end++;
		}
		if (i < LINES_AROUND) {
			span.start -= span.start > 0;
			span.end += span.end < fold->len;
		}
	}
	return span;
}

static void
text_init(Text *text, const PsqPassage *passage)
{
	text->passage = passage;
	memset(text->likely, 0, sizeof text->likely);
	psq_scan_each(psq_scan_get(&scan), passage->fold->text,
		passage->fold->len, add_place, text);
}

static bool
read_text(size_t n, const Text *text, PsqKindScore *score)
{
	PsqTextRule *rule = rule_at(n);
	const PsqFold *fold = text->passage->fold;
	if (text->likely[n].end == 0) {
		return false;
	}
	PsqSpan lines = widen(fold, text->likely[n]);
	PsqSpan span;
	if (!psq_pattern_find(psq_pattern_get(&rule->pattern), fold->text,
		    lines.end, lines.start, &span, 1)) {
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
	if (psq_kind_score_needs_doubt(score)) {
		score->doubt = psq_kind_person_doubt(matter);
	}
}
