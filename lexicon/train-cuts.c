// train-cuts.c - from which score on a flag stands
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How likely a flag is at a score is drawn as a logistic curve (J. Platt,
// "Probabilistic outputs for support vector machines", 1999), and the cut is
// where a miss and a false alarm cost the same. That errs less on writers not
// seen than the cut that was cheapest on those seen.
#include "config.h"

#include "lexicon/train-cuts.h"

#include "parsers/model.h"

#include <math.h>
#include <string.h>

// Cuts are chosen on what is as long as a mail: a lone sentence is scored
// higher or lower than the mail that it could stand in.
enum { LEAST_MAIL_BYTES = 350, STEPS = 30 };

// How many false alarms one miss is worth.
static const double miss_costs[PSQ_FLAG_COUNT] = {
	[PSQ_FLAG_EMERGENCY] = 10,
	[PSQ_FLAG_DISTRESS] = 2,
	[PSQ_FLAG_COMPLAINT] = 1.5,
	[PSQ_FLAG_OFFENCE] = 1.5,
	[PSQ_FLAG_APPOINTMENT] = 1.5,
	[PSQ_FLAG_OUT_OF_SCOPE] = 1.5,
};

typedef struct {
	double score;
	bool wanted;
} Decision;

// A logistic curve: likelihood 1 / (1 + exp(-(slope * score + height))).
typedef struct {
	double slope;
	double height;
} Curve;

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

// One step of Newton's method towards the likeliest curve.
static Curve
step(Curve curve, const GArray *decisions)
{
	double down_slope = 0;
	double down_height = 0;
	double slope_slope = 1e-6;
	double slope_height = 0;
	double height_height = 1e-6;
	for (guint i = 0; i < decisions->len; i++) {
		const Decision *d = &g_array_index(decisions, Decision, i);
		double likely =
			1 / (1 + exp(-(curve.slope * d->score + curve.height)));
		double error = likely - d->wanted;
		double weight = likely * (1 - likely);
		down_slope += error * d->score;
		down_height += error;
		slope_slope += weight * d->score * d->score;
		slope_height += weight * d->score;
		height_height += weight;
	}
	double whole =
		slope_slope * height_height - slope_height * slope_height;
	return (Curve){
		curve.slope -
			(height_height * down_slope -
				slope_height * down_height) /
				whole,
		curve.height -
			(slope_slope * down_height -
				slope_height * down_slope) /
				whole,
	};
}

static double
cut_between(const GArray *decisions, double miss_cost)
{
	Curve curve = { 1, 0 };
	for (int i = 0; i < STEPS; i++) {
		curve = step(curve, decisions);
	}
	double cut = (-log(miss_cost) - curve.height) / curve.slope;
	return isfinite(cut) && curve.slope > 0 ? cut : 0;
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
		ret_cuts[flag] = cut_between(decisions, miss_costs[flag]);
	}
}
