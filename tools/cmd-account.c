// cmd-account.c - psqctl account: who signs in to the desk
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/account.h"
#include "store/password.h"
#include "tools/ask.h"
#include "tools/french.h"
#include "tools/table.h"
#include "tools/times.h"
#include "tools/tool.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static char *opt_name;
static char *opt_station;
static char *opt_role;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "name", 0, 0, G_OPTION_ARG_STRING, &opt_name,
		"add : nom et prénom", "NOM" },
	{ "station", 0, 0, G_OPTION_ARG_STRING, &opt_station,
		"add : son commissariat", "CODE" },
	{ "role", 0, 0, G_OPTION_ARG_STRING, &opt_role,
		"add : delegate, head, duty_officer ou auditor", "FONCTION" },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

// One action on one login.
typedef bool Action(PsqDb *db, char *login, GError **error);

static char *
ask_hash(GError **error)
{
	g_autofree char *password = psq_ask_password(error);
	return password != NULL ? psq_password_new(password, error) : NULL;
}

static bool
add(PsqDb *db, char *login, GError **error)
{
	if (opt_name == NULL || opt_station == NULL || opt_role == NULL) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"--name, --station and --role are needed");
	}
	const PsqAccount account = {
		.login = login,
		.name = opt_name,
		.station = opt_station,
		.role = opt_role,
	};
	g_autofree char *encoded = ask_hash(error);
	return encoded != NULL &&
		psq_store_account_add(db, &account, encoded, error);
}

static bool
passwd(PsqDb *db, char *login, GError **error)
{
	g_autofree char *encoded = ask_hash(error);
	return encoded != NULL &&
		psq_store_account_passwd(db, login, encoded, error);
}

static bool
disable(PsqDb *db, char *login, GError **error)
{
	return psq_store_account_disable(db, login, error);
}

static const struct {
	const char *name;
	Action *run;
} actions[] = {
	{ "add", add },
	{ "passwd", passwd },
	{ "disable", disable },
};

static void
print_row(PsqTable *table, const PsqAccount *a)
{
	g_autofree char *day = psq_time_short(a->last_sign_in);
	g_autofree char *tries = g_strdup_printf("%" PRId64, a->failed_tries);
	g_autofree char *open = g_strdup_printf("%" PRId64, a->open_tickets);
	const char *const cells[] = {
		a->login,
		a->name,
		a->station,
		psq_french(a->role),
		a->disabled ? "désactivé" : "actif",
		day != NULL ? day : "jamais",
		tries,
		open,
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
		psq_table_cell(table, cells[i], 0);
	}
}

static int
list(void)
{
	static const char *const titles[] = {
		"COMPTE",
		"NOM",
		"COMMISSARIAT",
		"FONCTION",
		"ÉTAT",
		"CONNEXION",
		"ÉCHECS",
		"DEMANDES",
		NULL,
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	g_autoptr(GPtrArray) accounts =
		db != NULL ? psq_store_account_list(db, &error) : NULL;
	if (accounts == NULL) {
		return psq_tool_fail(error);
	}
	g_autoptr(PsqTable) table = psq_table_new(titles);
	for (guint i = 0; i < accounts->len; i++) {
		print_row(table, g_ptr_array_index(accounts, i));
	}
	psq_table_print(table);
	return EXIT_SUCCESS;
}

static int
act(Action *action, char *login)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	if (db == NULL || !action(db, login, &error)) {
		return psq_tool_fail(error);
	}
	return EXIT_SUCCESS;
}

int
psq_cmd_account(int argc, char **argv)
{
	static const char usage[] =
		"psqctl account list | add --name NAME --station CODE --role "
		"ROLE LOGIN | passwd LOGIN | disable LOGIN";
	if (!psq_tool_options(&argc, &argv,
		    "list | add LOGIN | passwd LOGIN | disable LOGIN",
		    entries)) {
		return psq_tool_usage("%s", usage);
	}
	if (argc == 2 && g_str_equal(argv[1], "list")) {
		return list();
	}
	for (size_t i = 0; argc == 3 && i < G_N_ELEMENTS(actions); i++) {
		if (g_str_equal(actions[i].name, argv[1])) {
			return act(actions[i].run, argv[2]);
		}
	}
	return psq_tool_usage("%s", usage);
}
