// train-cuts.c - from which score on a flag stands
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A cut is where errors cost least on writers not seen. Every message counts a
// little on both sides of its score, or the cut would follow the one message
// that happens to stand there.
#include "config.h"

#include "lexicon/train-cuts.h"

#include "parsers/model.h"

#include <math.h>
#include <string.h>

// Cuts are chosen on what is as long as a mail: a lone sentence is scored
// higher or lower than the mail that it could stand in.
enum { LEAST_MAIL_BYTES = 350 };

// How far around its score a message counts, and where cuts are looked for. On
// writers left out, half of the width errs more on chance, twice it misses
// more than it spares.
static const double width = 0.5;
static const double least_cut = -4;
static const double greatest_cut = 4;
static const double cut_step = 0.05;

// How many false alarms one miss is worth.
static const double miss_costs[PSQ_FLAG_COUNT] = {
	[PSQ_FLAG_EMERGENCY] = 10,
	[PSQ_FLAG_DISTRESS] = 3,
	[PSQ_FLAG_COMPLAINT] = 1.25,
	[PSQ_FLAG_OFFENCE] = 1.25,
	[PSQ_FLAG_APPOINTMENT] = 1.25,
	[PSQ_FLAG_OUT_OF_SCOPE] = 1.25,
};

typedef struct {
	double score;
	bool wanted;
} Decision;

static void
stranger_free(gpointer data)
{
	PsqTrainStranger *stranger = data;
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		g_free(stranger->messages[i]);
		g_free(stranger->sentences[i]);
	}
	g_free(stranger);
}

static bool
has_writer(const PsqTrainSet *set, int writer)
{
	for (guint i = 0; i < set->items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(set->items, i);
		if (item->id[0] == writer) {
			return true;
		}
	}
	return false;
}

GPtrArray *
psq_train_strangers(const PsqTrainSet *set)
{
	GPtrArray *strangers = g_ptr_array_new_with_free_func(stranger_free);
	for (int writer = 1; writer < 128; writer++) {
		if (!has_writer(set, writer)) {
			continue;
		}
		PsqTrainStranger *s = g_new0(PsqTrainStranger, 1);
		s->writer = writer;
		for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
			s->messages[i] = psq_train_fit(set, i, writer);
			s->sentences[i] = psq_train_fit(
				set, PSQ_MODEL_SENTENCES + i, writer);
		}
		g_ptr_array_add(strangers, s);
	}
	return strangers;
}

static double
cost_of(double cut, const GArray *decisions, double miss_cost)
{
	double cost = 0;
	for (guint i = 0; i < decisions->len; i++) {
		const Decision *d = &g_array_index(decisions, Decision, i);
		double stands = 1 / (1 + exp((cut - d->score) / width));
		cost += d->wanted ? miss_cost * (1 - stands) : stands;
	}
	return cost;
}

static double
cheapest_cut(const GArray *decisions, double miss_cost)
{
	double best = 0;
	double least = cost_of(best, decisions, miss_cost);
	for (double cut = least_cut; cut <= greatest_cut; cut += cut_step) {
		double cost = cost_of(cut, decisions, miss_cost);
		if (cost < least) {
			least = cost;
			best = cut;
		}
	}
	return best;
}

static void
decide_writer(const PsqTrainSet *set, size_t flag, const PsqTrainStranger *s,
	GArray *decisions)
{
	for (guint i = 0; i < set->items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(set->items, i);
		if (item->id[0] == s->writer &&
			psq_train_takes(set, item, PSQ_TRAIN_ALL) &&
			strlen(item->text) >= LEAST_MAIL_BYTES) {
			Decision d = { psq_train_score(item, s->messages[flag],
					       s->sentences[flag]),
				item->whole->flags[flag] };
			g_array_append_val(decisions, d);
		}
	}
}

void
psq_train_cuts(const PsqTrainSet *set, const GPtrArray *strangers, int but,
	double ret_cuts[PSQ_FLAG_COUNT])
{
	for (size_t flag = 0; flag < PSQ_FLAG_COUNT; flag++) {
		g_autoptr(GArray) decisions =
			g_array_new(FALSE, FALSE, sizeof(Decision));
		for (guint i = 0; i < strangers->len; i++) {
			const PsqTrainStranger *s =
				g_ptr_array_index(strangers, i);
			if (s->writer != but) {
				decide_writer(set, flag, s, decisions);
			}
		}
		ret_cuts[flag] = cheapest_cut(decisions, miss_costs[flag]);
	}
}
