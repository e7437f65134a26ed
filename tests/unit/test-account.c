// test-account.c - accounts: from a password to a session, and back
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/account.h"
#include "store/password.h"

#define PASSWORD "un mot de passe inventé"

static const PsqAccount nora = {
	.login = (char *)"nora",
	.name = (char *)"Nora Fictive",
	.station = (char *)"90",
	.role = (char *)"head",
};

static PsqDb *
open_db(void)
{
	PsqDb *db = psq_fixture_db();
	psq_fixture_run(db,
		"INSERT INTO psq.station (code, name) VALUES ('90', 'Belfort') "
		"ON CONFLICT DO NOTHING;"
		"DELETE FROM psq.session; DELETE FROM psq.account");
	return db;
}

static void
add(PsqDb *db, const char *password)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *encoded = psq_password_new(password, &error);
	g_assert_no_error(error);
	g_assert_true(psq_store_account_add(db, &nora, encoded, &error));
	g_assert_no_error(error);
}

// As the desk does it: true if a session begins.
static bool
signs_in(PsqDb *db, const char *login, const char *password)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *ask =
		g_strdup_printf("SELECT desk.sign_in_salt('%s')", login);
	g_autofree char *salt = psq_fixture_ask(db, ask);
	g_autofree char *answer = psq_password_answer(password, salt, &error);
	g_assert_no_error(error);
	g_autofree char *sql = g_strdup_printf(
		"SELECT (desk.sign_in('%s', '%s')).token", login, answer);
	g_autofree char *token = psq_fixture_ask(db, sql);
	return token != NULL;
}

static void
test_sign_in(void)
{
	g_autoptr(PsqDb) db = open_db();
	add(db, PASSWORD);
	g_assert_true(signs_in(db, "nora", PASSWORD));
	g_assert_false(signs_in(db, "nora", PASSWORD "!"));
	g_assert_false(signs_in(db, "nobody", PASSWORD));
	g_assert_true(signs_in(db, "nora", PASSWORD));
}

static void
test_new_password(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) db = open_db();
	add(db, PASSWORD);
	g_assert_true(signs_in(db, "nora", PASSWORD));
	g_autofree char *encoded =
		psq_password_new("un autre, tout neuf", &error);
	g_assert_true(psq_store_account_passwd(db, "nora", encoded, &error));
	g_assert_no_error(error);
	psq_assert_sql(db,
		"SELECT count(*) FROM psq.session WHERE ended_at IS NULL", "0");
	g_assert_false(signs_in(db, "nora", PASSWORD));
	g_assert_true(signs_in(db, "nora", "un autre, tout neuf"));
}

static void
test_disable(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) db = open_db();
	add(db, PASSWORD);
	g_assert_true(signs_in(db, "nora", PASSWORD));
	g_assert_true(psq_store_account_disable(db, "nora", &error));
	g_assert_no_error(error);
	g_assert_false(signs_in(db, "nora", PASSWORD));
	g_autoptr(GPtrArray) list = psq_store_account_list(db, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(list->len, ==, 1);
	const PsqAccount *account = list->pdata[0];
	g_assert_cmpstr(account->login, ==, "nora");
	g_assert_cmpstr(account->role, ==, "head");
	g_assert_true(account->disabled);
	g_assert_cmpint(account->last_sign_in, >, 0);
}

static void
test_refused(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) db = open_db();
	add(db, PASSWORD);
	g_assert_false(psq_store_account_add(db, &nora, "x", &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_MESSAGE);
	g_clear_error(&error);
	g_assert_false(psq_store_account_disable(db, "nobody", &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_MESSAGE);
}

static void
test_password(void)
{
	static const char *const salts[] = {
		"",
		"$argon2id$v=19$m=8,t=1,p=1$",
		"$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E",
		"$argon2id$v=19$m=99999999,t=1,p=1$c2FsdHNhbHRzYWx0c2E",
		"$argon2id$v=19$m=8,t=0,p=1$c2FsdHNhbHRzYWx0c2E",
	};
	g_autoptr(GError) error = NULL;
	g_assert_null(psq_password_new("onze octets", &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_MESSAGE);
	for (size_t i = 0; i < G_N_ELEMENTS(salts); i++) {
		g_clear_error(&error);
		g_assert_null(psq_password_answer(PASSWORD, salts[i], &error));
		g_assert_error(error, PSQ_ERROR, PSQ_ERR_MESSAGE);
	}
	g_autofree char *once = psq_password_new(PASSWORD, NULL);
	g_autofree char *twice = psq_password_new(PASSWORD, NULL);
	g_assert_cmpstr(once, !=, twice);
	g_autofree char *salt =
		g_strndup(once, (gsize)(strrchr(once, '$') - once));
	g_autofree char *again = psq_password_answer(PASSWORD, salt, NULL);
	g_assert_cmpstr(again, ==, once);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_fixture_begin();
	g_test_add_func("/account/password", test_password);
	g_test_add_func("/account/sign-in", test_sign_in);
	g_test_add_func("/account/new-password", test_new_password);
	g_test_add_func("/account/disable", test_disable);
	g_test_add_func("/account/refused", test_refused);
	int status = g_test_run();
	psq_fixture_end();
	return status;
}
