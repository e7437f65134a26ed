// flags.c - the forbidden uses that a message makes of the mailbox, and why
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/topic.h"

// A flag stands where its score reaches this.
static const double threshold = 0.5;

// How many of the words that the model weighed are shown for a flag.
enum { MAX_REASONS = 3 };

// Each rule takes its share of the doubt that the others leave. Rules that the
// model was trained with are in its score already; a station's own are not.
static double
rules_score(const GArray *hits, PsqFlag flag, const PsqModel *model)
{
	double doubt = 1;
	for (guint i = 0; i < hits->len; i++) {
		const PsqRule *rule = g_array_index(hits, PsqHit, i).rule;
		bool ours = !rule->of_topic && rule->flag == flag;
		if (ours &&
			(model == NULL || !psq_model_knows_rule(model, rule))) {
			doubt *= 1 - rule->score;
		}
	}
	return 1 - doubt;
}

static void
add_rules(const GArray *hits, PsqFlag flag, PsqReading *reading)
{
	for (guint i = 0; i < hits->len; i++) {
		const PsqHit *hit = &g_array_index(hits, PsqHit, i);
		if (!hit->rule->of_topic && hit->rule->flag == flag) {
			psq_evidence_add(reading->evidence, psq_flag_name(flag),
				hit->passage, hit->span, hit->rule->why,
				hit->rule->score);
		}
	}
}

// True if a rule for the flag has shown these words already.
static bool
is_shown(const PsqFound *found, const GArray *hits, PsqFlag flag)
{
	for (guint i = 0; i < hits->len; i++) {
		const PsqHit *hit = &g_array_index(hits, PsqHit, i);
		if (!hit->rule->of_topic && hit->rule->flag == flag &&
			hit->passage == found->passage &&
			hit->span.start < found->span.end &&
			found->span.start < hit->span.end) {
			return true;
		}
	}
	return false;
}

static void
add_reasons(const PsqScores *scores, const GArray *hits, PsqFlag flag,
	PsqReading *reading)
{
	PsqFound reasons[MAX_REASONS];
	size_t count = psq_model_reasons(scores, flag, reasons, MAX_REASONS);
	for (size_t i = 0; i < count; i++) {
		if (!is_shown(&reasons[i], hits, flag)) {
			psq_evidence_add(reading->evidence, psq_flag_name(flag),
				reasons[i].passage, reasons[i].span,
				"mots qui pèsent dans le modèle appris",
				scores->flags[flag]);
		}
	}
}

static void
read_flag(PsqFlag flag, const PsqModel *model, const PsqScores *scores,
	const GArray *hits, PsqReading *reading)
{
	double doubt = 1 - rules_score(hits, flag, model);
	if (model != NULL) {
		doubt *= 1 - scores->flags[flag];
	}
	if (1 - doubt < threshold) {
		return;
	}
	reading->flags[flag] = true;
	add_rules(hits, flag, reading);
	if (model != NULL) {
		add_reasons(scores, hits, flag, reading);
	}
}

void
psq_flags_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	const PsqModel *model = psq_lexicon_model(lexicon);
	g_autoptr(GArray) hits = psq_rules_run(
		psq_lexicon_rules(lexicon), matter->subject, matter->said);
	PsqScores scores = { 0 };
	if (model != NULL) {
		scores = psq_model_score(
			model, matter->subject, matter->said, hits);
	}
	for (int flag = 0; flag < PSQ_FLAG_COUNT; flag++) {
		read_flag((PsqFlag)flag, model, &scores, hits, reading);
	}
	psq_topic_read(hits, model != NULL ? &scores : NULL, matter, reading);
	psq_scores_clear(&scores);
}
