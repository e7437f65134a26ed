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

// Rows whose greatest weight is below this part of their class's greatest
// change no decision and are left out.
static const double least_weight = 0.06;

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
	set->shares = 100;
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

// A stranger's weights for flags were learnt already.
static double *
weights_of(const PsqTrainSet *set, size_t place, const PsqTrainStranger *s)
{
	const double *known = NULL;
	if (s != NULL && place < PSQ_FLAG_COUNT) {
		known = s->messages[place];
	} else if (s != NULL && place >= PSQ_MODEL_SENTENCES &&
		place < PSQ_MODEL_SENTENCES + PSQ_FLAG_COUNT) {
		known = s->sentences[place - PSQ_MODEL_SENTENCES];
	}
	return known != NULL
		? g_memdup2(known, set->hashes->len * sizeof *known)
		: psq_train_fit(
			  set, place, s != NULL ? s->writer : PSQ_TRAIN_ALL);
}

GByteArray *
psq_train_model(const PsqTrainSet *set, const PsqTrainStranger *stranger,
	const double cuts[PSQ_FLAG_COUNT])
{
	double *all[PSQ_MODEL_WEIGHTS];
	for (size_t c = 0; c < PSQ_MODEL_WEIGHTS; c++) {
		all[c] = weights_of(set, c, stranger);
	}
	double steps[PSQ_MODEL_WEIGHTS];
	g_autoptr(GArray) rows = make_rows(all, set->hashes, steps);
	for (size_t c = 0; c < PSQ_MODEL_WEIGHTS; c++) {
		g_free(all[c]);
	}
	return psq_model_write(steps, cuts, rows);
}
