// test-training.c - the training messages keep the conventions of their README
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/datadir.h"
#include "parsers/fold.h"
#include "parsers/labels.h"
#include "parsers/pattern.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
	GHashTable *ids;   // char * -> where
	GHashTable *texts; // the text's letters and digits -> where
	char *where;       // "path:line"
	char *text;        // subject and text, folded to one line
	guint count;
} Check;

// Whatever looks like a French number, and what may be one.
static PsqStaticPattern phone = {
	.expression = "(?<![0-9])(?:\\+33 ?(?:\\(0\\) ?)?|0)[1-9]"
		      "(?:[ .-]?[0-9]{2}){4}(?![0-9])",
};
static PsqStaticPattern fictional = {
	.expression = "^(?:33|0)(?:1 ?99 ?00|2 ?61 ?91|3 ?53 ?01|4 ?65 ?71|"
		      "5 ?36 ?49|6 ?39 ?98)[0-9]{4}$",
};
static PsqStaticPattern domain = {
	.expression = "(?:@|\\bhttps?://|\\bwww\\.)[a-z0-9.-]+[a-z0-9]",
};
static PsqStaticPattern example = {
	.expression = "\\.example$",
};

static char *
fold_line(const char *text)
{
	g_autofree char *folded = psq_fold_string(text);
	g_auto(GStrv) words = g_strsplit_set(folded, " \n\t", -1);
	GString *line = g_string_new(NULL);
	for (char **word = words; *word != NULL; word++) {
		if (**word != '\0') {
			g_string_append_printf(
				line, "%s%s", line->len > 0 ? " " : "", *word);
		}
	}
	return g_string_free(line, FALSE);
}

static bool
finds(PsqStaticPattern *pattern, const char *text)
{
	PsqSpan span;
	return psq_pattern_find(
		psq_pattern_get(pattern), text, strlen(text), 0, &span, 1);
}

// Every match of pattern, less the signs in strip, fits allowed.
static void
check_all(const Check *c, PsqStaticPattern *pattern, const char *strip,
	PsqStaticPattern *allowed)
{
	size_t at = 0;
	PsqSpan span;
	while (psq_pattern_find(psq_pattern_get(pattern), c->text,
		strlen(c->text), at, &span, 1)) {
		g_autoptr(GString) found = g_string_new(NULL);
		for (size_t i = span.start; i < span.end; i++) {
			if (strchr(strip, c->text[i]) == NULL) {
				g_string_append_c(found, c->text[i]);
			}
		}
		g_string_replace(found, "(0)", "", 0);
		if (!finds(allowed, found->str)) {
			g_test_message(
				"%s: \"%s\" may be real", c->where, found->str);
			g_test_fail();
		}
		at = span.end;
	}
}

static void
check_new(const Check *c, GHashTable *seen, const char *key, const char *what)
{
	const char *other = g_hash_table_lookup(seen, key);
	if (other != NULL) {
		g_test_message("%s: the same %s as %s", c->where, what, other);
		g_test_fail();
	}
	g_hash_table_insert(seen, g_strdup(key), g_strdup(c->where));
}

static void
check_words(const Check *c, const char *flag, const char *words)
{
	g_autofree char *folded = fold_line(words);
	if (*folded == '\0' || strstr(c->text, folded) == NULL) {
		g_test_message("%s: the words of %s are not in the text: %s",
			c->where, flag, words);
		g_test_fail();
	}
}

// Each flag has the words that carry it, and only flags have.
static void
check_spans(const Check *c, JsonObject *item)
{
	JsonArray *flags = json_object_get_array_member(item, "flags");
	JsonObject *spans = json_object_get_object_member(item, "spans");
	guint count = json_array_get_length(flags);
	g_assert_cmpuint(json_object_get_size(spans), ==, count);
	for (guint i = 0; i < count; i++) {
		PsqFlag flag;
		const char *name = json_array_get_string_element(flags, i);
		g_assert_true(psq_flag_from_name(name, &flag));
		JsonNode *node = json_object_get_member(spans, name);
		g_assert_nonnull(node);
		if (JSON_NODE_HOLDS_VALUE(node)) {
			check_words(c, name, json_node_get_string(node));
			continue;
		}
		JsonArray *several = json_node_get_array(node);
		for (guint j = 0; j < json_array_get_length(several); j++) {
			check_words(c, name,
				json_array_get_string_element(several, j));
		}
	}
}

// A message with a flag is about a nuisance or nothing else; a machine's has
// none. Some items leave their topic open.
static void
check_topic(JsonObject *item)
{
	const char *name =
		json_object_get_string_member_with_default(item, "topic", NULL);
	PsqTopic topic;
	if (name == NULL) {
		return;
	}
	g_assert_true(psq_topic_from_name(name, &topic));
	JsonArray *flags = json_object_get_array_member(item, "flags");
	if (json_array_get_length(flags) > 0) {
		g_assert_cmpint(topic, !=, PSQ_TOPIC_QUESTION);
		g_assert_cmpint(topic, !=, PSQ_TOPIC_OBSERVATION);
		g_assert_cmpint(topic, !=, PSQ_TOPIC_AUTOMATIC);
	}
}

static void
check_item(Check *c, JsonObject *item)
{
	const char *text = json_object_get_string_member(item, "text");
	const char *subject = json_object_get_string_member_with_default(
		item, "subject", NULL);
	g_autofree char *whole =
		g_strconcat(subject != NULL ? subject : "", "\n", text, NULL);
	g_autofree char *folded = fold_line(text);
	c->text = fold_line(whole);
	c->count++;
	check_new(c, c->ids, json_object_get_string_member(item, "id"), "id");
	check_new(c, c->texts, folded, "text");
	check_spans(c, item);
	check_topic(item);
	check_all(c, &phone, " .-+", &fictional);
	check_all(c, &domain, "", &example);
	g_clear_pointer(&c->text, g_free);
}

static void
check_file(Check *c, const PsqFile *file)
{
	g_auto(GStrv) lines = g_strsplit(file->text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*lines[i] == '\0') {
			continue;
		}
		g_autoptr(GError) error = NULL;
		g_autoptr(JsonNode) root = json_from_string(lines[i], &error);
		g_assert_no_error(error);
		c->where = g_strdup_printf("%s:%u", file->name, i + 1);
		check_item(c, json_node_get_object(root));
		g_clear_pointer(&c->where, g_free);
	}
}

static void
test_conventions(void)
{
	const char *top = g_getenv("top_srcdir");
	g_autofree char *folder = g_build_filename(
		top != NULL ? top : ".", "lexicon", "training", NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, ".jsonl", &error);
	g_assert_no_error(error);
	g_autoptr(GHashTable) ids =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GHashTable) texts =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	Check check = { .ids = ids, .texts = texts };
	for (guint i = 0; i < files->len; i++) {
		check_file(&check, g_ptr_array_index(files, i));
	}
	g_assert_cmpuint(check.count, >, 4000);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/training/conventions", test_conventions);
	return g_test_run();
}
