// lexicon.c - what the readers know, as data: rules, names, places
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/lexicon.h"

#include "parsers/word-set.h"

#include <string.h>

typedef struct {
	char *name;
	PsqWordSet *words;
} List;

struct PsqLexicon {
	GPtrArray *files; // PsqFile
	PsqRules *rules;
	PsqModel *model; // or NULL
	GArray *lists;   // List: so few that no table finds one sooner
	PsqCommunes communes;
	const char *communes_path; // of files; or NULL
	gsize version;             // char *, set once
};

static void
list_clear(gpointer data)
{
	List *list = data;
	g_free(list->name);
	psq_word_set_free(list->words);
}

static bool
add_list(PsqLexicon *lexicon, const PsqFile *file, GError **error)
{
	if (!g_utf8_validate(file->text, (gssize)file->len, NULL)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "%s:1: not UTF-8 text",
			file->path);
	}
	PsqWordSet *words =
		psq_word_set_new(file->text, file->len, file->path, error);
	if (words == NULL) {
		return false;
	}
	size_t stem = strlen(file->name) - strlen(".names");
	List list = { g_strndup(file->name, stem), words };
	g_array_append_val(lexicon->lists, list);
	return true;
}

static bool
set_model(PsqLexicon *lexicon, const PsqFile *file, GError **error)
{
	psq_model_free(lexicon->model);
	lexicon->model = psq_model_new(file->text, file->len, error);
	if (lexicon->model == NULL) {
		g_prefix_error(error, "%s:1: ", file->path);
	}
	return lexicon->model != NULL;
}

static bool
add_file(PsqLexicon *lexicon, const PsqFile *file, GError **error)
{
	if (g_str_has_suffix(file->name, ".names")) {
		return add_list(lexicon, file, error);
	}
	if (g_str_has_suffix(file->name, ".model")) {
		return set_model(lexicon, file, error);
	}
	if (strcmp(file->name, "communes.tsv") == 0) {
		psq_communes_clear(&lexicon->communes);
		lexicon->communes =
			(PsqCommunes){ .text = file->text, .len = file->len };
		psq_communes_index(&lexicon->communes);
		lexicon->communes_path = file->path;
	}
	return true; // *.rules are read together
}

static bool
is_ours(const PsqFile *file)
{
	return g_str_has_suffix(file->name, ".rules") ||
		g_str_has_suffix(file->name, ".model") ||
		g_str_has_suffix(file->name, ".tsv") ||
		g_str_has_suffix(file->name, ".names");
}

// Each file adds its name and its length before its bytes, so that no two
// lexicons have the same version.
static char *
version_of(const GPtrArray *files)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	for (guint i = 0; i < files->len; i++) {
		const PsqFile *file = g_ptr_array_index(files, i);
		if (!is_ours(file)) {
			continue;
		}
		g_autofree char *head =
			g_strdup_printf("%s %zu\n", file->name, file->len);
		g_checksum_update(sum, (const guchar *)head, -1);
		g_checksum_update(
			sum, (const guchar *)file->text, (gssize)file->len);
	}
	return g_strdup(g_checksum_get_string(sum));
}

PsqLexicon *
psq_lexicon_new(GPtrArray *files, GError **error)
{
	g_autoptr(PsqLexicon) lexicon = g_new0(PsqLexicon, 1);
	lexicon->lists = g_array_new(FALSE, FALSE, sizeof(List));
	g_array_set_clear_func(lexicon->lists, list_clear);
	lexicon->files = g_ptr_array_ref(files);
	lexicon->rules = psq_rules_new(files, error);
	if (lexicon->rules == NULL) {
		return NULL;
	}
	for (guint i = 0; i < files->len; i++) {
		if (!add_file(lexicon, g_ptr_array_index(files, i), error)) {
			return NULL;
		}
	}
	return g_steal_pointer(&lexicon);
}

void
psq_lexicon_free(PsqLexicon *lexicon)
{
	if (lexicon == NULL) {
		return;
	}
	psq_rules_free(lexicon->rules);
	psq_model_free(lexicon->model);
	g_array_unref(lexicon->lists);
	psq_communes_clear(&lexicon->communes);
	g_ptr_array_unref(lexicon->files);
	g_free((char *)lexicon->version);
	g_free(lexicon);
}

bool
psq_lexicon_has(const PsqLexicon *lexicon, const char *list, const char *word)
{
	for (guint i = lexicon->lists->len; i > 0; i--) {
		const List *l = &g_array_index(lexicon->lists, List, i - 1);
		if (l->name[0] == list[0] && strcmp(l->name, list) == 0) {
			return psq_word_set_has(l->words, word);
		}
	}
	return false;
}

bool
psq_lexicon_check(const PsqLexicon *lexicon, GError **error)
{
	if (!psq_communes_check(&lexicon->communes, error)) {
		g_prefix_error(error, "%s:", lexicon->communes_path);
		return false;
	}
	return psq_rules_check(lexicon->rules, error);
}

const PsqCommunes *
psq_lexicon_communes(const PsqLexicon *lexicon)
{
	return &lexicon->communes;
}

const PsqRules *
psq_lexicon_rules(const PsqLexicon *lexicon)
{
	return lexicon->rules;
}

const PsqModel *
psq_lexicon_model(const PsqLexicon *lexicon)
{
	return lexicon->model;
}

const char *
psq_lexicon_version(const PsqLexicon *lexicon)
{
	gsize *once = (gsize *)&lexicon->version;
	if (g_once_init_enter(once)) {
		g_once_init_leave(once, (gsize)version_of(lexicon->files));
	}
	return (const char *)lexicon->version;
}
