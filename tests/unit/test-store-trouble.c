// test-store-trouble.c - what the store says when the database is in trouble
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/ledger.h"
#include "store/mailbox.h"
#include "store/ticket.h"

static PsqDb *db;

static PsqDb *
open_as(const char *user)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *conninfo = psq_fixture_conninfo(user);
	PsqDb *other = psq_db_open(conninfo, "test-other", &error);
	g_assert_no_error(error);
	return other;
}

static bool
file_one(PsqDb *with, PsqIntake *intake, GError **error)
{
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	g_ptr_array_add(batch, intake);
	return psq_store_file(with, NULL, "test/1", batch, error);
}

static void
assert_fails_to_open(const char *conninfo, PsqError code, const char *hidden)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) none = psq_db_open(conninfo, "test", &error);
	g_assert_null(none);
	g_assert_error(error, PSQ_ERROR, (int)code);
	g_assert_null(strchr(error->message, '\n'));
	g_assert_null(strstr(error->message, hidden));
}

static void
test_open(void)
{
	assert_fails_to_open("host=/nonexistent dbname=x", PSQ_ERR_RETRY, "\t");
	assert_fails_to_open("host=127.0.0.1 port=1", PSQ_ERR_RETRY, "\t");
	assert_fails_to_open("nonsense", PSQ_ERR_CONFIG, "\t");
	assert_fails_to_open("bogus=1", PSQ_ERR_CONFIG, "\t");
	assert_fails_to_open("password=geheim und mehr", PSQ_ERR_CONFIG, "und");
}

static void
test_several_hosts(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *conninfo = psq_fixture_conninfo(NULL);
	const char *host = strstr(conninfo, "host=");
	g_assert_nonnull(host);
	g_autofree char *several = g_strdup_printf(
		"host=/nonexistent,%s target_session_attrs=read-write",
		host + strlen("host="));
	g_autoptr(PsqDb) other = psq_db_open(several, "test", &error);
	g_assert_no_error(error);
	g_assert_true(psq_db_usable(other));
}

static void
test_no_schema(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *conninfo = psq_fixture_conninfo(NULL);
	g_autofree char *elsewhere =
		g_strdup_printf("%s dbname=postgres", conninfo);
	g_autoptr(PsqDb) empty = psq_db_open(elsewhere, "test", &error);
	g_assert_no_error(error);
	g_assert_null(psq_store_status(empty, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_assert_nonnull(strstr(error->message, "run psqctl migrate"));
	g_clear_error(&error);
	g_assert_false(file_one(
		empty, psq_fixture_intake(1, 1, "x", PSQ_KIND_PERSON), &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
}

static void
test_rights(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autoptr(PsqDb) daemon = open_as("psq_daemon");
	g_assert_true(file_one(daemon,
		psq_fixture_intake(mailbox, 1, "rights", PSQ_KIND_PERSON),
		&error));
	g_assert_true(file_one(
		daemon, psq_fixture_unread(mailbox, 2, "rights2"), &error));
	g_assert_true(psq_fixture_visit(
		daemon, &(PsqLease){ .mailbox = mailbox }, 3, &error));
	g_assert_no_error(error);
	PsqTicketFilter all = { 0 };
	g_assert_null(psq_store_ticket_list(daemon, &all, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_assert_nonnull(strstr(error->message, "permission denied"));
}

// An outage in the middle of a batch: nothing of it may stay.
static void
test_killed_in_transaction(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autoptr(PsqDb) victim = open_as(NULL);
	g_autoptr(PsqTx) tx = psq_tx_begin(victim, &error);
	g_assert_no_error(error);
	g_assert_true(psq_store_mailbox_failed(
		victim, &(PsqLease){ .mailbox = mailbox }, "x", &error));
	psq_fixture_run(db,
		"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
		"WHERE application_name = 'test-other' "
		"AND datname = current_database()");
	g_assert_false(psq_tx_commit(tx, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
	g_clear_pointer(&tx, psq_tx_free);
	g_assert_false(psq_db_usable(victim));
	g_clear_error(&error);
	g_assert_false(file_one(victim,
		psq_fixture_intake(mailbox, 1, "killed", PSQ_KIND_PERSON),
		&error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
	psq_assert_sql(db,
		"SELECT errors_in_row FROM psq.mailbox ORDER BY id DESC "
		"LIMIT 1",
		"0");
}

static void
test_killed_in_pipeline(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) victim = open_as(NULL);
	g_autoptr(PsqTx) tx = psq_tx_begin(victim, &error);
	PsqStep steps[] = {
		{ .sql = "SELECT 1", .shape = PSQ_SHAPE_ROW },
		{ .sql = "SELECT pg_terminate_backend(pg_backend_pid())",
			.shape = PSQ_SHAPE_ROW },
		{ .sql = "SELECT 2", .shape = PSQ_SHAPE_ROW },
	};
	g_assert_false(psq_pipeline(victim, "test", steps, 3, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
	psq_result_free(steps[0].result);
	g_clear_pointer(&tx, psq_tx_free);
	g_assert_false(psq_db_usable(victim));
}

static void
test_read_only(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autoptr(PsqDb) other = open_as(NULL);
	psq_fixture_run(other, "SET default_transaction_read_only = on");
	g_assert_false(file_one(other,
		psq_fixture_intake(mailbox, 1, "ro", PSQ_KIND_PERSON), &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
}

static void
test_timeout(void)
{
	g_autoptr(GError) error = NULL;
	psq_fixture_run(db, "SET statement_timeout = '50ms'");
	g_assert_false(psq_script(db, "test", "SELECT pg_sleep(5)", &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
	psq_fixture_run(db, "SET statement_timeout = '60s'");
}

// SQLSTATEs that are hard to provoke, raised by hand.
static void
test_states(void)
{
	static const struct {
		const char *state;
		PsqError code;
	} cases[] = {
		{ "53100", PSQ_ERR_RETRY }, // disk full
		{ "53300", PSQ_ERR_RETRY }, // too many connections
		{ "57P01", PSQ_ERR_RETRY }, // administrator's shutdown
		{ "40001", PSQ_ERR_RETRY }, // serialisation
		{ "40P01", PSQ_ERR_RETRY }, // deadlock
		{ "58030", PSQ_ERR_RETRY }, // input/output error
		{ "XX000", PSQ_ERR_RETRY },
		{ "22021", PSQ_ERR_MESSAGE }, // bytes that are no character
		{ "23514", PSQ_ERR_MESSAGE },
		{ "54000", PSQ_ERR_MESSAGE }, // too long for an index
		{ "42501", PSQ_ERR_CONFIG },
		{ "42P01", PSQ_ERR_CONFIG },
		{ "0A000", PSQ_ERR_CONFIG },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *sql = g_strdup_printf(
			"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '%s'; "
			"END $$",
			cases[i].state);
		g_test_message("%s", cases[i].state);
		g_assert_false(psq_script(db, "test", sql, &error));
		g_assert_error(error, PSQ_ERROR, (int)cases[i].code);
	}
}

static void
test_shapes(void)
{
	static const struct {
		PsqShape shape;
		const char *sql;
		bool good;
	} cases[] = {
		{ PSQ_SHAPE_NONE, "SET TimeZone = 'UTC'", true },
		{ PSQ_SHAPE_NONE, "SELECT 1", false },
		{ PSQ_SHAPE_ROW, "SELECT 1", true },
		{ PSQ_SHAPE_ROW, "SELECT 1 WHERE false", false },
		{ PSQ_SHAPE_MAYBE, "SELECT 1 WHERE false", true },
		{ PSQ_SHAPE_MAYBE, "VALUES (1), (2)", false },
		{ PSQ_SHAPE_COLUMN, "VALUES (1), (2)", true },
		{ PSQ_SHAPE_COLUMN, "SELECT 1, 2", false },
		{ PSQ_SHAPE_ANY, "VALUES (1, 2), (3, 4)", true },
		{ PSQ_SHAPE_ANY, "SET TimeZone = 'UTC'", false },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(PsqResult) result = psq_query(
			db, cases[i].shape, "test", cases[i].sql, NULL, &error);
		g_assert_true((result != NULL) == cases[i].good);
		if (result == NULL) {
			g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
		}
	}
}

int
main(int argc, char **argv)
{
	psq_fixture_begin();
	g_test_init(&argc, &argv, NULL);
	db = psq_fixture_db();
	g_test_add_func("/store/open", test_open);
	g_test_add_func("/store/several-hosts", test_several_hosts);
	g_test_add_func("/store/no-schema", test_no_schema);
	g_test_add_func("/store/rights", test_rights);
	g_test_add_func("/store/killed/tx", test_killed_in_transaction);
	g_test_add_func("/store/killed/pipeline", test_killed_in_pipeline);
	g_test_add_func("/store/read-only", test_read_only);
	g_test_add_func("/store/timeout", test_timeout);
	g_test_add_func("/store/states", test_states);
	g_test_add_func("/store/shapes", test_shapes);
	int status = g_test_run();
	psq_db_free(db);
	psq_fixture_end();
	return status;
}
