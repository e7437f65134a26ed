// rules.c - runs the rules over a message's sentences
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/rules.h"

#include <string.h>

// One run. Marks hold the number of the sentence they were made for, so that
// nothing has to be wiped between sentences.
typedef struct {
	const PsqRules *rules;
	const PsqPassage *passages[2];
	char *texts[2]; // folded, with line ends as spaces
	GArray *hits;
	bool *fired;        // by rule
	uint32_t *tried;    // by rule: in this sentence
	guint *touched;     // the patterns worth trying in this sentence
	guint count;        // of touched
	uint32_t *likely;   // by pattern: is one of touched
	uint32_t *held;     // by pattern: found in this sentence
	uint32_t *failed;   // by pattern: not found in this sentence
	signed char *whole; // by pattern, in the message: 0 unknown, 1, -1
	uint32_t sentence;
} Run;

typedef struct {
	const char *text;
	size_t len;
} Words;

static void
example_free(PsqExample *example)
{
	g_free(example->where);
	g_free(example->text);
	g_free(example);
}

void
psq_rule_free(PsqRule *rule)
{
	if (rule == NULL) {
		return;
	}
	g_free(rule->name);
	g_free(rule->where);
	g_free(rule->why);
	for (int i = 0; i < PSQ_CLAUSE_COUNT; i++) {
		g_clear_pointer(&rule->clauses[i], g_array_unref);
	}
	for (guint i = 0; i < rule->examples->len; i++) {
		example_free(g_ptr_array_index(rule->examples, i));
	}
	g_ptr_array_unref(rule->examples);
	g_free(rule);
}

void
psq_rules_free(PsqRules *rules)
{
	if (rules == NULL) {
		return;
	}
	g_ptr_array_unref(rules->rules);
	g_ptr_array_unref(rules->patterns);
	g_ptr_array_unref(rules->matching);
	psq_scan_free(rules->scan);
	g_free(rules);
}

static const PsqPattern *
pattern_at(const Run *run, guint at)
{
	return g_ptr_array_index(run->rules->patterns, at);
}

static bool
holds_here(Run *run, guint at, Words words)
{
	if (run->likely[at] != run->sentence ||
		run->failed[at] == run->sentence) {
		return false;
	}
	if (run->held[at] == run->sentence) {
		return true;
	}
	bool found = psq_pattern_find(
		pattern_at(run, at), words.text, words.len, 0, NULL, 0);
	uint32_t *marks = found ? run->held : run->failed;
	marks[at] = run->sentence;
	return found;
}

static bool
holds_anywhere(Run *run, guint at)
{
	for (size_t i = 0; i < 2 && run->whole[at] == 0; i++) {
		bool found = psq_pattern_find(pattern_at(run, at),
			run->texts[i], run->passages[i]->fold->len, 0, NULL, 0);
		run->whole[at] = found ? 1 : 0;
	}
	if (run->whole[at] == 0) {
		run->whole[at] = -1;
	}
	return run->whole[at] > 0;
}

static bool
clauses_hold(Run *run, const PsqRule *rule, Words words)
{
	static const struct {
		PsqClause clause;
		bool here;
		bool want;
	} asks[] = {
		{ PSQ_CLAUSE_NEAR, true, true },
		{ PSQ_CLAUSE_UNLESS, true, false },
		{ PSQ_CLAUSE_WITH, false, true },
		{ PSQ_CLAUSE_WITHOUT, false, false },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(asks); i++) {
		const GArray *clause = rule->clauses[asks[i].clause];
		for (guint j = 0; j < clause->len; j++) {
			guint at = g_array_index(clause, guint, j);
			bool holds = asks[i].here ? holds_here(run, at, words)
						  : holds_anywhere(run, at);
			if (holds != asks[i].want) {
				return false;
			}
		}
	}
	return true;
}

// True if the rule's own words stand in the sentence.
static bool
find_match(Run *run, const PsqRule *rule, Words words, PsqSpan *ret_span)
{
	const GArray *match = rule->clauses[PSQ_CLAUSE_MATCH];
	for (guint i = 0; i < match->len; i++) {
		guint at = g_array_index(match, guint, i);
		if (run->likely[at] == run->sentence &&
			psq_pattern_find(pattern_at(run, at), words.text,
				words.len, 0, ret_span, 1)) {
			return true;
		}
	}
	return false;
}

static void
touch(guint pattern, size_t at, void *data)
{
	(void)at;
	Run *run = data;
	if (run->likely[pattern] != run->sentence) {
		run->likely[pattern] = run->sentence;
		run->touched[run->count++] = pattern;
	}
}

static void
try_rule(Run *run, const PsqRule *rule, size_t which, PsqSpan sentence)
{
	bool wanted = which == 0 ? rule->in_subject : rule->in_said;
	if (!wanted || run->fired[rule->number] ||
		run->tried[rule->number] == run->sentence) {
		return;
	}
	run->tried[rule->number] = run->sentence;
	Words words = { run->texts[which] + sentence.start,
		sentence.end - sentence.start };
	PsqSpan span;
	if (find_match(run, rule, words, &span) &&
		clauses_hold(run, rule, words)) {
		run->fired[rule->number] = true;
		PsqHit hit = { rule, run->passages[which],
			{ span.start + sentence.start,
				span.end + sentence.start } };
		g_array_append_val(run->hits, hit);
	}
}

static void
run_sentence(Run *run, size_t which, PsqSpan sentence)
{
	const PsqRules *rules = run->rules;
	run->sentence++;
	run->count = 0;
	psq_scan_each(rules->scan, run->texts[which] + sentence.start,
		sentence.end - sentence.start, touch, run);
	for (guint i = 0; i < run->count; i++) {
		const GArray *of =
			g_ptr_array_index(rules->matching, run->touched[i]);
		for (guint j = 0; j < of->len; j++) {
			guint at = g_array_index(of, guint, j);
			try_rule(run, g_ptr_array_index(rules->rules, at),
				which, sentence);
		}
	}
}

static int
by_rule(gconstpointer a, gconstpointer b)
{
	const PsqHit *x = a;
	const PsqHit *y = b;
	return x->rule->number < y->rule->number
		? -1
		: x->rule->number > y->rule->number;
}

static char *
one_line(const PsqFold *fold)
{
	char *line = g_malloc(fold->len + 1);
	for (size_t i = 0; i < fold->len; i++) {
		line[i] = fold->text[i] == '\n' ? ' ' : fold->text[i];
	}
	line[fold->len] = '\0';
	return line;
}

GArray *
psq_rules_run(const PsqRules *rules, const PsqPassage *subject,
	const PsqPassage *said)
{
	guint patterns = rules->patterns->len;
	g_autofree bool *fired = g_new0(bool, rules->rules->len);
	g_autofree uint32_t *tried = g_new0(uint32_t, rules->rules->len);
	g_autofree guint *touched = g_new(guint, patterns);
	g_autofree uint32_t *likely = g_new0(uint32_t, patterns);
	g_autofree uint32_t *held = g_new0(uint32_t, patterns);
	g_autofree uint32_t *failed = g_new0(uint32_t, patterns);
	g_autofree signed char *whole = g_new0(signed char, patterns);
	g_autofree char *subject_text = one_line(subject->fold);
	g_autofree char *said_text = one_line(said->fold);
	Run run = {
		.rules = rules,
		.passages = { subject, said },
		.texts = { subject_text, said_text },
		.hits = g_array_new(FALSE, FALSE, sizeof(PsqHit)),
		.fired = fired,
		.tried = tried,
		.touched = touched,
		.likely = likely,
		.held = held,
		.failed = failed,
		.whole = whole,
	};
	for (size_t i = 0; i < G_N_ELEMENTS(run.passages); i++) {
		const GArray *sentences = run.passages[i]->sentences;
		for (guint j = 0; j < sentences->len; j++) {
			run_sentence(
				&run, i, g_array_index(sentences, PsqSpan, j));
		}
	}
	g_array_sort(run.hits, by_rule);
	return run.hits;
}

static bool
fires_on(const PsqRules *rules, const PsqRule *rule, const char *text)
{
	g_autoptr(PsqPassage) subject =
		psq_passage_new("subject", g_strdup(rule->in_said ? "" : text));
	g_autoptr(PsqPassage) said =
		psq_passage_new("said", g_strdup(rule->in_said ? text : ""));
	g_autoptr(GArray) hits = psq_rules_run(rules, subject, said);
	for (guint i = 0; i < hits->len; i++) {
		if (g_array_index(hits, PsqHit, i).rule == rule) {
			return true;
		}
	}
	return false;
}

bool
psq_rules_check(const PsqRules *rules, GError **error)
{
	for (guint i = 0; i < rules->rules->len; i++) {
		const PsqRule *rule = g_ptr_array_index(rules->rules, i);
		for (guint j = 0; j < rule->examples->len; j++) {
			const PsqExample *e =
				g_ptr_array_index(rule->examples, j);
			if (fires_on(rules, rule, e->text) != e->fires) {
				return psq_fail(error, PSQ_ERR_CONFIG,
					"%s: rule %s %s on \"%s\"", e->where,
					rule->name,
					e->fires ? "does not fire" : "fires",
					e->text);
			}
		}
	}
	return true;
}
