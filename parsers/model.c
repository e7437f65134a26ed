// model.c - the trained model: which words weigh how much for what
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file: "PSQM", version of the features, number of rows, then the classes'
// steps, the flags' cuts, and the rows; all numbers little-endian, real ones
// as IEEE 754 doubles.
#include "config.h"

#include "parsers/model.h"

#include <math.h>
#include <string.h>

enum {
	HEAD_BYTES = 12 + 8 * (PSQ_MODEL_WEIGHTS + PSQ_FLAG_COUNT),
	ROW_BYTES = 4 + 2 * PSQ_MODEL_WEIGHTS,
	MAX_ROWS = (1 << 20) - 1,
	ROW_MASK = MAX_ROWS, // a slot's row; its other bits are the hash's
};

struct PsqModel {
	double steps[PSQ_MODEL_WEIGHTS];
	double cuts[PSQ_FLAG_COUNT];
	PsqWeights *rows;
	// Open addressing: row + 1 and the hash's upper bits, so that most of
	// what is not there is turned down without a look at the rows.
	uint32_t *slots;
	uint32_t mask;
	uint32_t count; // of rows
	PsqFeatureFilter filter;
};

static uint64_t
get_number(const guchar *bytes, size_t len)
{
	uint64_t number = 0;
	for (size_t i = 0; i < len; i++) {
		number |= (uint64_t)bytes[i] << (8 * i);
	}
	return number;
}

static double
get_real(const guchar *bytes)
{
	uint64_t bits = get_number(bytes, 8);
	double real;
	memcpy(&real, &bits, sizeof real);
	return real;
}

static void
put_number(GByteArray *out, uint64_t number, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		guint8 byte = (guint8)(number >> (8 * i));
		g_byte_array_append(out, &byte, 1);
	}
}

static void
put_real(GByteArray *out, double real)
{
	uint64_t bits;
	memcpy(&bits, &real, sizeof bits);
	put_number(out, bits, 8);
}

GByteArray *
psq_model_write(const double steps[PSQ_MODEL_WEIGHTS],
	const double cuts[PSQ_FLAG_COUNT], const GArray *rows)
{
	GByteArray *out = g_byte_array_new();
	g_byte_array_append(out, (const guint8 *)"PSQM", 4);
	put_number(out, PSQ_FEATURES_VERSION, 4);
	put_number(out, rows->len, 4);
	for (size_t i = 0; i < PSQ_MODEL_WEIGHTS; i++) {
		put_real(out, steps[i]);
	}
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		put_real(out, cuts[i]);
	}
	for (guint i = 0; i < rows->len; i++) {
		const PsqWeights *row = &g_array_index(rows, PsqWeights, i);
		put_number(out, row->hash, 4);
		for (size_t j = 0; j < PSQ_MODEL_WEIGHTS; j++) {
			put_number(out, (uint16_t)row->weights[j], 2);
		}
	}
	return out;
}

// Reads the rows and gives each a slot, at most half of which are taken.
static void
take_rows(PsqModel *model, const guchar *at, uint32_t count)
{
	uint32_t room = 16;
	while (room < count * 2) {
		room *= 2;
	}
	model->rows = g_new0(PsqWeights, count + 1);
	model->slots = g_new0(uint32_t, room);
	model->mask = room - 1;
	model->count = count;
	for (uint32_t i = 0; i < count; i++, at += ROW_BYTES) {
		PsqWeights *row = &model->rows[i];
		row->hash = (uint32_t)get_number(at, 4);
		for (size_t j = 0; j < PSQ_MODEL_WEIGHTS; j++) {
			row->weights[j] =
				(int16_t)get_number(at + 4 + 2 * j, 2);
		}
		psq_filter_add(&model->filter, row->hash);
		uint32_t slot = row->hash & model->mask;
		while (model->slots[slot] != 0) {
			slot = (slot + 1) & model->mask;
		}
		model->slots[slot] =
			(row->hash & ~(uint32_t)ROW_MASK) | (i + 1);
	}
}

PsqModel *
psq_model_new(const char *bytes, size_t len, GError **error)
{
	const guchar *at = (const guchar *)bytes;
	if (len < HEAD_BYTES || memcmp(bytes, "PSQM", 4) != 0) {
		return psq_fail_null(error, PSQ_ERR_CONFIG, "not a model");
	}
	uint64_t version = get_number(at + 4, 4);
	if (version != PSQ_FEATURES_VERSION) {
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"model of version %u, expected %d: train it anew",
			(guint)version, PSQ_FEATURES_VERSION);
	}
	uint64_t count = get_number(at + 8, 4);
	if (count >= MAX_ROWS || len != HEAD_BYTES + count * ROW_BYTES) {
		return psq_fail_null(error, PSQ_ERR_CONFIG, "model cut short");
	}
	PsqModel *model = g_new0(PsqModel, 1);
	at += 12;
	for (size_t i = 0; i < PSQ_MODEL_WEIGHTS; i++, at += 8) {
		model->steps[i] = get_real(at);
	}
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++, at += 8) {
		model->cuts[i] = get_real(at);
	}
	take_rows(model, at, (uint32_t)count);
	return model;
}

void
psq_model_free(PsqModel *model)
{
	if (model == NULL) {
		return;
	}
	g_free(model->rows);
	g_free(model->slots);
	g_free(model);
}

// The row of hash as its number + 1; 0 if there is none.
static uint32_t
row_of(const PsqModel *model, uint32_t hash)
{
	for (uint32_t slot = hash & model->mask; model->slots[slot] != 0;
		slot = (slot + 1) & model->mask) {
		uint32_t taken = model->slots[slot];
		if (((taken ^ hash) & ~(uint32_t)ROW_MASK) == 0 &&
			model->rows[(taken & ROW_MASK) - 1].hash == hash) {
			return taken & ROW_MASK;
		}
	}
	return 0;
}

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
	const PsqWeights *weights = &sum->model->rows[row - 1];
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

static void
add_asked(Sum *sum)
{
	uint32_t rows[MAX_ASKED];
	for (size_t i = 0; i < sum->count; i++) {
		rows[i] = row_of(sum->model, sum->asked[i].hash);
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
	uint32_t row = row_of(finding->model, feature->hash);
	if (row > 0 && g_hash_table_add(finding->seen, GUINT_TO_POINTER(row))) {
		PsqFound found = { &finding->model->rows[row - 1],
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
	return row_of(model, psq_features_rule(rule)) != 0;
}
