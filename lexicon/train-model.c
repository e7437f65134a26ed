// train-model.c - training messages in, a model file out
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Logistic models for each flag, of messages and of sentences, and for each
// topic against the others, by liblinear's Newton method, which draws no random
// numbers: the same items and rules give the same bytes.
#include "config.h"

#include "lexicon/train-model.h"

#include <math.h>
#include <string.h>

enum { LEAST_MAIL_BYTES = 350 };

// Rows whose greatest weight is below this part of their class's greatest
// change no decision and are left out.
static const double least_weight = 0.06;

// How many false alarms one miss is worth, for choosing the cuts.
static const double miss_costs[PSQ_FLAG_COUNT] = {
	[PSQ_FLAG_EMERGENCY] = 10,
	[PSQ_FLAG_DISTRESS] = 2,
	[PSQ_FLAG_COMPLAINT] = 1.5,
	[PSQ_FLAG_OFFENCE] = 1.5,
	[PSQ_FLAG_APPOINTMENT] = 1.5,
	[PSQ_FLAG_OUT_OF_SCOPE] = 1.5,
};

PsqTrainSet *
psq_train_set_new(const PsqRules *rules, const GPtrArray *files, GError **error)
{
	GPtrArray *items = psq_train_items_read(rules, files, error);
	if (items == NULL) {
		return NULL;
	}
	PsqTrainSet *set = g_new0(PsqTrainSet, 1);
	set->items = items;
	set->hashes = psq_train_items_index(items);
	set->rarities = psq_train_rarities(items, set->hashes->len);
	return set;
}

void
psq_train_set_free(PsqTrainSet *set)
{
	if (set == NULL) {
		return;
	}
	g_ptr_array_unref(set->items);
	g_array_unref(set->hashes);
	g_free(set->rarities);
	g_free(set);
}

bool
psq_train_not_kept(const PsqTrainItem *item, int which)
{
	(void)which;
	return !item->kept;
}

static bool
other_writer(const PsqTrainItem *item, int which)
{
	return !item->kept && item->id[0] != which;
}

// Cuts are chosen on what is as long as a mail: a lone sentence is scored
// higher or lower than the mail that it could stand in.
static bool
decides(const PsqTrainItem *item, int writer)
{
	return !item->kept && item->id[0] == writer &&
		strlen(item->text) >= LEAST_MAIL_BYTES;
}

typedef struct {
	double score;
	bool wanted;
} Decision;

static int
by_score(gconstpointer a, gconstpointer b)
{
	const Decision *x = a;
	const Decision *y = b;
	return x->score < y->score ? -1 : x->score > y->score;
}

// The cheapest cut between decisions: below it everything is turned down.
static double
cheapest_cut(GArray *decisions, double miss_cost)
{
	g_array_sort(decisions, by_score);
	double cost = 0;
	for (guint i = 0; i < decisions->len; i++) {
		cost += !g_array_index(decisions, Decision, i).wanted;
	}
	double least = cost;
	double cut = 0;
	for (guint i = 0; i + 1 < decisions->len; i++) {
		const Decision *d = &g_array_index(decisions, Decision, i);
		cost += d->wanted ? miss_cost : -1;
		if (cost < least) {
			least = cost;
			cut = (d->score + d[1].score) / 2;
		}
	}
	return cut;
}

static void
decide_writer(
	const PsqTrainSet *set, size_t flag, int writer, GArray *decisions)
{
	g_autofree double *message = NULL;
	g_autofree double *sentence = NULL;
	for (guint i = 0; i < set->items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(set->items, i);
		if (!decides(item, writer)) {
			continue;
		}
		if (message == NULL) {
			message =
				psq_train_fit(set, flag, other_writer, writer);
			sentence =
				psq_train_fit(set, PSQ_MODEL_SENTENCES + flag,
					other_writer, writer);
		}
		Decision d = { psq_train_score(item, message, sentence),
			item->whole->flags[flag] };
		g_array_append_val(decisions, d);
	}
}

void
psq_train_cuts(const PsqTrainSet *set, double ret_cuts[PSQ_FLAG_COUNT])
{
	for (size_t flag = 0; flag < PSQ_FLAG_COUNT; flag++) {
		g_autoptr(GArray) decisions =
			g_array_new(FALSE, FALSE, sizeof(Decision));
		for (int writer = 1; writer < 128; writer++) {
			decide_writer(set, flag, writer, decisions);
		}
		ret_cuts[flag] = cheapest_cut(decisions, miss_costs[flag]);
	}
}

// All places' weights as the file's rows, without those that weigh nothing.
static GArray *
make_rows(double *const all[PSQ_MODEL_WEIGHTS], const GArray *hashes,
	double ret_steps[PSQ_MODEL_WEIGHTS])
{
	double greatest[PSQ_MODEL_WEIGHTS] = { 0 };
	for (size_t c = 0; c < PSQ_MODEL_WEIGHTS; c++) {
		for (guint i = 0; all[c] != NULL && i < hashes->len; i++) {
			greatest[c] = fmax(greatest[c], fabs(all[c][i]));
		}
		ret_steps[c] = fmax(greatest[c], 1e-9) / INT16_MAX;
	}
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(PsqWeights));
	for (guint i = 0; i < hashes->len; i++) {
		PsqWeights row = { g_array_index(hashes, uint32_t, i), { 0 } };
		double most = 0;
		for (size_t c = 0; c < PSQ_MODEL_WEIGHTS; c++) {
			double w = all[c] != NULL ? all[c][i] : 0;
			most = fmax(most, fabs(w) / (greatest[c] + 1e-9));
			row.weights[c] = (int16_t)lrint(w / ret_steps[c]);
		}
		if (most >= least_weight) {
			g_array_append_val(rows, row);
		}
	}
	return rows;
}

GByteArray *
psq_train_model(const PsqTrainSet *set, PsqTrainChosen *chosen, int which,
	const double cuts[PSQ_FLAG_COUNT])
{
	double *all[PSQ_MODEL_WEIGHTS];
	for (size_t c = 0; c < PSQ_MODEL_WEIGHTS; c++) {
		all[c] = psq_train_fit(set, c, chosen, which);
	}
	double steps[PSQ_MODEL_WEIGHTS];
	g_autoptr(GArray) rows = make_rows(all, set->hashes, steps);
	for (size_t c = 0; c < PSQ_MODEL_WEIGHTS; c++) {
		g_free(all[c]);
	}
	return psq_model_write(steps, cuts, rows);
}
