// test-corpus.c - the readings of tests/corpus are those its .expect files tell
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One test a message. Keys that are not met yet stand in the message's "todo"
// list: they are reported as such, and as an error once they are met. Flags and
// topics, which are learnt, are measured over all messages.
#include "config.h"

#include "common/datadir.h"
#include "tests/unit/corpus-check.h"

#include <string.h>

static PsqLexicon *lexicon;

// How many messages a measured key was right for, and of how many, in the
// order of psq_corpus_checks.
typedef struct {
	unsigned right;
	unsigned all;
} Share;
static Share shares[32];

static bool
is_todo(const PsqCorpusCase *c, const char *key)
{
	JsonArray *todo = json_object_has_member(c->expect, "todo")
		? json_object_get_array_member(c->expect, "todo")
		: NULL;
	for (guint i = 0; todo != NULL && i < json_array_get_length(todo);
		i++) {
		if (g_str_equal(json_array_get_string_element(todo, i), key)) {
			return true;
		}
	}
	return false;
}

static void
check_case(const PsqCorpusCase *c, const char *path)
{
	bool person = c->reading->kind == PSQ_KIND_PERSON;
	g_autoptr(GString) open = g_string_new(NULL);
	for (size_t i = 0; i < psq_corpus_check_count; i++) {
		const char *key = psq_corpus_checks[i].key;
		if (psq_corpus_checks[i].persons_only && !person) {
			continue;
		}
		g_autofree char *difference =
			psq_corpus_checks[i].check(c, key);
		bool todo = is_todo(c, key);
		if (psq_corpus_checks[i].least_share > 0) {
			shares[i].all++;
			shares[i].right += difference == NULL;
			continue;
		}
		if (difference != NULL && !todo) {
			g_test_message("%s: %s: %s", path, key, difference);
			g_test_fail();
		} else if (difference == NULL && todo) {
			g_test_message("%s: %s is met: take it off the todo",
				path, key);
			g_test_fail();
		} else if (todo) {
			g_string_append_printf(open, " %s", key);
		}
	}
	if (open->len > 0) {
		g_autofree char *text =
			g_strdup_printf("not met yet:%s", open->str);
		g_test_incomplete(text);
	}
}

static void
test_message(gconstpointer data)
{
	const char *path = data;
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	size_t len;
	g_file_get_contents(path, &bytes, &len, &error);
	g_assert_no_error(error);
	PsqMail *mail = psq_mail_parse((const uint8_t *)bytes, len, &error);
	g_assert_no_error(error);
	g_autoptr(PsqReading) reading = psq_reading_new(lexicon, mail, NULL);

	g_autofree char *base = g_strndup(path, strlen(path) - 4);
	g_autofree char *expect_path = g_strconcat(base, ".expect", NULL);
	g_autoptr(JsonParser) parser = json_parser_new();
	json_parser_load_from_file(parser, expect_path, &error);
	g_assert_no_error(error);
	const PsqCorpusCase c = {
		.reading = reading,
		.expect = json_node_get_object(json_parser_get_root(parser)),
	};
	check_case(&c, path);
}

// Comes last: what was measured over all messages.
static void
test_shares(void)
{
	for (size_t i = 0; i < psq_corpus_check_count; i++) {
		double least = psq_corpus_checks[i].least_share;
		if (least == 0) {
			continue;
		}
		g_assert_cmpuint(shares[i].all, >, 0);
		double share = (double)shares[i].right / shares[i].all;
		g_test_message("%s: right in %.3f of %u messages",
			psq_corpus_checks[i].key, share, shares[i].all);
		g_assert_cmpfloat(share, >=, least);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_mail_init();
	g_autoptr(GError) error = NULL;
	const char *top = g_getenv("top_srcdir");
	g_autofree char *lexicon_dir =
		g_build_filename(top ? top : ".", "lexicon", NULL);
	g_autofree char *corpus_dir =
		g_build_filename(top ? top : ".", "tests", "corpus", NULL);
	g_autoptr(GPtrArray) files = psq_datadir_read(lexicon_dir, "", &error);
	g_assert_no_error(error);
	lexicon = psq_lexicon_new(files, &error);
	g_assert_no_error(error);
	g_autoptr(GPtrArray) messages =
		psq_datadir_read(corpus_dir, ".eml", &error);
	g_assert_no_error(error);
	for (guint i = 0; i < messages->len; i++) {
		const PsqFile *file = g_ptr_array_index(messages, i);
		g_autofree char *name =
			g_strdup_printf("/corpus/%s", file->name);
		g_test_add_data_func(name, file->path, test_message);
	}
	g_assert_cmpuint(psq_corpus_check_count, <=, G_N_ELEMENTS(shares));
	g_test_add_func("/measured/shares", test_shares);
	int status = g_test_run();
	psq_lexicon_free(lexicon);
	return status;
}
