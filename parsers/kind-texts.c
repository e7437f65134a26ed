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

// A passage, and where in it each rule is worth trying: a bit for each of the
// BLOCKS parts, as long as each other, that have one of its needles.
enum { BLOCKS = 64 };

typedef struct {
	const PsqPassage *passage;
	size_t block; // bytes of a part
	uint64_t likely[MAX_RULES];
} Text;

static void
add_place(guint n, size_t at, void *data)
{
	Text *text = data;
	text->likely[n] |= at == PSQ_SCAN_ANYWHERE
		? UINT64_MAX
		: UINT64_C(1) << at / text->block;
}

// The span, widened by whole lines.
static PsqSpan
widen(const PsqFold *fold, PsqSpan span)
{
	for (int i = 0; i <= LINES_AROUND; i++) {
		const char *before = memrchr(fold->text, '\n', span.start);
		const char *behind = memchr(
			fold->text + span.end, '\n', fold->len - span.end);
		span.start =
			before != NULL ? (size_t)(before + 1 - fold->text) : 0;
		span.end = behind != NULL ? (size_t)(behind - fold->text)
					  : fold->len;
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
	text->block = passage->fold->len / BLOCKS + 1;
	memset(text->likely, 0, sizeof text->likely);
	psq_scan_each(psq_scan_get(&scan), passage->fold->text,
		passage->fold->len, add_place, text);
}

// The lines around the first likely parts from byte from on, as far as no gap
// is between them; false if there are none.
static bool
next_lines(const Text *text, uint64_t likely, size_t from, PsqSpan *ret_lines)
{
	const PsqFold *fold = text->passage->fold;
	bool found = false;
	for (size_t i = from / text->block; i < BLOCKS; i++) {
		PsqSpan part = { i * text->block,
			MIN((i + 1) * text->block, fold->len) };
		if ((likely >> i & 1) == 0 || part.start >= part.end ||
			part.end <= from) {
			continue;
		}
		PsqSpan lines = widen(fold, part);
		if (found && lines.start > ret_lines->end) {
			break;
		}
		*ret_lines = (PsqSpan){ found ? ret_lines->start : lines.start,
			lines.end };
		found = true;
	}
	return found;
}

static bool
read_text(size_t n, const Text *text, PsqKindScore *score)
{
	PsqTextRule *rule = rule_at(n);
	const PsqFold *fold = text->passage->fold;
	PsqSpan lines = { 0, 0 };
	while (text->likely[n] != 0 &&
		next_lines(text, text->likely[n], lines.end, &lines)) {
		PsqSpan span;
		if (psq_pattern_find(psq_pattern_get(&rule->pattern),
			    fold->text, lines.end, lines.start, &span, 1)) {
			add_mark(rule, text->passage, span, score);
			return true;
		}
	}
	return false;
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
