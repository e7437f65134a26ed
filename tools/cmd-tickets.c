// cmd-tickets.c - psqctl tickets: the demands of residents, listed or shown
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/ticket.h"
#include "tools/french.h"
#include "tools/table.h"
#include "tools/ticket-text.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>

static gboolean opt_json;
static gboolean opt_closed;
static char *opt_station;
static char *opt_state;
static char *opt_flag;
static int opt_limit;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "json", 0, 0, G_OPTION_ARG_NONE, &opt_json,
		"un objet JSON par demande, un par ligne", NULL },
	{ "station", 0, 0, G_OPTION_ARG_STRING, &opt_station,
		"seulement ce commissariat", "CODE" },
	{ "state", 0, 0, G_OPTION_ARG_STRING, &opt_state,
		"new, open, waiting, answered ou closed", "ÉTAT" },
	{ "flag", 0, 0, G_OPTION_ARG_STRING, &opt_flag,
		"seulement avec ce drapeau (emergency, distress...)",
		"DRAPEAU" },
	{ "all", 0, 0, G_OPTION_ARG_NONE, &opt_closed,
		"les demandes closes aussi", NULL },
	{ "limit", 0, 0, G_OPTION_ARG_INT, &opt_limit,
		"au plus N demandes", "N" },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static char *
join_french(const GPtrArray *keys)
{
	GString *text = g_string_new(NULL);
	for (guint i = 0; i < keys->len; i++) {
		g_string_append_printf(text, "%s%s", i > 0 ? ", " : "",
			psq_french(g_ptr_array_index(keys, i)));
	}
	return g_string_free(text, FALSE);
}

static char *
first_phone(const GPtrArray *phones)
{
	return phones->len > 0 ? psq_french_phone(g_ptr_array_index(phones, 0))
			       : NULL;
}

static void
print_list(const GPtrArray *tickets)
{
	static const char *const titles[] = {
		"NUMÉRO",
		"ÉTAT",
		"DRAPEAUX",
		"THÈME",
		"NOM",
		"TÉLÉPHONE",
		"OBJET",
		NULL,
	};
	g_autoptr(PsqTable) table = psq_table_new(titles);
	for (guint i = 0; i < tickets->len; i++) {
		const PsqTicket *t = g_ptr_array_index(tickets, i);
		g_autofree char *flags = join_french(t->flags);
		g_autofree char *name = psq_ticket_name(t);
		g_autofree char *phone = first_phone(t->phones);
		psq_table_cell(table, t->number, 0);
		psq_table_cell(table, psq_french(t->state), 0);
		psq_table_cell(table, flags, 30);
		psq_table_cell(table, psq_french(t->topic), 0);
		psq_table_cell(table, name, 26);
		psq_table_cell(table, phone, 0);
		psq_table_cell(table, t->subject, 48);
	}
	psq_table_print(table);
}

static int
list(void)
{
	g_autoptr(GError) error = NULL;
	const PsqTicketFilter filter = {
		.station = opt_station,
		.state = opt_state,
		.flag = opt_flag,
		.closed_too = opt_closed,
		.limit = opt_limit,
	};
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	g_autoptr(GPtrArray) tickets =
		db != NULL ? psq_store_ticket_list(db, &filter, &error) : NULL;
	if (tickets == NULL) {
		return psq_tool_fail(error);
	}
	if (!opt_json) {
		print_list(tickets);
		return EXIT_SUCCESS;
	}
	for (guint i = 0; i < tickets->len; i++) {
		g_autofree char *line =
			psq_ticket_json(g_ptr_array_index(tickets, i));
		puts(line);
	}
	return EXIT_SUCCESS;
}

static int
show(const char *number)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	g_autoptr(PsqTicket) ticket =
		db != NULL ? psq_store_ticket_show(db, number, &error) : NULL;
	if (ticket == NULL) {
		return psq_tool_fail(error);
	}
	g_autofree char *text =
		opt_json ? psq_ticket_json(ticket) : psq_ticket_text(ticket);
	puts(text);
	return EXIT_SUCCESS;
}

int
psq_cmd_tickets(int argc, char **argv)
{
	static const char usage[] =
		"psqctl tickets list [OPTION...] | show [--json] NUMBER";
	if (!psq_tool_options(&argc, &argv, "list | show NUMÉRO", entries)) {
		return psq_tool_usage("%s", usage);
	}
	if (argc == 2 && g_str_equal(argv[1], "list")) {
		return list();
	}
	if (argc == 3 && g_str_equal(argv[1], "show")) {
		return show(argv[2]);
	}
	return psq_tool_usage("%s", usage);
}
