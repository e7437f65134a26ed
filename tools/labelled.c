// labelled.c - messages whose right reading somebody has written down
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/labelled.h"

#include "lexicon/train-side.h"
#include "tools/mail-files.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
	const PsqLexicon *lexicon;
	const char *folder; // of the files that lines name, or NULL
	bool only_kept;
} Source;

static void
labelled_free(gpointer data)
{
	PsqLabelled *labelled = data;
	g_free(labelled->name);
	g_free(labelled->why);
	psq_reading_free(labelled->reading);
	g_free(labelled);
}

GPtrArray *
psq_labelled_new(void)
{
	return g_ptr_array_new_with_free_func(labelled_free);
}

static const char *
get(JsonObject *object, const char *key)
{
	return json_object_get_string_member_with_default(object, key, NULL);
}

static bool
take_flags(PsqLabelled *labelled, JsonObject *object, GError **error)
{
	JsonNode *node = json_object_get_member(object, "flags");
	if (node == NULL || !JSON_NODE_HOLDS_ARRAY(node)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "flags is missing");
	}
	JsonArray *flags = json_node_get_array(node);
	for (guint i = 0; i < json_array_get_length(flags); i++) {
		const char *name = json_array_get_string_element(flags, i);
		PsqFlag flag;
		if (name == NULL || !psq_flag_from_name(name, &flag)) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"unknown flag \"%s\"", name ? name : "");
		}
		labelled->flags[flag] = true;
	}
	return true;
}

static bool
take_topic(PsqLabelled *labelled, JsonObject *object, GError **error)
{
	const char *name = get(object, "topic");
	PsqTopic topic;
	labelled->topic = -1;
	if (name == NULL) {
		return true;
	}
	if (!psq_topic_from_name(name, &topic)) {
		return psq_fail(
			error, PSQ_ERR_CONFIG, "unknown topic \"%s\"", name);
	}
	labelled->topic = (int)topic;
	return true;
}

// The words that carry each flag, where the label tells them.
static char *
spans_text(JsonObject *object)
{
	JsonNode *node = json_object_get_member(object, "spans");
	if (node == NULL || !JSON_NODE_HOLDS_OBJECT(node) ||
		json_object_get_size(json_node_get_object(node)) == 0) {
		return NULL;
	}
	return json_to_string(node, FALSE);
}

static GBytes *
file_bytes(const char *folder, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GPtrArray) messages = psq_mail_files_read(path, error);
	if (messages == NULL) {
		return NULL;
	}
	if (messages->len != 1) {
		return psq_fail_null(
			error, PSQ_ERR_CONFIG, "%s is not one message", name);
	}
	return g_bytes_ref(g_ptr_array_index(messages, 0));
}

// A text without a mail around it gets the least that makes one.
static GBytes *
text_bytes(JsonObject *object)
{
	const char *subject = get(object, "subject");
	g_autofree char *one_line =
		g_strdelimit(g_strdup(subject ? subject : ""), "\r\n", ' ');
	char *mail = g_strdup_printf(
		"From: <habitant@courriel.example>\nSubject: %s\n"
		"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
		"Content-Transfer-Encoding: 8bit\n\n%s\n",
		one_line, get(object, "text"));
	return g_bytes_new_take(mail, strlen(mail));
}

static bool
read_mail(PsqLabelled *labelled, const PsqLexicon *lexicon, GBytes *bytes,
	GError **error)
{
	size_t len;
	const uint8_t *data = g_bytes_get_data(bytes, &len);
	PsqMail *mail = psq_mail_parse(data, len, error);
	if (mail != NULL) {
		labelled->reading = psq_reading_new(lexicon, mail, NULL);
	}
	return mail != NULL;
}

static bool
add_object(GPtrArray *list, const Source *source, JsonObject *object,
	GError **error)
{
	const char *name = get(object, source->folder != NULL ? "file" : "id");
	if (name == NULL ||
		(source->folder == NULL && get(object, "text") == NULL)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"file, or id and text, is missing");
	}
	if (source->folder == NULL && source->only_kept &&
		!psq_train_keeps(name)) {
		return true;
	}
	PsqLabelled *labelled = g_new0(PsqLabelled, 1);
	g_ptr_array_add(list, labelled);
	labelled->name = g_strdup(name);
	labelled->why = get(object, "why") != NULL
		? g_strdup(get(object, "why"))
		: spans_text(object);
	if (!take_flags(labelled, object, error) ||
		!take_topic(labelled, object, error)) {
		return false;
	}
	g_autoptr(GBytes) bytes = source->folder != NULL
		? file_bytes(source->folder, name, error)
		: text_bytes(object);
	return bytes != NULL &&
		read_mail(labelled, source->lexicon, bytes, error);
}

static bool
add_line(
	GPtrArray *list, const Source *source, const char *line, GError **error)
{
	g_autoptr(JsonParser) parser = json_parser_new();
	g_autoptr(GError) reason = NULL;
	if (!json_parser_load_from_data(parser, line, -1, &reason)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "%s", reason->message);
	}
	JsonNode *root = json_parser_get_root(parser);
	if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "not an object");
	}
	return add_object(list, source, json_node_get_object(root), error);
}

static bool
add_lines(GPtrArray *list, const Source *source, const PsqFile *file,
	GError **error)
{
	g_auto(GStrv) lines = g_strsplit(file->text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*g_strstrip(lines[i]) != '\0' &&
			!add_line(list, source, lines[i], error)) {
			g_prefix_error(error, "%s:%u: ", file->path, i + 1);
			return false;
		}
	}
	return true;
}

bool
psq_labelled_add_lines(GPtrArray *list, const PsqLexicon *lexicon,
	const PsqFile *file, bool only_kept, GError **error)
{
	Source source = { lexicon, NULL, only_kept };
	return add_lines(list, &source, file, error);
}

GPtrArray *
psq_labelled_read(const PsqLexicon *lexicon, const char *folder, bool only_kept,
	GError **error)
{
	g_autofree char *labels =
		g_build_filename(folder, "labels.jsonl", NULL);
	bool has_labels = g_file_test(labels, G_FILE_TEST_EXISTS);
	g_autoptr(GPtrArray) files = psq_datadir_read(
		folder, has_labels ? "labels.jsonl" : ".jsonl", error);
	if (files == NULL) {
		return NULL;
	}
	Source source = { lexicon, has_labels ? folder : NULL, only_kept };
	g_autoptr(GPtrArray) list = psq_labelled_new();
	for (guint i = 0; i < files->len; i++) {
		if (!add_lines(list, &source, g_ptr_array_index(files, i),
			    error)) {
			return NULL;
		}
	}
	return g_steal_pointer(&list);
}
