// topic.c - what a person's message is about
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/topic.h"

#include <math.h>
#include <string.h>

// Less than this is only a mention.
static const double threshold = 0.49;

// How far ahead of the others the model must see "other" in a message without a
// flag. On writers left out of training, with the flags that were read, this
// makes the fewest errors of 0 (20.3 %), 2 (18.1 %), 3 (17.9 %), 4 (18.2 %).
static const double unflagged_other = 3;

static bool
any_flag(const PsqReading *reading)
{
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (reading->flags[i]) {
			return true;
		}
	}
	return false;
}

static void
sum_scores(const GArray *hits, double ret_scores[PSQ_TOPIC_COUNT])
{
	memset(ret_scores, 0, PSQ_TOPIC_COUNT * sizeof *ret_scores);
	for (guint i = 0; i < hits->len; i++) {
		const PsqRule *rule = g_array_index(hits, PsqHit, i).rule;
		if (rule->of_topic) {
			ret_scores[rule->topic] += rule->score;
		}
	}
}

// What a message is when no rule says more: a question or a remark.
static PsqTopic
plain_topic(const PsqMatter *matter)
{
	bool asks = strchr(matter->said->fold->text, '?') != NULL ||
		strchr(matter->subject->fold->text, '?') != NULL;
	return asks ? PSQ_TOPIC_QUESTION : PSQ_TOPIC_OBSERVATION;
}

// A person's message is never a machine's. Where a flag stands, only a nuisance
// counts beside "other": without one the message is only a forbidden use.
static bool
may_be(PsqTopic topic, bool flagged)
{
	return topic != PSQ_TOPIC_AUTOMATIC &&
		(!flagged || psq_topic_is_nuisance(topic) ||
			topic == PSQ_TOPIC_OTHER);
}

// The topic with most to say for it, if that is more than least.
static PsqTopic
choose(const double scores[PSQ_TOPIC_COUNT], double least, bool flagged,
	PsqTopic otherwise)
{
	PsqTopic best = otherwise;
	double most = least;
	for (int i = 0; i < PSQ_TOPIC_COUNT; i++) {
		if (scores[i] > most && may_be((PsqTopic)i, flagged)) {
			most = scores[i];
			best = (PsqTopic)i;
		}
	}
	return best;
}

static PsqTopic
choose_by_rules(
	const GArray *hits, const PsqMatter *matter, const PsqReading *reading)
{
	double scores[PSQ_TOPIC_COUNT];
	sum_scores(hits, scores);
	bool flagged = any_flag(reading);
	PsqTopic otherwise = flagged ? PSQ_TOPIC_OTHER : plain_topic(matter);
	return choose(scores, threshold, flagged, otherwise);
}

// Where no flag stands, "other" is hardly ever right: it is what the model
// calls a message that is only a forbidden use, and so must say much more.
static PsqTopic
choose_by_model(const PsqScores *scores, bool flagged)
{
	double topics[PSQ_TOPIC_COUNT];
	memcpy(topics, scores->topics, sizeof topics);
	topics[PSQ_TOPIC_OTHER] -= flagged ? 0 : unflagged_other;
	return choose(topics, -HUGE_VAL, flagged, PSQ_TOPIC_OTHER);
}

void
psq_topic_read(const GArray *hits, const PsqScores *scores,
	const PsqMatter *matter, PsqReading *reading)
{
	reading->topic = scores == NULL
		? choose_by_rules(hits, matter, reading)
		: choose_by_model(scores, any_flag(reading));
	for (guint i = 0; i < hits->len; i++) {
		const PsqHit *hit = &g_array_index(hits, PsqHit, i);
		if (hit->rule->of_topic && hit->rule->topic == reading->topic) {
			psq_evidence_add(reading->evidence, "topic",
				hit->passage, hit->span, hit->rule->why,
				hit->rule->score);
		}
	}
}
