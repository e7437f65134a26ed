// cmd-ledger.c - psqctl ledger and backfill: what became of every message
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/folder.h"
#include "store/mailbox.h"
#include "tools/statement-text.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>

static gboolean opt_json;
static char *opt_day;
static char *opt_since;

static const GOptionEntry ledger_entries[] = {
	// clang-format off
	{ "day", 0, 0, G_OPTION_ARG_STRING, &opt_day,
		"seulement ce jour", "AAAA-MM-JJ" },
	{ "json", 0, 0, G_OPTION_ARG_NONE, &opt_json,
		"un objet JSON", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static const GOptionEntry backfill_entries[] = {
	// clang-format off
	{ "since", 0, 0, G_OPTION_ARG_STRING, &opt_since,
		"seulement depuis ce jour", "AAAA-MM-JJ" },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

int
psq_cmd_ledger(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox;
	if (!psq_tool_options(&argc, &argv, "MESSAGERIE", ledger_entries) ||
		argc != 2) {
		return psq_tool_usage(
			"psqctl ledger [--day D] [--json] MAILBOX");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	if (db == NULL ||
		!psq_store_mailbox_find(db, argv[1], &mailbox, &error)) {
		return psq_tool_fail(error);
	}
	g_autofree PsqStatement *statement =
		psq_store_statement(db, mailbox, opt_day, &error);
	if (statement == NULL) {
		return psq_tool_fail(error);
	}
	g_autofree char *text = opt_json
		? psq_statement_json(statement, argv[1], opt_day)
		: psq_statement_text(statement, opt_day);
	fputs(text, stdout);
	return psq_statement_is_whole(statement, opt_day != NULL)
		? EXIT_SUCCESS
		: EXIT_FAILURE;
}

int
psq_cmd_backfill(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox;
	int64_t count;
	if (!psq_tool_options(&argc, &argv, "MESSAGERIE", backfill_entries) ||
		argc != 2) {
		return psq_tool_usage("psqctl backfill [--since D] MAILBOX");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	if (db == NULL ||
		!psq_store_mailbox_find(db, argv[1], &mailbox, &error) ||
		!psq_store_backfill(db, mailbox, opt_since, g_get_user_name(),
			&count, &error)) {
		return psq_tool_fail(error);
	}
	printf("%" G_GINT64_FORMAT " message%s : psqd %s prendra à sa "
	       "prochaine visite\n",
		(gint64)count, count < 2 ? "" : "s", count < 2 ? "le" : "les");
	return EXIT_SUCCESS;
}
