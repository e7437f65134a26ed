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
	HEAD_BYTES = 12 + 8 * (PSQ_MODEL_CLASSES + PSQ_FLAG_COUNT),
	ROW_BYTES = 4 + 2 * PSQ_MODEL_CLASSES,
	MAX_ROWS = (1 << 20) - 1,
	ROW_MASK = MAX_ROWS, // a slot's row; its other bits are the hash's
};

struct PsqModel {
	double steps[PSQ_MODEL_CLASSES];
	double cuts[PSQ_FLAG_COUNT];
	PsqWeights *rows;
	// Open addressing: row + 1 and the hash's upper bits, so that most of
	// what is not there is turned down without a look at the rows.
	uint32_t *slots;
	uint32_t mask;
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
psq_model_write(const double steps[PSQ_MODEL_CLASSES],
	const double cuts[PSQ_FLAG_COUNT], const GArray *rows)
{
	GByteArray *out = g_byte_array_new();
	g_byte_array_append(out, (const guint8 *)"PSQM", 4);
	put_number(out, PSQ_FEATURES_VERSION, 4);
	put_number(out, rows->len, 4);
	for (size_t i = 0; i < PSQ_MODEL_CLASSES; i++) {
		put_real(out, steps[i]);
	}
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		put_real(out, cuts[i]);
	}
	for (guint i = 0; i < rows->len; i++) {
		const PsqWeights *row = &g_array_index(rows, PsqWeights, i);
		put_number(out, row->hash, 4);
		for (size_t j = 0; j < PSQ_MODEL_CLASSES; j++) {
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
	for (uint32_t i = 0; i < count; i++, at += ROW_BYTES) {
		PsqWeights *row = &model->rows[i];
		row->hash = (uint32_t)get_number(at, 4);
		for (size_t j = 0; j < PSQ_MODEL_CLASSES; j++) {
			row->weights[j] =
				(int16_t)get_number(at + 4 + 2 * j, 2);
		}
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
	for (size_t i = 0; i < PSQ_MODEL_CLASSES; i++, at += 8) {
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

typedef struct {
	const PsqModel *model;
	GArray *found; // PsqFound
	guint8 *seen;  // a bit for each row
	double sums[PSQ_MODEL_CLASSES];
} Sum;

static void
add_feature(uint32_t hash, double value, const PsqPassage *passage,
	PsqSpan span, void *data)
{
	Sum *sum = data;
	uint32_t row = row_of(sum->model, hash);
	guint8 bit = (guint8)(1u << (row & 7));
	if (row == 0 || (sum->seen[row >> 3] & bit) != 0) {
		return;
	}
	sum->seen[row >> 3] |= bit;
	const PsqWeights *weights = &sum->model->rows[row - 1];
	for (size_t i = 0; i < PSQ_MODEL_CLASSES; i++) {
		sum->sums[i] += value * weights->weights[i];
	}
	PsqFound found = { weights, value, passage, span };
	g_array_append_val(sum->found, found);
}

PsqScores
psq_model_score(const PsqModel *model, const PsqPassage *subject,
	const PsqPassage *said, const GArray *hits)
{
	g_autofree guint8 *seen = g_new0(guint8, (model->mask >> 3) + 2);
	Sum sum = { .model = model, .seen = seen };
	sum.found = g_array_new(FALSE, FALSE, sizeof(PsqFound));
	psq_features_each(subject, said, hits, add_feature, &sum);
	PsqScores scores = { .found = sum.found };
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		double score = sum.sums[i] * model->steps[i] - model->cuts[i];
		scores.flags[i] = 1 / (1 + exp(-score));
	}
	for (size_t i = 0; i < PSQ_TOPIC_COUNT; i++) {
		size_t at = PSQ_FLAG_COUNT + i;
		scores.topics[i] = sum.sums[at] * model->steps[at];
	}
	return scores;
}

void
psq_scores_clear(PsqScores *scores)
{
	g_clear_pointer(&scores->found, g_array_unref);
}

bool
psq_model_knows_rule(const PsqModel *model, const PsqRule *rule)
{
	return row_of(model, psq_features_rule(rule)) != 0;
}
