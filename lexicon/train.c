// train.c - trains lexicon/flags.model from lexicon/training
// SPDX-License-Identifier: GPL-3.0-or-later
//
// usage: train LEXICON MODEL           trains and measures on the kept tenth
//        train LEXICON --writers       leaves each writer out in turn
//        train LEXICON --curve         with a part of the items
//
// One logistic model for each flag and one against the rest for each topic, by
// liblinear's Newton method, which draws no random numbers: the same items and
// rules give the same bytes. A tenth of the items, chosen by their ids, is
// never trained on; the cuts are chosen on the others, each tenth scored by a
// model that did not see it.
#include "config.h"

#include "lexicon/train-fit.h"
#include "lexicon/train-measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDS = 5, LEAST_MAIL_BYTES = 350 };

// Rows whose greatest weight is below this part of their class's greatest
// change no decision and are left out.
static const double least_weight = 0.03;

// How many false alarms one miss is worth, for choosing the cuts.
static const double miss_costs[PSQ_FLAG_COUNT] = {
	[PSQ_FLAG_EMERGENCY] = 10,
	[PSQ_FLAG_DISTRESS] = 2,
	[PSQ_FLAG_COMPLAINT] = 1.5,
	[PSQ_FLAG_OFFENCE] = 1.5,
	[PSQ_FLAG_APPOINTMENT] = 1.5,
	[PSQ_FLAG_OUT_OF_SCOPE] = 1.5,
};

static bool
not_kept(const TrainItem *item, int which)
{
	(void)which;
	return !item->kept;
}

static bool
other_fold(const TrainItem *item, int which)
{
	return !item->kept && (int)(item->fold % FOLDS) != which;
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
	double cut = -HUGE_VAL;
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

// Cuts are chosen on what is as long as a mail: a lone sentence is scored
// higher or lower than the mail that it could stand in.
static bool
is_mail(const TrainItem *item)
{
	return !item->kept && strlen(item->text) >= LEAST_MAIL_BYTES;
}

static double
choose_cut(const TrainSet *t, size_t flag)
{
	g_autoptr(GArray) decisions =
		g_array_new(FALSE, FALSE, sizeof(Decision));
	for (int fold = 0; fold < FOLDS; fold++) {
		g_autofree double *weights =
			train_fit(t, flag, other_fold, fold);
		for (guint i = 0; i < t->items->len; i++) {
			const TrainItem *item = g_ptr_array_index(t->items, i);
			if (is_mail(item) &&
				(int)(item->fold % FOLDS) == fold) {
				Decision d = { train_score(item, weights),
					item->whole->flags[flag] };
				g_array_append_val(decisions, d);
			}
		}
	}
	return cheapest_cut(decisions, miss_costs[flag]);
}

// All classes' weights as the file's rows, without those that weigh nothing.
static GArray *
make_rows(double *const all[PSQ_MODEL_CLASSES], const GArray *hashes,
	double ret_steps[PSQ_MODEL_CLASSES])
{
	double greatest[PSQ_MODEL_CLASSES] = { 0 };
	for (size_t c = 0; c < PSQ_MODEL_CLASSES; c++) {
		for (guint i = 0; all[c] != NULL && i < hashes->len; i++) {
			greatest[c] = fmax(greatest[c], fabs(all[c][i]));
		}
		ret_steps[c] = fmax(greatest[c], 1e-9) / INT16_MAX;
	}
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(PsqWeights));
	for (guint i = 0; i < hashes->len; i++) {
		PsqWeights row = { g_array_index(hashes, uint32_t, i), { 0 } };
		double most = 0;
		for (size_t c = 0; c < PSQ_MODEL_CLASSES; c++) {
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

static GByteArray *
train_model(const TrainSet *t, TrainChosen *chosen, int which,
	const double cuts[PSQ_FLAG_COUNT])
{
	double *all[PSQ_MODEL_CLASSES];
	for (size_t c = 0; c < PSQ_MODEL_CLASSES; c++) {
		all[c] = train_fit(t, c, chosen, which);
	}
	double steps[PSQ_MODEL_CLASSES];
	g_autoptr(GArray) rows = make_rows(all, t->hashes, steps);
	for (size_t c = 0; c < PSQ_MODEL_CLASSES; c++) {
		g_free(all[c]);
	}
	return psq_model_write(steps, cuts, rows);
}

static bool
other_writer(const TrainItem *item, int which)
{
	return item->id[0] != which;
}

static bool
this_writer(const TrainItem *item, int which)
{
	return item->id[0] == which;
}

static bool
is_kept(const TrainItem *item, int which)
{
	(void)which;
	return item->kept;
}

static bool
part_of(const TrainItem *item, int which)
{
	return !item->kept && (int)item->fold < which;
}

static bool
measure(const TrainSet *t, const char *folder, GByteArray *bytes,
	const char *name, TrainChosen *chosen, int which, GError **error)
{
	g_autoptr(GPtrArray) tested = g_ptr_array_new();
	for (guint i = 0; i < t->items->len; i++) {
		TrainItem *item = g_ptr_array_index(t->items, i);
		if (chosen(item, which)) {
			g_ptr_array_add(tested, item);
		}
	}
	return tested->len == 0 ||
		train_measure(folder, bytes, tested, name, error);
}

static bool
measure_parts(const TrainSet *t, const char *folder, bool writers,
	const double cuts[PSQ_FLAG_COUNT], GError **error)
{
	for (int which = writers ? 'a' : 2; which <= (writers ? 'z' : 10);
		which += writers ? 1 : 2) {
		g_autofree char *name = writers
			? g_strdup_printf("writer %c", which)
			: g_strdup_printf("%d/10 of the items", which);
		g_autoptr(GByteArray) bytes = train_model(
			t, writers ? other_writer : part_of, which, cuts);
		if (!measure(t, folder, bytes, name,
			    writers ? this_writer : is_kept, which, error)) {
			return false;
		}
	}
	return true;
}

static bool
run(const char *folder, const char *what, GError **error)
{
	g_autofree char *training = g_build_filename(folder, "training", NULL);
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, ".rules", error);
	g_autoptr(PsqRules) rules =
		files != NULL ? psq_rules_new(files, error) : NULL;
	g_autoptr(GPtrArray) items =
		rules != NULL ? train_items_read(rules, training, error) : NULL;
	if (items == NULL) {
		return false;
	}
	g_autoptr(GArray) hashes = train_items_index(items);
	TrainSet t = { items, hashes };
	double cuts[PSQ_FLAG_COUNT];
	for (size_t flag = 0; flag < PSQ_FLAG_COUNT; flag++) {
		cuts[flag] = choose_cut(&t, flag);
	}
	if (*what == '-') {
		return measure_parts(&t, folder, strcmp(what, "--writers") == 0,
			cuts, error);
	}
	g_autoptr(GByteArray) bytes = train_model(&t, not_kept, 0, cuts);
	return g_file_set_contents(what, (const char *)bytes->data,
		       (gssize)bytes->len, error) &&
		measure(&t, folder, bytes, "kept tenth", is_kept, 0, error);
}

int
main(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: train LEXICON MODEL|--writers|--curve\n", stderr);
		return 64;
	}
	g_autoptr(GError) error = NULL;
	if (!run(argv[1], argv[2], &error)) {
		fprintf(stderr, "train: %s\n", error->message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
