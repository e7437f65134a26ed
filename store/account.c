// account.c - who signs in to the desk, for psqctl
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/account.h"

#include "store/query.h"

static const char add_sql[] =
	"SELECT psq.account_add($1::text, $2::text, $3::text, $4::text, "
	"$5::text)";
static const char passwd_sql[] =
	"SELECT psq.account_passwd($1::text, $2::text)";
static const char disable_sql[] = "SELECT psq.account_disable($1::text)";
static const char list_sql[] =
	"SELECT login, name, station, role, disabled, "
	"extract(epoch FROM last_sign_in_at)::bigint, failed_tries, "
	"open_tickets FROM psq.account_list()";

void
psq_account_free(PsqAccount *account)
{
	if (account == NULL) {
		return;
	}
	g_free(account->login);
	g_free(account->name);
	g_free(account->station);
	g_free(account->role);
	g_free(account);
}

bool
psq_store_account_add(PsqDb *db, const PsqAccount *account, const char *encoded,
	GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, account->login);
	psq_params_text(params, account->name);
	psq_params_text(params, account->station);
	psq_params_text(params, account->role);
	psq_params_text(params, encoded);
	return psq_call(
		db, "could not add the account", add_sql, params, error);
}

bool
psq_store_account_passwd(
	PsqDb *db, const char *login, const char *encoded, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, login);
	psq_params_text(params, encoded);
	return psq_call(
		db, "could not change the password", passwd_sql, params, error);
}

bool
psq_store_account_disable(PsqDb *db, const char *login, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, login);
	return psq_call(db, "could not disable the account", disable_sql,
		params, error);
}

GPtrArray *
psq_store_account_list(PsqDb *db, GError **error)
{
	g_autoptr(PsqResult) r = psq_query(db, PSQ_SHAPE_ANY,
		"could not list the accounts", list_sql, NULL, error);
	if (r == NULL) {
		return NULL;
	}
	GPtrArray *list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_account_free);
	for (int row = 0; row < psq_result_rows(r); row++) {
		PsqAccount *a = g_new0(PsqAccount, 1);
		a->login = g_strdup(psq_result_text(r, row, 0));
		a->name = g_strdup(psq_result_text(r, row, 1));
		a->station = g_strdup(psq_result_text(r, row, 2));
		a->role = g_strdup(psq_result_text(r, row, 3));
		a->disabled = psq_result_bool(r, row, 4);
		a->last_sign_in = psq_result_int(r, row, 5);
		a->failed_tries = psq_result_int(r, row, 6);
		a->open_tickets = psq_result_int(r, row, 7);
		g_ptr_array_add(list, a);
	}
	return list;
}
