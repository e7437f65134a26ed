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

#include "lexicon/train-items.h"
#include "lexicon/train-measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDS = 10 };

// liblinear's C: the greater, the closer to the items.
static const double closeness = 30;

// Rows whose greatest weight is below this part of their class's greatest
// change no decision and are left out.
static const double least_weight = 0.03;

// How many false alarms one miss is worth, for choosing the cuts.
static const double miss_costs[PSQ_FLAG_COUNT] = {
	[PSQ_FLAG_EMERGENCY] = 10,
	[PSQ_FLAG_DISTRESS] = 3,
	[PSQ_FLAG_COMPLAINT] = 1.5,
	[PSQ_FLAG_OFFENCE] = 1.5,
	[PSQ_FLAG_APPOINTMENT] = 1.5,
	[PSQ_FLAG_OUT_OF_SCOPE] = 1.5,
};

typedef struct {
	const GPtrArray *items; // TrainItem
	const GArray *hashes;   // uint32_t
} Training;

// Which items to train on, and which to leave out.
typedef bool Chosen(const TrainItem *item, int which);

static void
be_quiet(const char *text)
{
	(void)text;
}

static bool
in_class(const TrainItem *item, size_t class)
{
	return class < PSQ_FLAG_COUNT
		? item->flags[class]
		: item->topic == (int)(class - PSQ_FLAG_COUNT);
}

static bool
has_label(const TrainItem *item, size_t class)
{
	return class < PSQ_FLAG_COUNT || item->topic >= 0;
}

// The weights of one class, one for each of hashes; NULL where the chosen
// items are all in it or all outside.
static double *
fit(const Training *t, size_t class, Chosen *chosen, int which)
{
	g_autofree double *wanted = g_new(double, t->items->len);
	g_autofree struct feature_node **nodes =
		g_new(struct feature_node *, t->items->len);
	struct problem problem = {
		.n = (int)t->hashes->len, .y = wanted, .x = nodes, .bias = -1
	};
	int inside = 0;
	for (guint i = 0; i < t->items->len; i++) {
		const TrainItem *item = g_ptr_array_index(t->items, i);
		if (chosen(item, which) && has_label(item, class)) {
			wanted[problem.l] = in_class(item, class) ? 1 : -1;
			inside += in_class(item, class);
			nodes[problem.l++] = (void *)item->nodes->data;
		}
	}
	if (inside == 0 || inside == problem.l) {
		return NULL;
	}
	struct parameter parameter = {
		.solver_type = L2R_LR, .C = closeness, .eps = 0.005
	};
	struct model *model = train(&problem, &parameter);
	double sign = model->label[0] == 1 ? 1 : -1;
	double *weights = g_new(double, t->hashes->len);
	for (guint i = 0; i < t->hashes->len; i++) {
		weights[i] = sign * model->w[i];
	}
	free_and_destroy_model(&model);
	return weights;
}

static double
score(const TrainItem *item, const double *weights)
{
	double sum = 0;
	const struct feature_node *node = (const void *)item->nodes->data;
	for (; weights != NULL && node->index != -1; node++) {
		sum += weights[node->index - 1] * node->value;
	}
	return sum;
}

static bool
not_kept(const TrainItem *item, int which)
{
	(void)which;
	return !item->kept;
}

static bool
other_fold(const TrainItem *item, int which)
{
	return !item->kept && (int)item->fold != which;
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

static double
choose_cut(const Training *t, size_t flag)
{
	g_autoptr(GArray) decisions =
		g_array_new(FALSE, FALSE, sizeof(Decision));
	for (int fold = 0; fold < FOLDS; fold++) {
		g_autofree double *weights = fit(t, flag, other_fold, fold);
		for (guint i = 0; i < t->items->len; i++) {
			const TrainItem *item = g_ptr_array_index(t->items, i);
			if (!item->kept && (int)item->fold == fold) {
				Decision d = { score(item, weights),
					item->flags[flag] };
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
train_model(const Training *t, Chosen *chosen, int which,
	const double cuts[PSQ_FLAG_COUNT])
{
	double *all[PSQ_MODEL_CLASSES];
	for (size_t c = 0; c < PSQ_MODEL_CLASSES; c++) {
		all[c] = fit(t, c, chosen, which);
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
measure(const Training *t, const char *folder, GByteArray *bytes,
	const char *name, Chosen *chosen, int which, GError **error)
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
measure_parts(const Training *t, const char *folder, bool writers,
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
	Training t = { items, hashes };
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
	set_print_string_function(be_quiet);
	if (!run(argv[1], argv[2], &error)) {
		fprintf(stderr, "train: %s\n", error->message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
