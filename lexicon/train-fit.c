// train-fit.c - one place's weights, by liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-fit.h"

#include <math.h>

// liblinear's C: the greater, the closer to the items.
static const double closeness = 10;

// liblinear's eps. To go on until 0.01 takes three times as long and does not
// read writers left out of training any better.
static const double patience = 0.1;

// How much less a feature counts that many items have: 0 not at all, 1 in
// proportion to the logarithm of their share.
static const double rarity = 0.5;

// Of the logarithm of how much likelier a feature is on one side: what is
// added to counts, and what every feature has.
static const double smoothing = 0.5;
static const double least_ratio = 0.5;

static void
be_quiet(const char *text)
{
	(void)text;
}

// What liblinear is to tell apart; vectors are borrowed.
typedef struct {
	GArray *wanted;     // double: 1 or -1
	GPtrArray *vectors; // PsqTrainVector
	guint inside;
} Problem;

double *
psq_train_rarities(const GPtrArray *items, guint features)
{
	double *rarities = g_new0(double, features);
	guint trained = 0;
	for (guint i = 0; i < items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(items, i);
		const struct feature_node *node =
			(const void *)item->whole->nodes->data;
		trained += !item->kept;
		for (; !item->kept && node->index != -1; node++) {
			rarities[node->index - 1]++;
		}
	}
	for (guint i = 0; i < features; i++) {
		double rare =
			log(trained / (rarities[i] + 1)) / log(trained + 2);
		rarities[i] = pow(fmax(rare, 0.05), rarity);
	}
	return rarities;
}

static void
add_vector(Problem *p, PsqTrainVector *vector, bool inside)
{
	double wanted = inside ? 1 : -1;
	p->inside += inside;
	g_array_append_val(p->wanted, wanted);
	g_ptr_array_add(p->vectors, vector);
}

static void
add_item(Problem *p, const PsqTrainItem *item, size_t place)
{
	if (place < PSQ_FLAG_COUNT) {
		add_vector(p, item->whole, item->whole->flags[place]);
	} else if (place < PSQ_MODEL_CLASSES && item->topic >= 0) {
		add_vector(p, item->whole,
			item->topic == (int)(place - PSQ_FLAG_COUNT));
	}
	bool of_sentences = place >= PSQ_MODEL_SENTENCES &&
		place < PSQ_MODEL_SENTENCES + PSQ_FLAG_COUNT;
	for (guint i = 0; of_sentences && i < item->parts->len; i++) {
		PsqTrainVector *part = g_ptr_array_index(item->parts, i);
		add_vector(p, part, part->flags[place - PSQ_MODEL_SENTENCES]);
	}
}

// How far each feature tells the two sides apart.
static double *
ratios(const Problem *p, guint features)
{
	g_autofree double *inside = g_new(double, features);
	double *outside = g_new(double, features);
	double all_inside = features * smoothing;
	double all_outside = all_inside;
	for (guint i = 0; i < features; i++) {
		inside[i] = outside[i] = smoothing;
	}
	for (guint i = 0; i < p->vectors->len; i++) {
		const PsqTrainVector *v = g_ptr_array_index(p->vectors, i);
		bool in = g_array_index(p->wanted, double, i) > 0;
		const struct feature_node *n = (const void *)v->nodes->data;
		for (; n->index != -1; n++) {
			(in ? inside : outside)[n->index - 1]++;
			*(in ? &all_inside : &all_outside) += 1;
		}
	}
	for (guint i = 0; i < features; i++) {
		double ratio =
			(inside[i] / all_inside) / (outside[i] / all_outside);
		outside[i] = least_ratio + fabs(log(ratio));
	}
	return outside;
}

// The vectors with each feature times its scale.
static GPtrArray *
scale_vectors(const Problem *p, const double *scales)
{
	GPtrArray *scaled = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < p->vectors->len; i++) {
		const PsqTrainVector *v = g_ptr_array_index(p->vectors, i);
		struct feature_node *nodes = g_memdup2(v->nodes->data,
			v->nodes->len * sizeof(struct feature_node));
		for (struct feature_node *n = nodes; n->index != -1; n++) {
			n->value *= scales[n->index - 1];
		}
		g_ptr_array_add(scaled, nodes);
	}
	return scaled;
}

// Adds half the weights that liblinear finds to ret_weights.
static void
solve(const Problem *p, const double *scales, guint features,
	double *ret_weights)
{
	g_autoptr(GPtrArray) nodes = scale_vectors(p, scales);
	struct problem problem = {
		.l = (int)nodes->len,
		.n = (int)features,
		.y = (double *)(void *)p->wanted->data,
		.x = (struct feature_node **)(void *)nodes->pdata,
		.bias = -1,
	};
	struct parameter parameter = {
		.solver_type = L2R_LR, .C = closeness, .eps = patience
	};
	set_print_string_function(be_quiet);
	struct model *model = train(&problem, &parameter);
	double sign = model->label[0] == 1 ? 0.5 : -0.5;
	for (guint i = 0; i < features; i++) {
		ret_weights[i] += sign * model->w[i] * scales[i];
	}
	free_and_destroy_model(&model);
}

bool
psq_train_takes(const PsqTrainSet *t, const PsqTrainItem *item, int but)
{
	return !item->kept && item->id[0] != but && item->share < t->shares;
}

double *
psq_train_fit(const PsqTrainSet *t, size_t place, int but)
{
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(double));
	g_autoptr(GPtrArray) vectors = g_ptr_array_new();
	Problem p = { wanted, vectors, 0 };
	for (guint i = 0; i < t->items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(t->items, i);
		if (psq_train_takes(t, item, but)) {
			add_item(&p, item, place);
		}
	}
	if (p.inside == 0 || p.inside == vectors->len) {
		return NULL;
	}
	guint features = t->hashes->len;
	double *weights = g_new0(double, features);
	g_autofree double *scales = ratios(&p, features);
	solve(&p, t->rarities, features, weights);
	solve(&p, scales, features, weights);
	return weights;
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
psq_train_score(
	const PsqTrainItem *item, const double *message, const double *sentence)
{
	double whole = score_vector(item->whole, message);
	double best = -HUGE_VAL;
	for (guint i = 0; i < item->parts->len; i++) {
		best = fmax(best,
			score_vector(
				g_ptr_array_index(item->parts, i), sentence));
	}
	return item->parts->len == 0
		? whole
		: whole * (1 - PSQ_SENTENCE_SHARE) + best * PSQ_SENTENCE_SHARE;
}
