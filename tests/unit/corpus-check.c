// corpus-check.c - what an .expect file says of a reading, key by key
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/corpus-check.h"

#include <string.h>

// Some points below what was measured when the model was last trained.
#define LEAST_FLAGS  0.80
#define LEAST_TOPICS 0.72

static char *
differ(const char *want, const char *got)
{
	if (g_strcmp0(want, got) == 0) {
		return NULL;
	}
	return g_strdup_printf("want \"%s\", got \"%s\"",
		want ? want : "(null)", got ? got : "(null)");
}

static int
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static const char *
want_string(const PsqCorpusCase *c, const char *key)
{
	JsonNode *node = json_object_get_member(c->expect, key);
	return node == NULL || JSON_NODE_HOLDS_NULL(node)
		? NULL
		: json_node_get_string(node);
}

// The strings of an array as one line, sorted if order does not matter.
static char *
want_list(const PsqCorpusCase *c, const char *key, bool sorted)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	JsonArray *array = json_object_get_array_member(c->expect, key);
	for (guint i = 0; i < json_array_get_length(array); i++) {
		g_ptr_array_add(
			list, (char *)json_array_get_string_element(array, i));
	}
	if (sorted) {
		g_ptr_array_sort(list, by_text);
	}
	g_ptr_array_add(list, NULL);
	return g_strjoinv(", ", (char **)list->pdata);
}

static char *
check_kind(const PsqCorpusCase *c, const char *key)
{
	return differ(want_string(c, key), psq_kind_name(c->reading->kind));
}

static char *
check_subject(const PsqCorpusCase *c, const char *key)
{
	const char *want = want_string(c, key);
	const char *got = c->reading->mail->subject;
	return differ(want ? want : "", got ? got : "");
}

static char *
check_flags(const PsqCorpusCase *c, const char *key)
{
	g_autoptr(GPtrArray) got = g_ptr_array_new();
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (c->reading->flags[i]) {
			g_ptr_array_add(got, (char *)psq_flag_name((PsqFlag)i));
		}
	}
	g_ptr_array_sort(got, by_text);
	g_ptr_array_add(got, NULL);
	g_autofree char *text = g_strjoinv(", ", (char **)got->pdata);
	g_autofree char *want = want_list(c, key, true);
	return differ(want, text);
}

static char *
check_topic(const PsqCorpusCase *c, const char *key)
{
	return differ(want_string(c, key), psq_topic_name(c->reading->topic));
}

static char *
check_surname(const PsqCorpusCase *c, const char *key)
{
	return differ(want_string(c, key), c->reading->contact.surname);
}

static char *
check_given_name(const PsqCorpusCase *c, const char *key)
{
	return differ(want_string(c, key), c->reading->contact.given_name);
}

static char *
check_phones(const PsqCorpusCase *c, const char *key)
{
	g_autoptr(GPtrArray) got = g_ptr_array_new();
	const GPtrArray *phones = c->reading->contact.phones;
	for (guint i = 0; i < phones->len; i++) {
		g_ptr_array_add(got, g_ptr_array_index(phones, i));
	}
	g_ptr_array_add(got, NULL);
	g_autofree char *text = g_strjoinv(", ", (char **)got->pdata);
	g_autofree char *want = want_list(c, key, false);
	return differ(want, text);
}

static char *
check_channel(const PsqCorpusCase *c, const char *key)
{
	return differ(want_string(c, key),
		psq_channel_name(c->reading->contact.channel));
}

static char *
check_anonymous(const PsqCorpusCase *c, const char *key)
{
	bool want = json_object_get_boolean_member(c->expect, key);
	return differ(want ? "true" : "false",
		c->reading->contact.anonymous ? "true" : "false");
}

static GHashTable *
words(const char *text)
{
	GHashTable *set =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *folded = psq_fold_string(text ? text : "");
	g_auto(GStrv) parts = g_strsplit_set(folded, " \n,.;:'\"-()", -1);
	for (char **part = parts; *part != NULL; part++) {
		if (**part != '\0') {
			g_hash_table_add(set, g_strdup(*part));
		}
	}
	return set;
}

// A place is met if at least half of the words are (F1), for where it begins
// and ends is a matter of taste.
static char *
check_place(const PsqCorpusCase *c, const char *key)
{
	const char *want = want_string(c, key);
	const char *got = c->reading->place;
	if (want == NULL || got == NULL) {
		return differ(want, got);
	}
	g_autoptr(GHashTable) a = words(want);
	g_autoptr(GHashTable) b = words(got);
	GHashTableIter iter;
	gpointer word;
	guint same = 0;
	g_hash_table_iter_init(&iter, a);
	while (g_hash_table_iter_next(&iter, &word, NULL)) {
		same += g_hash_table_contains(b, word);
	}
	guint all = g_hash_table_size(a) + g_hash_table_size(b);
	return 4 * same >= all ? NULL : differ(want, got);
}

static char *
check_language(const PsqCorpusCase *c, const char *key)
{
	return differ(want_string(c, key), c->reading->language);
}

// Text as it may be broken over lines.
static char *
one_line(const char *text)
{
	g_auto(GStrv) parts = g_strsplit_set(text, " \n\r\t", -1);
	GString *line = g_string_new(NULL);
	for (char **part = parts; *part != NULL; part++) {
		if (**part != '\0') {
			g_string_append_printf(
				line, "%s%s", line->len > 0 ? " " : "", *part);
		}
	}
	return g_string_free(line, FALSE);
}

static char *
check_words(const PsqCorpusCase *c, const char *key, bool must_have)
{
	g_autofree char *said = one_line(c->reading->words->said);
	JsonArray *array = json_object_get_array_member(c->expect, key);
	for (guint i = 0; i < json_array_get_length(array); i++) {
		g_autofree char *phrase =
			one_line(json_array_get_string_element(array, i));
		if ((strstr(said, phrase) != NULL) != must_have) {
			return g_strdup_printf("%s \"%s\"",
				must_have ? "lacks" : "has", phrase);
		}
	}
	return NULL;
}

static char *
check_said_has(const PsqCorpusCase *c, const char *key)
{
	return check_words(c, key, true);
}

static char *
check_said_lacks(const PsqCorpusCase *c, const char *key)
{
	return check_words(c, key, false);
}

static char *
check_attachments(const PsqCorpusCase *c, const char *key)
{
	g_autoptr(GPtrArray) got = g_ptr_array_new();
	const GPtrArray *list = c->reading->mail->attachments;
	for (guint i = 0; i < list->len; i++) {
		const PsqAttachment *a = g_ptr_array_index(list, i);
		if (a->name != NULL) {
			g_ptr_array_add(got, a->name);
		}
	}
	g_ptr_array_sort(got, by_text);
	g_ptr_array_add(got, NULL);
	g_autofree char *text = g_strjoinv(", ", (char **)got->pdata);
	g_autofree char *want = want_list(c, key, true);
	return differ(want, text);
}

const PsqCorpusCheck psq_corpus_checks[] = {
	{ "kind", check_kind, false, 0 },
	{ "subject", check_subject, false, 0 },
	{ "flags", check_flags, true, LEAST_FLAGS },
	{ "topic", check_topic, true, LEAST_TOPICS },
	{ "surname", check_surname, true, 0 },
	{ "given_name", check_given_name, true, 0 },
	{ "phones", check_phones, true, 0 },
	{ "channel", check_channel, true, 0 },
	{ "anonymous", check_anonymous, true, 0 },
	{ "place", check_place, true, 0 },
	{ "language", check_language, true, 0 },
	{ "said_has", check_said_has, true, 0 },
	{ "said_lacks", check_said_lacks, true, 0 },
	{ "attachments", check_attachments, false, 0 },
};
const size_t psq_corpus_check_count = G_N_ELEMENTS(psq_corpus_checks);
