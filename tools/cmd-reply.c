// cmd-reply.c - psqctl reply: answering a ticket's resident by a letter
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/letter.h"
#include "tools/tool.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static char *opt_file;
static char *opt_signature;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "file", 0, 0, G_OPTION_ARG_FILENAME, &opt_file,
		"le texte de la réponse", "FICHIER" },
	{ "signature", 0, 0, G_OPTION_ARG_STRING, &opt_signature,
		"qui signe ; par défaut le commissariat", "TEXTE" },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static char *
read_words(const char *path, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autofree char *words = NULL;
	if (!g_file_get_contents(path, &words, NULL, &reason)) {
		return psq_fail_null(
			error, PSQ_ERR_MESSAGE, "%s", reason->message);
	}
	if (!g_utf8_validate(words, -1, NULL)) {
		return psq_fail_null(
			error, PSQ_ERR_MESSAGE, "%s is not valid UTF-8", path);
	}
	return g_steal_pointer(&words);
}

int
psq_cmd_reply(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "NUMÉRO", entries) || argc != 2 ||
		opt_file == NULL) {
		return psq_tool_usage("psqctl reply NUMBER --file FILE "
				      "[--signature TEXT]");
	}
	g_autofree char *words = read_words(opt_file, &error);
	g_autoptr(PsqDb) db = words != NULL ? psq_tool_db(&error) : NULL;
	int64_t letter;
	if (db == NULL ||
		!psq_store_reply(db, argv[1], words, opt_signature,
			g_get_user_name(), &letter, &error)) {
		return psq_tool_fail(error);
	}
	printf("%s : réponse en attente d'envoi (courrier %" PRId64 ").\n",
		argv[1], letter);
	return EXIT_SUCCESS;
}
