// model.c - what the trained model says of a message
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/model-table.h"

#include <math.h>

// A feature that is asked for. The model's table is larger than the processor's
// caches: many rows are asked for at once, so that none is waited for alone.
typedef struct {
	uint32_t hash;
	float in_message;
	float in_sentence;
} Asked;

enum { MAX_ASKED = 64 };

// Sums over the message and over one sentence after the other. A row's mark is
// 0 until it is seen, then the number of its last sentence + 2, so 1 where that
// is PSQ_NO_SENTENCE; PSQ_MAX_SCAN_BYTES of text have fewer sentences than fit.
typedef struct {
	const PsqModel *model;
	const PsqPassage *said;
	uint16_t *marks;
	Asked asked[MAX_ASKED];
	size_t count; // of asked
	float message[PSQ_MODEL_SENTENCES];
	float here[PSQ_MODEL_WEIGHTS - PSQ_MODEL_SENTENCES];
	double best[PSQ_FLAG_COUNT];
	guint best_sentences[PSQ_FLAG_COUNT];
	guint sentence;
	guint sentences; // that are long enough
} Sum;

static void
add_row(Sum *sum, uint32_t row, const Asked *asked)
{
	uint16_t mark = (uint16_t)(sum->sentence + 2);
	if (row == 0 || sum->marks[row] == mark) {
		return;
	}
	const PsqWeights *weights = &sum->model->rows[row - 1].weights;
	if (sum->marks[row] == 0 && asked->in_message > 0) {
		for (size_t i = 0; i < G_N_ELEMENTS(sum->message); i++) {
			sum->message[i] +=
				asked->in_message * weights->weights[i];
		}
	}
	for (size_t i = 0; i < G_N_ELEMENTS(sum->here); i++) {
		sum->here[i] += asked->in_sentence *
			weights->weights[PSQ_MODEL_SENTENCES + i];
	}
	if (asked->in_message > 0) {
		sum->marks[row] = mark;
	}
}

// Has the row brought near that hash's first slot tells of, nearly always its
// own.
static void
fetch_row(const Sum *sum, uint32_t hash)
{
	const PsqModel *model = sum->model;
	uint32_t row = model->slots[hash & model->mask] & PSQ_ROW_MASK;
	if (row > 0) {
		__builtin_prefetch(&model->rows[row - 1]);
		__builtin_prefetch(&sum->marks[row]);
	}
}

static void
add_asked(Sum *sum)
{
	uint32_t rows[MAX_ASKED];
	for (size_t i = 0; i < sum->count; i++) {
		fetch_row(sum, sum->asked[i].hash);
	}
	for (size_t i = 0; i < sum->count; i++) {
		rows[i] = psq_model_row(sum->model, sum->asked[i].hash);
	}
	for (size_t i = 0; i < sum->count; i++) {
		add_row(sum, rows[i], &sum->asked[i]);
	}
	sum->count = 0;
}

static void
end_sentence(Sum *sum, guint next)
{
	const GArray *sentences = sum->said->sentences;
	bool counts = false;
	add_asked(sum);
	if (sum->sentence < sentences->len) {
		PsqSpan span = g_array_index(sentences, PsqSpan, sum->sentence);
		counts = span.end - span.start >= PSQ_MIN_SENTENCE;
	}
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (counts &&
			(sum->sentences == 0 || sum->here[i] > sum->best[i])) {
			sum->best[i] = sum->here[i];
			sum->best_sentences[i] = sum->sentence;
		}
		sum->here[i] = 0;
	}
	sum->sentences += counts;
	sum->sentence = next;
}

static void
add_feature(const PsqFeature *feature, void *data)
{
	Sum *sum = data;
	if (feature->sentence != sum->sentence) {
		end_sentence(sum, feature->sentence);
	}
	if (sum->count == MAX_ASKED) {
		add_asked(sum);
	}
	const PsqModel *model = sum->model;
	__builtin_prefetch(&model->slots[feature->hash & model->mask]);
	sum->asked[sum->count++] = (Asked){ feature->hash,
		(float)feature->in_message, (float)feature->in_sentence };
}

static double
pool(const PsqModel *model, const Sum *sum, size_t flag)
{
	double message = sum->message[flag] * model->steps[flag];
	double best =
		sum->best[flag] * model->steps[PSQ_MODEL_SENTENCES + flag];
	return sum->sentences == 0 ? message
				   : message * (1 - PSQ_SENTENCE_SHARE) +
			best * PSQ_SENTENCE_SHARE;
}

PsqScores
psq_model_score(const PsqModel *model, const PsqPassage *subject,
	const PsqPassage *said, const GArray *hits)
{
	g_autofree uint16_t *marks = g_new0(uint16_t, model->count + 1);
	Sum sum = { .model = model,
		.said = said,
		.marks = marks,
		.sentence = PSQ_NO_SENTENCE };
	psq_features_each(
		subject, said, hits, &model->filter, add_feature, &sum);
	add_asked(&sum);
	PsqScores scores;
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		double score = pool(model, &sum, i) - model->cuts[i];
		scores.flags[i] = 1 / (1 + exp(-score));
		scores.sentences[i] = sum.sentences > 0 ? sum.best_sentences[i]
							: PSQ_NO_SENTENCE;
	}
	for (size_t i = 0; i < PSQ_TOPIC_COUNT; i++) {
		size_t at = PSQ_FLAG_COUNT + i;
		scores.topics[i] = sum.message[at] * model->steps[at];
	}
	return scores;
}

typedef struct {
	const PsqModel *model;
	GHashTable *seen; // rows
	GArray *found;    // PsqFound
} Finding;

static void
find_feature(const PsqFeature *feature, void *data)
{
	Finding *finding = data;
	uint32_t row = psq_model_row(finding->model, feature->hash);
	if (row > 0 && g_hash_table_add(finding->seen, GUINT_TO_POINTER(row))) {
		PsqFound found = { &finding->model->rows[row - 1].weights,
			(float)feature->in_sentence, feature->span };
		g_array_append_val(finding->found, found);
	}
}

GArray *
psq_model_find(const PsqModelSentence *sentence)
{
	const PsqModel *model = sentence->model;
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	Finding finding = { model, seen,
		g_array_new(FALSE, FALSE, sizeof(PsqFound)) };
	psq_features_sentence(sentence->said, sentence->sentence,
		sentence->hits, &model->filter, find_feature, &finding);
	return finding.found;
}

bool
psq_model_knows_rule(const PsqModel *model, const PsqRule *rule)
{
	return psq_model_row(model, psq_features_rule(rule)) != 0;
}
