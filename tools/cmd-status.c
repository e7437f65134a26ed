// cmd-status.c - psqctl status and mailboxes: how the mailboxes fare
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/mailbox.h"
#include "store/migrate.h"
#include "tools/table.h"
#include "tools/times.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>

static const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

static void
cell_time(PsqTable *table, int64_t seconds)
{
	g_autofree char *text = psq_time_short(seconds);
	psq_table_cell(table, text != NULL ? text : "jamais", 0);
}

static void
cell_number(PsqTable *table, int64_t number)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, number);
	psq_table_cell(table, text, 0);
}

// Whether the schema is the program's; said on standard error if not.
static bool
schema_is_good(PsqDb *db, GError **error)
{
	g_autofree char *folder = psq_tool_data("schema");
	g_autoptr(PsqSchema) schema = psq_schema_read(folder, error);
	return schema != NULL && psq_store_schema_check(db, schema, error);
}

static int
print_status(const GPtrArray *rows)
{
	static const char *const titles[] = {
		"MESSAGERIE",
		"COMMISSARIAT",
		"DERNIÈRE VISITE",
		"DERNIER MESSAGE",
		"EN COURS",
		"ALERTES",
		"QUARANTAINE",
		"ÉCHECS",
		"PROCESSUS",
		"DERNIÈRE ERREUR",
		NULL,
	};
	int failing = 0;
	g_autoptr(PsqTable) table = psq_table_new(titles);
	for (guint i = 0; i < rows->len; i++) {
		const PsqMailboxStatus *s = g_ptr_array_index(rows, i);
		psq_table_cell(table, s->address, 0);
		psq_table_cell(table, s->station_name, 30);
		cell_time(table, s->last_poll_at);
		cell_time(table, s->last_message_at);
		cell_number(table, s->open_tickets);
		cell_number(table, s->alarms);
		cell_number(table, s->quarantined);
		cell_number(table, s->errors_in_row);
		psq_table_cell(table, s->holder, 40);
		psq_table_cell(
			table, s->errors_in_row > 0 ? s->last_error : NULL, 60);
		failing += s->errors_in_row > 0;
	}
	psq_table_print(table);
	return failing > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

int
psq_cmd_status(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "", entries) || argc > 1) {
		return psq_tool_usage("psqctl status");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	if (db == NULL || !schema_is_good(db, &error)) {
		return psq_tool_fail(error);
	}
	g_autoptr(GPtrArray) rows = psq_store_status(db, &error);
	return rows != NULL ? print_status(rows) : psq_tool_fail(error);
}

int
psq_cmd_mailboxes(int argc, char **argv)
{
	static const char *const titles[] = {
		"MESSAGERIE",
		"COMMISSARIAT",
		"DOSSIER",
		NULL,
	};
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "", entries) || argc > 1) {
		return psq_tool_usage("psqctl mailboxes");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	g_autoptr(GPtrArray) rows =
		db != NULL ? psq_store_status(db, &error) : NULL;
	if (rows == NULL) {
		return psq_tool_fail(error);
	}
	g_autoptr(PsqTable) table = psq_table_new(titles);
	for (guint i = 0; i < rows->len; i++) {
		const PsqMailboxStatus *s = g_ptr_array_index(rows, i);
		psq_table_cell(table, s->address, 0);
		psq_table_cell(table, s->station_name, 0);
		psq_table_cell(table, s->folder, 0);
	}
	psq_table_print(table);
	return EXIT_SUCCESS;
}
