// evaluation-json.c - how well labelled messages are read, for programs
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/evaluation.h"
#include "tools/json.h"

static void
add_real(JsonBuilder *b, const char *key, double value)
{
	json_builder_set_member_name(b, key);
	json_builder_add_double_value(b, value);
}

static void
add_figure(JsonBuilder *b, const char *key, double value, PsqInterval interval)
{
	json_builder_set_member_name(b, key);
	json_builder_begin_object(b);
	add_real(b, "value", value);
	add_real(b, "low", interval.low);
	add_real(b, "high", interval.high);
	json_builder_end_object(b);
}

static void
add_scores(
	JsonBuilder *b, const char *key, const PsqScore *scores, size_t count)
{
	json_builder_set_member_name(b, key);
	json_builder_begin_object(b);
	for (size_t i = 0; i < count; i++) {
		const PsqScore *s = &scores[i];
		const PsqTally *t = &s->tally;
		json_builder_set_member_name(b, s->name);
		json_builder_begin_object(b);
		psq_json_int(b, "right", t->right);
		psq_json_int(b, "alarms", t->alarms);
		psq_json_int(b, "missed", t->missed);
		add_figure(b, "precision",
			psq_share(t->right, t->right + t->alarms),
			s->precision);
		add_figure(b, "recall",
			psq_share(t->right, t->right + t->missed), s->recall);
		add_figure(b, "f1", psq_f1(t), s->f1);
		json_builder_end_object(b);
	}
	json_builder_end_object(b);
}

static void
add_evidence(JsonBuilder *b, const PsqReading *reading, const char *of)
{
	json_builder_set_member_name(b, "evidence");
	json_builder_begin_array(b);
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = g_ptr_array_index(reading->evidence, i);
		if (g_str_equal(e->of, of)) {
			json_builder_begin_object(b);
			psq_json_string(b, "text", e->text);
			psq_json_string(b, "why", e->why);
			json_builder_end_object(b);
		}
	}
	json_builder_end_array(b);
}

static void
add_error(JsonBuilder *b, const PsqMisread *error)
{
	const PsqLabelled *m = error->message;
	bool of_topic = g_str_equal(error->of, "topic");
	json_builder_begin_object(b);
	psq_json_string(b, "file", m->name);
	psq_json_string(b, "of", error->of);
	if (of_topic) {
		psq_json_string(
			b, "wanted", psq_topic_name((PsqTopic)m->topic));
		psq_json_string(b, "had", psq_topic_name(m->reading->topic));
	} else {
		psq_json_string(
			b, "error", error->missed ? "missed" : "false alarm");
	}
	psq_json_string(b, "label", m->why);
	add_evidence(b, m->reading, error->of);
	json_builder_end_object(b);
}

char *
psq_evaluation_json(const PsqEvaluation *e)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	json_builder_begin_object(b);
	psq_json_int(b, "messages", e->messages);
	add_real(b, "macro_f1", e->macro_f1);
	add_scores(b, "flags", e->flags, PSQ_FLAG_COUNT);
	psq_json_int(b, "clean", e->clean);
	add_figure(b, "clean_false_alarm", psq_share(e->clean_alarms, e->clean),
		psq_wilson(e->clean_alarms, e->clean));
	add_figure(b, "topic_accuracy",
		psq_share(e->topics_right, e->topics_known),
		psq_wilson(e->topics_right, e->topics_known));
	add_scores(b, "topics", e->topics, PSQ_TOPIC_COUNT);
	json_builder_set_member_name(b, "errors");
	json_builder_begin_array(b);
	for (guint i = 0; i < e->errors->len; i++) {
		add_error(b, &g_array_index(e->errors, PsqMisread, i));
	}
	json_builder_end_array(b);
	json_builder_end_object(b);
	return psq_json_line(b);
}
