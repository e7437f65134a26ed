// train-index.c - the numbers by which liblinear knows the features
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-items.h"

#include <stdlib.h>

// A feature that only one message has says nothing about others.
enum { LEAST_ITEMS = 3 };

static int
by_number(gconstpointer a, gconstpointer b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static GHashTable *
count_features(const GPtrArray *items)
{
	GHashTable *counts = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(items, i);
		GHashTableIter at;
		gpointer key;
		g_hash_table_iter_init(&at, item->whole->values);
		while (!item->kept && g_hash_table_iter_next(&at, &key, NULL)) {
			guint count = GPOINTER_TO_UINT(
				g_hash_table_lookup(counts, key));
			g_hash_table_insert(
				counts, key, GUINT_TO_POINTER(count + 1));
		}
	}
	return counts;
}

static int
by_index(const void *a, const void *b)
{
	const struct feature_node *x = a;
	const struct feature_node *y = b;
	return x->index < y->index ? -1 : x->index > y->index;
}

static void
fill_nodes(PsqTrainVector *vector, GHashTable *places)
{
	GHashTableIter at;
	gpointer key;
	gpointer value;
	g_hash_table_iter_init(&at, vector->values);
	while (g_hash_table_iter_next(&at, &key, &value)) {
		int index = GPOINTER_TO_INT(g_hash_table_lookup(places, key));
		if (index > 0) {
			struct feature_node node = { index, *(double *)value };
			g_array_append_val(vector->nodes, node);
		}
	}
	qsort(vector->nodes->data, vector->nodes->len,
		sizeof(struct feature_node), by_index);
	struct feature_node end = { -1, 0 };
	g_array_append_val(vector->nodes, end);
}

GArray *
psq_train_items_index(const GPtrArray *items)
{
	g_autoptr(GHashTable) counts = count_features(items);
	GArray *hashes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	GHashTableIter at;
	gpointer key;
	gpointer count;
	g_hash_table_iter_init(&at, counts);
	while (g_hash_table_iter_next(&at, &key, &count)) {
		uint32_t hash = GPOINTER_TO_UINT(key);
		if (GPOINTER_TO_UINT(count) >= LEAST_ITEMS) {
			g_array_append_val(hashes, hash);
		}
	}
	g_array_sort(hashes, by_number);
	g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
	for (guint i = 0; i < hashes->len; i++) {
		uint32_t hash = g_array_index(hashes, uint32_t, i);
		g_hash_table_insert(places, GUINT_TO_POINTER(hash),
			GUINT_TO_POINTER(i + 1));
	}
	for (guint i = 0; i < items->len; i++) {
		PsqTrainItem *item = g_ptr_array_index(items, i);
		fill_nodes(item->whole, places);
		for (guint j = 0; j < item->parts->len; j++) {
			fill_nodes(g_ptr_array_index(item->parts, j), places);
		}
	}
	return hashes;
}
