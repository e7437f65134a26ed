// cmd-evaluate.c - psqctl evaluate: how well labelled messages are read
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/past.h"
#include "tools/evaluation.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean opt_corrections;
static gboolean opt_json;
static gboolean opt_kept;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "corrections", 0, 0, G_OPTION_ARG_NONE, &opt_corrections,
		"les corrections des délégués, dans la base", NULL },
	{ "json", 0, 0, G_OPTION_ARG_NONE, &opt_json,
		"un objet JSON", NULL },
	{ "kept", 0, 0, G_OPTION_ARG_NONE, &opt_kept,
		"seulement le dixième dont le modèle n'a rien appris", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static GPtrArray *
read_corrections(const PsqLexicon *lexicon, GError **error)
{
	g_autoptr(PsqDb) db = psq_tool_db(error);
	char *lines = db != NULL ? psq_store_corrections(db, error) : NULL;
	if (lines == NULL) {
		return NULL;
	}
	PsqFile file = { (char *)"corrections", (char *)"corrections", lines,
		strlen(lines) };
	g_autoptr(GPtrArray) list = psq_labelled_new();
	bool done =
		psq_labelled_add_lines(list, lexicon, &file, opt_kept, error);
	g_free(lines);
	return done ? g_steal_pointer(&list) : NULL;
}

int
psq_cmd_evaluate(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "DOSSIER", entries) ||
		argc != (opt_corrections ? 1 : 2)) {
		return psq_tool_usage("psqctl evaluate [--json] [--kept] "
				      "FOLDER | --corrections");
	}
	g_autoptr(PsqLexicon) lexicon = psq_tool_lexicon(&error);
	g_autoptr(GPtrArray) list = lexicon == NULL ? NULL
		: opt_corrections
		? read_corrections(lexicon, &error)
		: psq_labelled_read(lexicon, argv[1], opt_kept, &error);
	if (list == NULL) {
		return psq_tool_fail(error);
	}
	g_autoptr(PsqEvaluation) evaluation = psq_evaluation_new(list);
	g_autofree char *text = opt_json ? psq_evaluation_json(evaluation)
					 : psq_evaluation_text(evaluation);
	fputs(text, stdout);
	if (opt_json) {
		putchar('\n');
	}
	return EXIT_SUCCESS;
}
