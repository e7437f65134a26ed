// flags.c - the forbidden uses that a message makes of the mailbox, and why
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/flags.h"

#include "parsers/topic.h"

// A flag stands where its rules together reach this.
static const double threshold = 0.5;

void
psq_flags_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	g_autoptr(GArray) hits = psq_rules_run(
		psq_lexicon_rules(lexicon), matter->subject, matter->said);
	for (int flag = 0; flag < PSQ_FLAG_COUNT; flag++) {
		reading->flags[flag] =
			psq_flag_score(hits, (PsqFlag)flag) >= threshold;
	}
	for (guint i = 0; i < hits->len; i++) {
		const PsqHit *hit = &g_array_index(hits, PsqHit, i);
		if (!hit->rule->of_topic && reading->flags[hit->rule->flag]) {
			psq_evidence_add(reading->evidence,
				psq_flag_name(hit->rule->flag), hit->passage,
				hit->span, hit->rule->why, hit->rule->score);
		}
	}
	psq_topic_read(hits, matter, reading);
}

double
psq_flag_score(const GArray *hits, PsqFlag flag)
{
	double doubt = 1;
	for (guint i = 0; i < hits->len; i++) {
		const PsqRule *rule = g_array_index(hits, PsqHit, i).rule;
		if (!rule->of_topic && rule->flag == flag) {
			doubt *= 1 - rule->score;
		}
	}
	return 1 - doubt;
}
