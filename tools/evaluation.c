// evaluation.c - how well labelled messages are read
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/evaluation.h"

static PsqScore
score_new(const char *name, const GArray *answers)
{
	PsqTally t = psq_tally(answers);
	return (PsqScore){ name, t, psq_wilson(t.right, t.right + t.alarms),
		psq_wilson(t.right, t.right + t.missed),
		psq_f1_interval(answers) };
}

static PsqScore
score_flag(const GPtrArray *messages, int flag)
{
	g_autoptr(GArray) answers =
		g_array_new(FALSE, FALSE, sizeof(PsqAnswer));
	for (guint i = 0; i < messages->len; i++) {
		const PsqLabelled *m = g_ptr_array_index(messages, i);
		PsqAnswer answer = { m->flags[flag], m->reading->flags[flag] };
		g_array_append_val(answers, answer);
	}
	return score_new(psq_flag_name((PsqFlag)flag), answers);
}

static PsqScore
score_topic(const GPtrArray *messages, int topic)
{
	g_autoptr(GArray) answers =
		g_array_new(FALSE, FALSE, sizeof(PsqAnswer));
	for (guint i = 0; i < messages->len; i++) {
		const PsqLabelled *m = g_ptr_array_index(messages, i);
		PsqAnswer answer = { m->topic == topic,
			(int)m->reading->topic == topic };
		if (m->topic >= 0) {
			g_array_append_val(answers, answer);
		}
	}
	return score_new(psq_topic_name((PsqTopic)topic), answers);
}

static void
add_message(PsqEvaluation *e, const PsqLabelled *m)
{
	bool clean = true;
	bool alarm = false;
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		bool had = m->reading->flags[i];
		clean = clean && !m->flags[i];
		alarm = alarm || had;
		if (had != m->flags[i]) {
			PsqMisread error = { m, psq_flag_name((PsqFlag)i),
				!had };
			g_array_append_val(e->errors, error);
		}
	}
	e->clean += clean;
	e->clean_alarms += clean && alarm;
	if (m->topic < 0) {
		return;
	}
	bool right = m->topic == (int)m->reading->topic;
	e->topics_known++;
	e->topics_right += right;
	if (!right) {
		PsqMisread error = { m, "topic", true };
		g_array_append_val(e->errors, error);
	}
}

PsqEvaluation *
psq_evaluation_new(const GPtrArray *messages)
{
	PsqEvaluation *e = g_new0(PsqEvaluation, 1);
	e->messages = messages->len;
	e->errors = g_array_new(FALSE, FALSE, sizeof(PsqMisread));
	guint wanted = 0;
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		e->flags[i] = score_flag(messages, i);
		const PsqTally *t = &e->flags[i].tally;
		if (t->right + t->missed > 0) {
			e->macro_f1 += psq_f1(t);
			wanted++;
		}
	}
	e->macro_f1 = wanted > 0 ? e->macro_f1 / wanted : 0;
	for (int i = 0; i < PSQ_TOPIC_COUNT; i++) {
		e->topics[i] = score_topic(messages, i);
	}
	for (guint i = 0; i < messages->len; i++) {
		add_message(e, g_ptr_array_index(messages, i));
	}
	return e;
}

void
psq_evaluation_free(PsqEvaluation *evaluation)
{
	if (evaluation != NULL) {
		g_array_unref(evaluation->errors);
		g_free(evaluation);
	}
}
