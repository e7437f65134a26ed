// model-table.c - the model's rows: read from its file, found by their hashes
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file: "PSQM", version of the features, number of rows, then the classes'
// steps, the flags' cuts, and the rows; all numbers little-endian, real ones
// as IEEE 754 doubles.
#include "config.h"

#include "parsers/model-table.h"

#include <string.h>

enum {
	HEAD_BYTES = 12 + 8 * (PSQ_MODEL_WEIGHTS + PSQ_FLAG_COUNT),
	ROW_BYTES = 4 + 2 * PSQ_MODEL_WEIGHTS,
	MAX_ROWS = PSQ_ROW_MASK,
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

G_STATIC_ASSERT(sizeof(PsqWeights) == ROW_BYTES); // nothing between

// Reads the rows and gives each a slot, at most half of which are taken.
static void
take_rows(PsqModel *model, const guchar *at, uint32_t count)
{
	uint32_t room = 16;
	while (room < count * 2) {
		room *= 2;
	}
	model->rows =
		g_aligned_alloc0(count + 1, sizeof(PsqModelRow), PSQ_LINE);
	model->slots = g_new0(uint32_t, room);
	model->mask = room - 1;
	model->count = count;
	for (uint32_t i = 0; i < count; i++, at += ROW_BYTES) {
		PsqWeights *row = &model->rows[i].weights;
		memcpy(row, at, ROW_BYTES);
		row->hash = GUINT32_FROM_LE(row->hash);
		for (size_t j = 0; j < PSQ_MODEL_WEIGHTS; j++) {
			row->weights[j] = GINT16_FROM_LE(row->weights[j]);
		}
		psq_filter_add(&model->filter, row->hash);
		uint32_t slot = row->hash & model->mask;
		while (model->slots[slot] != 0) {
			slot = (slot + 1) & model->mask;
		}
		model->slots[slot] =
			(row->hash & ~(uint32_t)PSQ_ROW_MASK) | (i + 1);
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
	g_aligned_free(model->rows);
	g_free(model->slots);
	g_free(model);
}

uint32_t
psq_model_row(const PsqModel *model, uint32_t hash)
{
	for (uint32_t slot = hash & model->mask; model->slots[slot] != 0;
		slot = (slot + 1) & model->mask) {
		uint32_t taken = model->slots[slot];
		if (((taken ^ hash) & ~(uint32_t)PSQ_ROW_MASK) == 0 &&
			model->rows[(taken & PSQ_ROW_MASK) - 1].weights.hash ==
				hash) {
			return taken & PSQ_ROW_MASK;
		}
	}
	return 0;
}
