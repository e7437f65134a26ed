// train-fit.c - one class's weights, by liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-fit.h"

#include <math.h>

// liblinear's C: the greater, the closer to the items.
static const double closeness = 10;

// How much less a feature counts that many items have: 0 not at all, 1 in
// proportion to the logarithm of their share.
static const double rarity = 0.5;

static void
be_quiet(const char *text)
{
	(void)text;
}

// liblinear's problem while it grows.
typedef struct {
	const double *scales;
	GArray *wanted;   // double: 1 or -1
	GPtrArray *nodes; // struct feature_node *, owned
	guint inside;
} Problem;

double *
psq_train_scales(const GPtrArray *items, guint features)
{
	double *scales = g_new0(double, features);
	guint trained = 0;
	for (guint i = 0; i < items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(items, i);
		const struct feature_node *node =
			(const void *)item->whole->nodes->data;
		trained += !item->kept;
		for (; !item->kept && node->index != -1; node++) {
			scales[node->index - 1]++;
		}
	}
	for (guint i = 0; i < features; i++) {
		double rare = log(trained / (scales[i] + 1)) / log(trained + 2);
		scales[i] = pow(fmax(rare, 0.05), rarity);
	}
	return scales;
}

static void
add_vector(Problem *p, const PsqTrainVector *vector, bool inside)
{
	double wanted = inside ? 1 : -1;
	p->inside += inside;
	g_array_append_val(p->wanted, wanted);
	struct feature_node *nodes = g_memdup2(vector->nodes->data,
		vector->nodes->len * sizeof(struct feature_node));
	for (struct feature_node *n = nodes; n->index != -1; n++) {
		n->value *= p->scales[n->index - 1];
	}
	g_ptr_array_add(p->nodes, nodes);
}

// A flag is learnt from messages and from their sentences, a topic only from
// messages.
static void
add_item(Problem *p, const PsqTrainItem *item, size_t class)
{
	if (class >= PSQ_FLAG_COUNT) {
		if (item->topic >= 0) {
			add_vector(p, item->whole,
				item->topic == (int)(class - PSQ_FLAG_COUNT));
		}
		return;
	}
	add_vector(p, item->whole, item->whole->flags[class]);
	for (guint i = 0; i < item->parts->len; i++) {
		const PsqTrainVector *part = g_ptr_array_index(item->parts, i);
		add_vector(p, part, part->flags[class]);
	}
}

static double *
solve(const Problem *p, guint features)
{
	struct problem problem = {
		.l = (int)p->nodes->len,
		.n = (int)features,
		.y = (double *)(void *)p->wanted->data,
		.x = (struct feature_node **)(void *)p->nodes->pdata,
		.bias = -1,
	};
	struct parameter parameter = {
		.solver_type = L2R_LR, .C = closeness, .eps = 0.01
	};
	set_print_string_function(be_quiet);
	struct model *model = train(&problem, &parameter);
	double sign = model->label[0] == 1 ? 1 : -1;
	double *weights = g_new(double, features);
	for (guint i = 0; i < features; i++) {
		weights[i] = sign * model->w[i] * p->scales[i];
	}
	free_and_destroy_model(&model);
	return weights;
}

double *
psq_train_fit(
	const PsqTrainSet *t, size_t class, PsqTrainChosen *chosen, int which)
{
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(double));
	g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func(g_free);
	Problem p = { t->scales, wanted, nodes, 0 };
	for (guint i = 0; i < t->items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(t->items, i);
		if (chosen(item, which)) {
			add_item(&p, item, class);
		}
	}
	return p.inside == 0 || p.inside == nodes->len
		? NULL
		: solve(&p, t->hashes->len);
}

static double
score_vector(const PsqTrainVector *vector, const double *weights)
{
	double sum = 0;
	const struct feature_node *node = (const void *)vector->nodes->data;
	for (; weights != NULL && node->index != -1; node++) {
		sum += weights[node->index - 1] * node->value;
	}
	return sum;
}

double
psq_train_score(const PsqTrainItem *item, const double *weights)
{
	double whole = score_vector(item->whole, weights);
	double best = -HUGE_VAL;
	for (guint i = 0; i < item->parts->len; i++) {
		best = fmax(best,
			score_vector(
				g_ptr_array_index(item->parts, i), weights));
	}
	return item->parts->len == 0
		? whole
		: whole * (1 - PSQ_SENTENCE_SHARE) + best * PSQ_SENTENCE_SHARE;
}
