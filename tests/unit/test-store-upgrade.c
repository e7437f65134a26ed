// test-store-upgrade.c - a database in use is brought to the next schema
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/migrate.h"

static PsqDb *
open_db(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *conninfo = psq_fixture_conninfo(NULL);
	PsqDb *db = psq_db_open(conninfo, "test-upgrade", &error);
	g_assert_no_error(error);
	return db;
}

// The schema of before tickets had a life.
static PsqSchema *
old_schema(void)
{
	PsqSchema *schema = psq_fixture_schema();
	GPtrArray *files = schema->migrations;
	for (guint i = files->len; i > 0; i--) {
		const PsqFile *file = files->pdata[i - 1];
		if (g_strcmp0(file->name, "0040") > 0) {
			g_ptr_array_remove_index(files, i - 1);
		}
	}
	g_ptr_array_set_size(schema->repeatable, 0);
	return schema;
}

static void
make_old(PsqDb *db)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqSchema) schema = old_schema();
	psq_fixture_run(db, "DROP SCHEMA IF EXISTS psq, desk, report CASCADE");
	g_assert_true(psq_store_migrate(db, schema, NULL, &error));
	g_assert_no_error(error);
	psq_fixture_run(db,
		"INSERT INTO psq.station VALUES ('90', 'Belfort');"
		"INSERT INTO psq.mailbox (address, station) "
		"VALUES ('a@police.example', '90');"
		"INSERT INTO psq.ticket (number, station, mailbox, topic, "
		"opened_at) SELECT '90-2026-' || lpad(n::text, 6, '0'), '90', "
		"m.id, 'other', '2026-11-20 12:00+01' "
		"FROM psq.mailbox m, generate_series(1, 2500) n;"
		"INSERT INTO psq.flag SELECT id, 'distress', 1 FROM psq.ticket "
		"WHERE number LIKE '%7';"
		"INSERT INTO psq.message (mailbox, sha256, kind, ticket, said, "
		"quoted, signature, received_at, reader_version) "
		"SELECT mailbox, sha256(number::bytea), 'person', id, "
		"'Du bruit.', '', '', opened_at, 'test' FROM psq.ticket;"
		"INSERT INTO psq.raw SELECT m.id, t.number::bytea, 14, true "
		"FROM psq.message m JOIN psq.ticket t ON t.id = m.ticket;"
		"INSERT INTO psq.event (ticket, mailbox, what) "
		"SELECT id, mailbox, 'taken_in' FROM psq.ticket ORDER BY id");
}

static gpointer
migrate(gpointer arg)
{
	g_autoptr(PsqDb) db = open_db();
	g_autoptr(PsqSchema) schema = psq_fixture_schema();
	g_autoptr(GError) error = NULL;
	(void)arg;
	g_assert_true(psq_store_migrate(db, schema, NULL, &error));
	g_assert_no_error(error);
	return NULL;
}

static void
test_with_data(void)
{
	g_autoptr(PsqDb) db = open_db();
	make_old(db);
	migrate(NULL);
	psq_assert_sql(db,
		"SELECT count(*) FROM psq.ticket WHERE flags = '{distress}' "
		"AND alarm = 1",
		"250");
	psq_assert_sql(db,
		"SELECT count(*) FROM psq.ticket WHERE flags = '{}' "
		"AND alarm = 0",
		"2250");
	psq_assert_sql(db,
		"SELECT count(*) FROM psq.ticket "
		"WHERE due_at = '2026-11-28 00:00+01'",
		"2500");
	psq_assert_sql(db,
		"SELECT count(*) FROM psq.raw r JOIN psq.message m "
		"ON m.id = r.message WHERE sha256(r.bytes) = m.sha256",
		"2500");
	psq_assert_sql(db,
		"SELECT what || (detail ->> 'events') FROM psq.event "
		"WHERE seq = 1",
		"chain_started2500");
	psq_assert_sql(db, "SELECT count(*) FROM psq.audit_verify(NULL)", "0");
	psq_assert_sql(
		db, "SELECT count(*) FROM pg_index WHERE NOT indisvalid", "0");
	// What was there before the chain is held by it too.
	psq_fixture_run(db,
		"ALTER TABLE psq.event DISABLE TRIGGER USER;"
		"UPDATE psq.event SET actor = 'x' WHERE id = 7");
	psq_assert_sql(db, "SELECT problem FROM psq.audit_verify(NULL)",
		"without a seq");
}

// Until whoever migrates waits for a lock that others would queue behind.
static void
await_waiter(PsqDb *db)
{
	for (;;) {
		g_autofree char *waits = psq_fixture_ask(db,
			"SELECT EXISTS (SELECT FROM pg_locks l "
			"JOIN pg_stat_activity a USING (pid) "
			"WHERE NOT l.granted AND a.datname = "
			"current_database() "
			"AND l.mode = 'AccessExclusiveLock')");
		if (g_str_equal(waits, "t")) {
			return;
		}
	}
}

// Somebody's long transaction must not let the mail wait: who migrates gives
// way.
static void
test_in_use(void)
{
	g_autoptr(PsqDb) db = open_db();
	g_autoptr(PsqDb) holder = open_db();
	make_old(db);
	psq_fixture_run(
		holder, "BEGIN; LOCK TABLE psq.ticket IN ROW EXCLUSIVE MODE");
	GThread *thread = g_thread_new("migrate", migrate, NULL);
	await_waiter(db);
	psq_fixture_run(db,
		"SET lock_timeout = '2s';"
		"INSERT INTO psq.ticket (number, station, mailbox, topic) "
		"SELECT '90-2026-900000', '90', id, 'other' FROM psq.mailbox");
	psq_fixture_run(holder, "COMMIT");
	g_thread_join(thread);
	psq_assert_sql(db,
		"SELECT due_at IS NOT NULL FROM psq.ticket "
		"WHERE number = '90-2026-900000'",
		"t");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_fixture_begin();
	g_test_add_func("/upgrade/with-data", test_with_data);
	g_test_add_func("/upgrade/in-use", test_in_use);
	int status = g_test_run();
	psq_fixture_end();
	return status;
}
