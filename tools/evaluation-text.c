// evaluation-text.c - how well labelled messages are read, for a person
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/evaluation.h"
#include "tools/french.h"

#include <string.h>

enum { NAME_COLUMNS = 20 };

// "0,73 [0,52 0,87]": French decimals, whatever the locale.
static void
add_figure(GString *out, double value, PsqInterval interval)
{
	g_autofree char *text = g_strdup_printf(
		"  %.2f [%.2f %.2f]", value, interval.low, interval.high);
	g_string_append(out, g_strdelimit(text, ".", ','));
}

static void
add_padded(GString *out, const char *text)
{
	g_string_append(out, text);
	for (glong at = g_utf8_strlen(text, -1); at < NAME_COLUMNS; at++) {
		g_string_append_c(out, ' ');
	}
}

static void
add_scores(
	GString *out, const char *title, const PsqScore *scores, size_t count)
{
	add_padded(out, title);
	g_string_append(out, "    N  précision         rappel            F1\n");
	for (size_t i = 0; i < count; i++) {
		const PsqTally *t = &scores[i].tally;
		guint wanted = t->right + t->missed;
		guint had = t->right + t->alarms;
		add_padded(out, psq_french(scores[i].name));
		g_string_append_printf(out, "%5u", wanted);
		add_figure(out, psq_share(t->right, had), scores[i].precision);
		add_figure(out, psq_share(t->right, wanted), scores[i].recall);
		add_figure(out, psq_f1(t), scores[i].f1);
		g_string_append_c(out, '\n');
	}
}

static void
add_share(GString *out, const char *title, guint part, guint whole)
{
	g_string_append_printf(out, "%s : %u sur %u,", title, part, whole);
	add_figure(out, psq_share(part, whole), psq_wilson(part, whole));
	g_string_append_c(out, '\n');
}

static void
add_evidence(GString *out, const PsqReading *reading, const char *of)
{
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = g_ptr_array_index(reading->evidence, i);
		if (g_str_equal(e->of, of)) {
			g_autofree char *words =
				g_strdelimit(g_strdup(e->text), "\n", ' ');
			g_string_append_printf(
				out, "    « %s » : %s\n", words, e->why);
		}
	}
}

static void
add_error(GString *out, const PsqMisread *error)
{
	const PsqLabelled *m = error->message;
	g_string_append_printf(out, "%s : ", m->name);
	if (g_str_equal(error->of, "topic")) {
		g_string_append_printf(out, "thème %s, lu %s\n",
			psq_french(psq_topic_name((PsqTopic)m->topic)),
			psq_french(psq_topic_name(m->reading->topic)));
	} else {
		g_string_append_printf(out, "%s, %s\n", psq_french(error->of),
			error->missed ? "manqué" : "fausse alerte");
	}
	add_evidence(out, m->reading, error->of);
	if (m->why != NULL) {
		g_string_append_printf(out, "    étiquette : %s\n", m->why);
	}
}

char *
psq_evaluation_text(const PsqEvaluation *e)
{
	GString *out = g_string_new(NULL);
	g_string_append_printf(out,
		"%u messages ; entre crochets, l'intervalle de confiance à "
		"95 %%\n\n",
		e->messages);
	add_scores(out, "DRAPEAU", e->flags, PSQ_FLAG_COUNT);
	g_autofree char *mean = g_strdup_printf("%.3f", e->macro_f1);
	g_string_append_printf(out, "\nF1 moyen des drapeaux : %s\n",
		g_strdelimit(mean, ".", ','));
	add_share(out, "Fausses alertes parmi les messages sans drapeau",
		e->clean_alarms, e->clean);
	add_share(out, "Thèmes justes", e->topics_right, e->topics_known);
	g_string_append_c(out, '\n');
	add_scores(out, "THÈME", e->topics, PSQ_TOPIC_COUNT);
	if (e->errors->len > 0) {
		g_string_append(out, "\nErreurs\n");
	}
	for (guint i = 0; i < e->errors->len; i++) {
		add_error(out, &g_array_index(e->errors, PsqMisread, i));
	}
	return g_string_free(out, FALSE);
}
