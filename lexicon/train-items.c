// train-items.c - the training messages as vectors for liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-items.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

// A feature that only one message has says nothing about others.
enum { LEAST_ITEMS = 2 };

static void
item_free(gpointer data)
{
	TrainItem *item = data;
	g_free(item->id);
	g_free(item->subject);
	g_free(item->text);
	g_clear_pointer(&item->values, g_hash_table_unref);
	g_clear_pointer(&item->nodes, g_array_unref);
	g_free(item);
}

// The same value is kept where a feature comes again, as in the program.
static void
keep_value(uint32_t hash, double value, const PsqPassage *passage, PsqSpan span,
	void *data)
{
	(void)passage;
	(void)span;
	TrainItem *item = data;
	gpointer key = GUINT_TO_POINTER(hash);
	if (!g_hash_table_contains(item->values, key)) {
		double *kept = g_new(double, 1);
		*kept = value;
		g_hash_table_insert(item->values, key, kept);
	}
}

static void
find_features(TrainItem *item, const PsqRules *rules)
{
	g_autoptr(PsqPassage) subject =
		psq_passage_new("subject", g_strdup(item->subject));
	g_autoptr(PsqPassage) said =
		psq_passage_new("said", g_strdup(item->text));
	g_autoptr(GArray) hits = psq_rules_run(rules, subject, said);
	item->values = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	psq_features_each(subject, said, hits, keep_value, item);
}

// A text may begin with its subject: "S: ..." or "Objet : ...".
static void
split_subject(TrainItem *item)
{
	static const char *const marks[] = { "S:", "S :", "Objet :", "Objet:" };
	const char *end = strchr(item->text, '\n');
	for (size_t i = 0; end != NULL && i < G_N_ELEMENTS(marks); i++) {
		if (*item->subject == '\0' &&
			g_str_has_prefix(item->text, marks[i])) {
			const char *from = item->text + strlen(marks[i]);
			g_free(item->subject);
			item->subject = g_strstrip(
				g_strndup(from, (gsize)(end - from)));
			char *rest = g_strdup(end + 1);
			g_free(item->text);
			item->text = rest;
			return;
		}
	}
}

static bool
take_flags(TrainItem *item, JsonObject *object)
{
	JsonArray *flags = json_object_has_member(object, "flags")
		? json_object_get_array_member(object, "flags")
		: NULL;
	for (guint i = 0; flags != NULL && i < json_array_get_length(flags);
		i++) {
		PsqFlag flag;
		if (!psq_flag_from_name(
			    json_array_get_string_element(flags, i), &flag)) {
			return false;
		}
		item->flags[flag] = true;
	}
	return flags != NULL;
}

static bool
take_labels(TrainItem *item, JsonObject *object)
{
	const char *topic = json_object_get_string_member_with_default(
		object, "topic", NULL);
	PsqTopic known;
	item->topic = -1;
	if (topic != NULL) {
		if (!psq_topic_from_name(topic, &known)) {
			return false;
		}
		item->topic = (int)known;
	}
	return take_flags(item, object);
}

// By its id alone, so that an item stays on its side whatever is added.
static void
choose_side(TrainItem *item)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 digest[32];
	gsize len = sizeof digest;
	g_checksum_update(sum, (const guchar *)item->id, -1);
	g_checksum_get_digest(sum, digest, &len);
	item->kept = digest[0] % 10 == 0;
	item->fold = digest[1] % 10;
}

static bool
read_item(GPtrArray *items, const PsqRules *rules, const char *line,
	GError **error)
{
	g_autoptr(JsonParser) parser = json_parser_new();
	if (!json_parser_load_from_data(parser, line, -1, error)) {
		return false;
	}
	JsonNode *root = json_parser_get_root(parser);
	if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "not an object");
	}
	JsonObject *object = json_node_get_object(root);
	const char *id =
		json_object_get_string_member_with_default(object, "id", NULL);
	const char *text = json_object_get_string_member_with_default(
		object, "text", NULL);
	const char *subject = json_object_get_string_member_with_default(
		object, "subject", NULL);
	TrainItem *item = g_new0(TrainItem, 1);
	g_ptr_array_add(items, item);
	item->id = g_strdup(id);
	item->text = g_strdup(text);
	item->subject = g_strdup(subject != NULL ? subject : "");
	if (id == NULL || text == NULL || !take_labels(item, object)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"id, text, flags or topic is missing or unknown");
	}
	split_subject(item);
	choose_side(item);
	find_features(item, rules);
	return true;
}

GPtrArray *
train_items_read(const PsqRules *rules, const char *folder, GError **error)
{
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, ".jsonl", error);
	if (files == NULL) {
		return NULL;
	}
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(item_free);
	for (guint i = 0; i < files->len; i++) {
		const PsqFile *file = g_ptr_array_index(files, i);
		g_auto(GStrv) lines = g_strsplit(file->text, "\n", -1);
		for (guint j = 0; lines[j] != NULL; j++) {
			if (*g_strstrip(lines[j]) != '\0' &&
				!read_item(items, rules, lines[j], error)) {
				g_prefix_error(
					error, "%s:%u: ", file->path, j + 1);
				return NULL;
			}
		}
	}
	return g_steal_pointer(&items);
}

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
		const TrainItem *item = g_ptr_array_index(items, i);
		GHashTableIter at;
		gpointer key;
		g_hash_table_iter_init(&at, item->values);
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
fill_nodes(TrainItem *item, GHashTable *places)
{
	item->nodes = g_array_new(FALSE, FALSE, sizeof(struct feature_node));
	GHashTableIter at;
	gpointer key;
	gpointer value;
	g_hash_table_iter_init(&at, item->values);
	while (g_hash_table_iter_next(&at, &key, &value)) {
		int index = GPOINTER_TO_INT(g_hash_table_lookup(places, key));
		if (index > 0) {
			struct feature_node node = { index, *(double *)value };
			g_array_append_val(item->nodes, node);
		}
	}
	qsort(item->nodes->data, item->nodes->len, sizeof(struct feature_node),
		by_index);
	struct feature_node end = { -1, 0 };
	g_array_append_val(item->nodes, end);
}

GArray *
train_items_index(const GPtrArray *items)
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
		fill_nodes(g_ptr_array_index(items, i), places);
	}
	return hashes;
}
