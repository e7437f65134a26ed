// rules.h - rules that a station can edit: what words say which flag or topic
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The format of *.rules files is described in lexicon/README.
#pragma once

#include "common/datadir.h"
#include "parsers/labels.h"
#include "parsers/passage.h"
#include "parsers/pattern.h"
#include "parsers/rules-scan.h"

// What a rule asks of the text. Each clause holds patterns, as indices into
// PsqRules.patterns.
typedef enum {
	PSQ_CLAUSE_MATCH,   // one of them in a sentence: the evidence
	PSQ_CLAUSE_NEAR,    // all of them in the same sentence
	PSQ_CLAUSE_UNLESS,  // none of them in the same sentence
	PSQ_CLAUSE_WITH,    // all of them somewhere in the message
	PSQ_CLAUSE_WITHOUT, // none of them anywhere in the message
	PSQ_CLAUSE_COUNT,
} PsqClause;

typedef struct {
	char *where; // "path:line"
	char *text;
	bool fires; // the rule must fire on it; else it must not
} PsqExample;

typedef struct {
	guint number; // its place in PsqRules.rules
	char *name;   // "fight-now"
	char *where;  // "path:line" of its first line
	bool of_topic;
	PsqFlag flag;   // unless of_topic
	PsqTopic topic; // if of_topic
	char *why;      // in French
	double score;   // 0 to 1
	bool in_subject;
	bool in_said;
	GArray *clauses[PSQ_CLAUSE_COUNT]; // guint
	GPtrArray *examples;               // PsqExample
} PsqRule;

void psq_rule_free(PsqRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqRule, psq_rule_free)

// Made once, then read by any thread.
typedef struct {
	GPtrArray *rules;    // PsqRule, in the order of the files
	GPtrArray *patterns; // PsqPattern, each expression once
	GPtrArray *matching; // by pattern: the rules (GArray of guint) of which
			     // one match is enough
	PsqScan *scan;       // of the patterns
} PsqRules;

// Reads the files (PsqFile) whose names end in ".rules", in their order.
// Fails with PSQ_ERR_CONFIG, "path:line: what is wrong".
PsqRules *psq_rules_new(
	const GPtrArray *files, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_rules_free(PsqRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqRules, psq_rules_free)

// A rule that fires, and where: its first sentence that does.
typedef struct {
	const PsqRule *rule;
	const PsqPassage *passage;
	PsqSpan span; // of passage->fold->text
} PsqHit;

// Runs all rules over subject and said. PsqHit, in the order of the rules; the
// caller frees it with g_array_unref().
GArray *psq_rules_run(const PsqRules *rules, const PsqPassage *subject,
	const PsqPassage *said);

// Runs every rule's examples. Fails with PSQ_ERR_CONFIG and the place of the
// first that fires and must not, or must and does not.
bool psq_rules_check(
	const PsqRules *rules, GError **error) G_GNUC_WARN_UNUSED_RESULT;
