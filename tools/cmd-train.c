// cmd-train.c - psqctl train: a new model that has learnt the corrections too
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-model.h"
#include "store/past.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *opt_out;
static char *opt_messages;
static gboolean opt_without;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "messages", 0, 0, G_OPTION_ARG_FILENAME, &opt_messages,
		"les messages d'entraînement, à la place de ceux du lexique",
		"DOSSIER" },
	{ "out", 0, 0, G_OPTION_ARG_FILENAME, &opt_out,
		"où écrire le modèle (new.model)", "FICHIER" },
	{ "without-corrections", 0, 0, G_OPTION_ARG_NONE, &opt_without,
		"sans la base de données", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static bool
add_corrections(GPtrArray *files, GError **error)
{
	g_autoptr(PsqDb) db = psq_tool_db(error);
	char *lines = db != NULL ? psq_store_corrections(db, error) : NULL;
	if (lines == NULL) {
		return false;
	}
	PsqFile *file = g_new0(PsqFile, 1);
	file->path = g_strdup("corrections");
	file->name = g_strdup("corrections");
	file->text = lines;
	file->len = strlen(lines);
	g_ptr_array_add(files, file);
	return true;
}

static PsqTrainSet *
read_set(GError **error)
{
	g_autofree char *lexicon = psq_tool_data("lexicon");
	g_autofree char *training = opt_messages != NULL
		? g_strdup(opt_messages)
		: g_build_filename(lexicon, "training", NULL);
	g_autoptr(GPtrArray) rule_files =
		psq_datadir_read(lexicon, ".rules", error);
	g_autoptr(PsqRules) rules =
		rule_files != NULL ? psq_rules_new(rule_files, error) : NULL;
	g_autoptr(GPtrArray) files = rules != NULL
		? psq_datadir_read(training, ".jsonl", error)
		: NULL;
	if (files == NULL || (!opt_without && !add_corrections(files, error))) {
		return NULL;
	}
	return psq_train_set_new(rules, files, error);
}

static guint
count_corrections(const PsqTrainSet *set)
{
	guint count = 0;
	for (guint i = 0; i < set->items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(set->items, i);
		count += g_str_has_prefix(item->id, "station-");
	}
	return count;
}

int
psq_cmd_train(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "", entries) || argc != 1) {
		return psq_tool_usage("psqctl train [--out FILE] "
				      "[--messages FOLDER] "
				      "[--without-corrections]");
	}
	g_autoptr(PsqTrainSet) set = read_set(&error);
	if (set == NULL) {
		return psq_tool_fail(error);
	}
	const char *out = opt_out != NULL ? opt_out : "new.model";
	double cuts[PSQ_FLAG_COUNT];
	g_autoptr(GPtrArray) strangers = psq_train_strangers(set);
	psq_train_cuts(set, strangers, PSQ_TRAIN_ALL, cuts);
	g_autoptr(GByteArray) bytes = psq_train_model(set, NULL, cuts);
	if (!g_file_set_contents(out, (const char *)bytes->data,
		    (gssize)bytes->len, &error)) {
		return psq_tool_fail(error);
	}
	printf("%s : appris de %u messages, dont %u corrections\n", out,
		set->items->len, count_corrections(set));
	return EXIT_SUCCESS;
}
