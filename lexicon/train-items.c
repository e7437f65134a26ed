// train-items.c - the training messages as vectors for liblinear
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-items.h"

#include "lexicon/train-side.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

static PsqTrainVector *
vector_new(void)
{
	PsqTrainVector *vector = g_new0(PsqTrainVector, 1);
	vector->values = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	vector->nodes = g_array_new(FALSE, FALSE, sizeof(struct feature_node));
	return vector;
}

static void
vector_free(gpointer data)
{
	PsqTrainVector *vector = data;
	g_hash_table_unref(vector->values);
	g_array_unref(vector->nodes);
	g_free(vector);
}

static void
item_free(gpointer data)
{
	PsqTrainItem *item = data;
	g_free(item->id);
	g_free(item->subject);
	g_free(item->text);
	vector_free(item->whole);
	g_ptr_array_unref(item->parts);
	g_free(item);
}

// The first value is kept where a feature comes again, as in the program.
static void
keep_value(PsqTrainVector *vector, uint32_t hash, double value)
{
	gpointer key = GUINT_TO_POINTER(hash);
	if (value > 0 && !g_hash_table_contains(vector->values, key)) {
		double *kept = g_new(double, 1);
		*kept = value;
		g_hash_table_insert(vector->values, key, kept);
	}
}

static void
take_feature(const PsqFeature *feature, void *data)
{
	PsqTrainItem *item = data;
	keep_value(item->whole, feature->hash, feature->in_message);
	if (feature->sentence < item->parts->len) {
		keep_value(g_ptr_array_index(item->parts, feature->sentence),
			feature->hash, feature->in_sentence);
	}
}

// A sentence has a flag if it lies in the words that carry it, or most of
// these lie in it.
static void
flag_parts(PsqTrainItem *item, const PsqPassage *said, PsqFlag flag,
	const char *words)
{
	g_autofree char *folded = psq_fold_string(words);
	const char *at = strstr(said->fold->text, folded);
	if (at == NULL) {
		return;
	}
	size_t start = (size_t)(at - said->fold->text);
	size_t end = start + strlen(folded);
	for (guint i = 0; i < said->sentences->len; i++) {
		PsqSpan s = g_array_index(said->sentences, PsqSpan, i);
		size_t from = MAX(start, s.start);
		size_t to = MIN(end, s.end);
		size_t shorter = MIN(end - start, s.end - s.start);
		PsqTrainVector *part = g_ptr_array_index(item->parts, i);
		if (to > from && (to - from) * 2 >= shorter) {
			part->flags[flag] = true;
		}
	}
}

// spans gives the words, as one string or several, under the flag's name.
static void
take_spans(PsqTrainItem *item, const PsqPassage *said, JsonObject *spans)
{
	for (int flag = 0; flag < PSQ_FLAG_COUNT; flag++) {
		const char *name = psq_flag_name((PsqFlag)flag);
		JsonNode *node = item->whole->flags[flag] && spans != NULL
			? json_object_get_member(spans, name)
			: NULL;
		if (node == NULL) {
			continue;
		}
		if (JSON_NODE_HOLDS_VALUE(node)) {
			flag_parts(item, said, (PsqFlag)flag,
				json_node_get_string(node));
			continue;
		}
		JsonArray *several = json_node_get_array(node);
		for (guint i = 0; i < json_array_get_length(several); i++) {
			flag_parts(item, said, (PsqFlag)flag,
				json_array_get_string_element(several, i));
		}
	}
}

// Sentences too short to say anything alone are no parts. A lone part has all
// that the message has.
static void
drop_short_parts(PsqTrainItem *item, const PsqPassage *said)
{
	for (guint i = said->sentences->len; i-- > 0;) {
		PsqSpan s = g_array_index(said->sentences, PsqSpan, i);
		if (s.end - s.start < PSQ_MIN_SENTENCE) {
			g_ptr_array_remove_index(item->parts, i);
		}
	}
	if (item->parts->len == 1) {
		PsqTrainVector *part = g_ptr_array_index(item->parts, 0);
		memcpy(part->flags, item->whole->flags, sizeof part->flags);
	}
}

static void
find_features(PsqTrainItem *item, const PsqRules *rules, JsonObject *spans)
{
	g_autoptr(PsqPassage) subject =
		psq_passage_new("subject", g_strdup(item->subject));
	g_autoptr(PsqPassage) said =
		psq_passage_new("said", g_strdup(item->text));
	g_autoptr(GArray) hits = psq_rules_run(rules, subject, said);
	for (guint i = 0; i < said->sentences->len; i++) {
		g_ptr_array_add(item->parts, vector_new());
	}
	psq_features_each(subject, said, hits, NULL, take_feature, item);
	take_spans(item, said, spans);
	drop_short_parts(item, said);
}

// A text may begin with its subject: "S: ..." or "Objet : ...".
static void
split_subject(PsqTrainItem *item)
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
take_flags(PsqTrainItem *item, JsonObject *object)
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
		item->whole->flags[flag] = true;
	}
	return flags != NULL;
}

static bool
take_labels(PsqTrainItem *item, JsonObject *object)
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
	PsqTrainItem *item = g_new0(PsqTrainItem, 1);
	item->whole = vector_new();
	item->parts = g_ptr_array_new_with_free_func(vector_free);
	g_ptr_array_add(items, item);
	item->id = g_strdup(id);
	item->text = g_strdup(text);
	item->subject = g_strdup(subject != NULL ? subject : "");
	if (id == NULL || text == NULL || !take_labels(item, object)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"id, text, flags or topic is missing or unknown");
	}
	split_subject(item);
	item->kept = psq_train_keeps(id);
	item->share = psq_train_share(id);
	find_features(item, rules,
		json_object_has_member(object, "spans")
			? json_object_get_object_member(object, "spans")
			: NULL);
	return true;
}

static bool
read_file(GPtrArray *items, const PsqRules *rules, const PsqFile *file,
	GError **error)
{
	g_auto(GStrv) lines = g_strsplit(file->text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*g_strstrip(lines[i]) != '\0' &&
			!read_item(items, rules, lines[i], error)) {
			g_prefix_error(error, "%s:%u: ", file->path, i + 1);
			return false;
		}
	}
	return true;
}

GPtrArray *
psq_train_items_read(
	const PsqRules *rules, const GPtrArray *files, GError **error)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(item_free);
	for (guint i = 0; i < files->len; i++) {
		if (!read_file(
			    items, rules, g_ptr_array_index(files, i), error)) {
			return NULL;
		}
	}
	return g_steal_pointer(&items);
}
