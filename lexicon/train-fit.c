// train-fit.c - one class's weights, by liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-fit.h"

#include <math.h>

// liblinear's C: the greater, the closer to the items.
static const double closeness = 30;

static void
be_quiet(const char *text)
{
	(void)text;
}

// liblinear's problem while it grows.
typedef struct {
	GArray *wanted;   // double: 1 or -1
	GPtrArray *nodes; // struct feature_node *
	guint inside;
} Problem;

static void
add_vector(Problem *p, const TrainVector *vector, bool inside)
{
	double wanted = inside ? 1 : -1;
	p->inside += inside;
	g_array_append_val(p->wanted, wanted);
	g_ptr_array_add(p->nodes, vector->nodes->data);
}

// A flag is learnt from messages and from their sentences, a topic only from
// messages.
static void
add_item(Problem *p, const TrainItem *item, size_t class)
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
		const TrainVector *part = g_ptr_array_index(item->parts, i);
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
		.solver_type = L2R_LR, .C = closeness, .eps = 0.005
	};
	set_print_string_function(be_quiet);
	struct model *model = train(&problem, &parameter);
	double sign = model->label[0] == 1 ? 1 : -1;
	double *weights = g_new(double, features);
	for (guint i = 0; i < features; i++) {
		weights[i] = sign * model->w[i];
	}
	free_and_destroy_model(&model);
	return weights;
}

double *
train_fit(const TrainSet *t, size_t class, TrainChosen *chosen, int which)
{
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(double));
	g_autoptr(GPtrArray) nodes = g_ptr_array_new();
	Problem p = { wanted, nodes, 0 };
	for (guint i = 0; i < t->items->len; i++) {
		const TrainItem *item = g_ptr_array_index(t->items, i);
		if (chosen(item, which)) {
			add_item(&p, item, class);
		}
	}
	return p.inside == 0 || p.inside == nodes->len
		? NULL
		: solve(&p, t->hashes->len);
}

static double
score_vector(const TrainVector *vector, const double *weights)
{
	double sum = 0;
	const struct feature_node *node = (const void *)vector->nodes->data;
	for (; weights != NULL && node->index != -1; node++) {
		sum += weights[node->index - 1] * node->value;
	}
	return sum;
}

double
train_score(const TrainItem *item, const double *weights)
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
