// cmd-audit.c - psqctl audit: is the history as it was written?
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/audit.h"
#include "tools/tool.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static char *opt_station;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "station", 0, 0, G_OPTION_ARG_STRING, &opt_station,
		"seulement ce commissariat", "CODE" },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static const struct {
	const char *word;
	const char *french;
} problems[] = {
	// clang-format off
	{ "changed",       "un événement a été modifié, ajouté ou déplacé" },
	{ "missing",       "un événement manque" },
	{ "twice",         "deux événements portent ce numéro" },
	{ "cut short",     "les derniers événements manquent" },
	{ "too long",      "des événements ont été ajoutés à la fin" },
	{ "head changed",  "le dernier événement n'est pas celui qui fut noté" },
	{ "without a seq", "un événement est hors de la chaîne" },
	{ "entry missing", "une note ou une réponse a disparu" },
	{ "entry changed", "une note ou une réponse a été modifiée" },
	// clang-format on
};

static const char *
in_french(const char *word)
{
	for (size_t i = 0; i < G_N_ELEMENTS(problems); i++) {
		if (g_str_equal(problems[i].word, word)) {
			return problems[i].french;
		}
	}
	return word;
}

int
psq_cmd_audit(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "verify", entries) || argc != 2 ||
		!g_str_equal(argv[1], "verify")) {
		return psq_tool_usage("psqctl audit verify [--station CODE]");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	g_autoptr(GPtrArray) wrong = db != NULL
		? psq_store_audit_problems(db, opt_station, &error)
		: NULL;
	g_autoptr(GPtrArray) heads = wrong != NULL
		? psq_store_audit_heads(db, opt_station, &error)
		: NULL;
	if (heads == NULL) {
		return psq_tool_fail(error);
	}
	for (guint i = 0; i < heads->len; i++) {
		const PsqAuditLine *head = g_ptr_array_index(heads, i);
		printf("%s %" PRId64 " %s\n", head->station, head->seq,
			head->text);
	}
	for (guint i = 0; i < wrong->len; i++) {
		const PsqAuditLine *line = g_ptr_array_index(wrong, i);
		fprintf(stderr, "psqctl: %s, n° %" PRId64 " : %s\n",
			line->station, line->seq, in_french(line->text));
	}
	return wrong->len == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
