// cmd-explain.c - psqctl explain: what is read in a message, and why
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading-json.h"
#include "tools/explain-text.h"
#include "tools/read-message.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean opt_json;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "json", 0, 0, G_OPTION_ARG_NONE, &opt_json,
		"un objet JSON par message, un par ligne", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static void
print_reading(const PsqReading *reading, const char *path)
{
	g_autofree char *text = opt_json ? psq_reading_to_json(reading, path)
					 : psq_explain_text(reading, path);
	puts(text);
}

static void
print_failure(const char *path, const GError *failure)
{
	fprintf(stderr, "psqctl: %s: %s\n", path, failure->message);
	if (opt_json) {
		g_autofree char *line =
			psq_reading_error_json(path, failure->message);
		puts(line);
	}
}

int
psq_cmd_explain(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "FICHIER...", entries)) {
		return psq_tool_usage("psqctl explain [--json] FILE...");
	}
	if (argc < 2) {
		return psq_tool_usage("psqctl explain [--json] FILE...");
	}
	g_autoptr(PsqLexicon) lexicon = psq_tool_lexicon(&error);
	if (lexicon == NULL) {
		return psq_tool_fail(error);
	}
	int status = EXIT_SUCCESS;
	for (int i = 1; i < argc; i++) {
		g_autoptr(GError) failure = NULL;
		g_autoptr(PsqReading) reading =
			psq_read_message(lexicon, argv[i], &failure);
		if (reading != NULL) {
			print_reading(reading, argv[i]);
		} else {
			print_failure(argv[i], failure);
			status = EXIT_FAILURE;
		}
	}
	return status;
}
