// test-store-migrate.c - migrations: once each, safe to repeat, safe together
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/migrate.h"

static PsqDb *
open_db(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *conninfo = psq_fixture_conninfo(NULL);
	PsqDb *db = psq_db_open(conninfo, "test-migrate", &error);
	g_assert_no_error(error);
	return db;
}

static GPtrArray *
migrate(PsqDb *db, const PsqSchema *schema)
{
	g_autoptr(GError) error = NULL;
	GPtrArray *applied = NULL;
	g_assert_true(psq_store_migrate(db, schema, &applied, &error));
	g_assert_no_error(error);
	return applied;
}

static void
start_anew(PsqDb *db)
{
	psq_fixture_run(db,
		"DROP SCHEMA IF EXISTS psq, desk, report CASCADE;"
		"DROP TABLE IF EXISTS public.probe");
}

static void
assert_no_lock(PsqDb *db)
{
	psq_assert_sql(db,
		"SELECT count(*) FROM pg_locks l JOIN pg_database d "
		"ON d.oid = l.database WHERE locktype = 'advisory' "
		"AND datname = current_database()",
		"0");
}

// A file of schema/, in the way of psq_datadir_read().
static PsqFile *
file_new(const char *name, const char *text)
{
	PsqFile *file = g_new0(PsqFile, 1);
	file->path = g_strdup_printf("migrations/%s", name);
	file->name = g_strdup(name);
	file->text = g_strdup(text);
	file->len = strlen(text);
	return file;
}

static void
add_migration(PsqSchema *schema, const char *name, const char *text)
{
	g_ptr_array_add(schema->migrations, file_new(name, text));
}

static void
test_twice(void)
{
	g_autoptr(PsqDb) db = open_db();
	g_autoptr(PsqSchema) schema = psq_fixture_schema();
	g_autoptr(GError) error = NULL;
	start_anew(db);
	g_assert_false(psq_store_schema_check(db, schema, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_assert_nonnull(strstr(error->message, "run psqctl migrate"));
	g_clear_error(&error);
	g_autoptr(GPtrArray) first = migrate(db, schema);
	g_assert_cmpuint(first->len, ==, schema->migrations->len);
	g_assert_true(psq_store_schema_check(db, schema, &error));
	g_assert_no_error(error);
	g_autoptr(GPtrArray) second = migrate(db, schema);
	g_assert_cmpuint(second->len, ==, 0);
	psq_assert_sql(db, "SHOW statement_timeout", "1min");
	assert_no_lock(db);
}

static void
test_next_version(void)
{
	g_autoptr(PsqDb) db = open_db();
	g_autoptr(PsqSchema) old = psq_fixture_schema();
	g_autoptr(PsqSchema) new = psq_fixture_schema();
	g_autoptr(GError) error = NULL;
	start_anew(db);
	add_migration(new, "9001_probe.sql",
		"CREATE TABLE probe (i int); INSERT INTO probe VALUES (1)");
	g_autoptr(GPtrArray) first = migrate(db, old);
	g_assert_false(psq_store_schema_check(db, new, &error));
	g_assert_nonnull(strstr(error->message, "9001_probe.sql"));
	g_clear_error(&error);
	g_autoptr(GPtrArray) second = migrate(db, new);
	g_assert_cmpuint(second->len, ==, 1);
	psq_assert_sql(db, "SELECT count(*) FROM probe", "1");
	// The old program must not touch a newer database.
	g_assert_false(psq_store_schema_check(db, old, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_clear_error(&error);
	g_assert_false(psq_store_migrate(db, old, NULL, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	assert_no_lock(db);
}

static void
test_changed(void)
{
	g_autoptr(PsqDb) db = open_db();
	g_autoptr(PsqSchema) schema = psq_fixture_schema();
	g_autoptr(GError) error = NULL;
	start_anew(db);
	g_autoptr(GPtrArray) applied = migrate(db, schema);
	PsqFile *file = schema->migrations->pdata[0];
	char *changed = g_strconcat(file->text, "\n-- and more\n", NULL);
	g_free(file->text);
	file->text = changed;
	file->len = strlen(changed);
	g_assert_false(psq_store_migrate(db, schema, NULL, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_assert_nonnull(strstr(error->message, file->name));
	g_clear_error(&error);
	g_assert_false(psq_store_schema_check(db, schema, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
}

static void
test_broken(void)
{
	g_autoptr(PsqDb) db = open_db();
	g_autoptr(PsqSchema) schema = psq_fixture_schema();
	g_autoptr(GError) error = NULL;
	start_anew(db);
	add_migration(schema, "9001_good.sql", "CREATE TABLE probe (i int)");
	add_migration(schema, "9002_bad.sql",
		"INSERT INTO probe VALUES (1);\nSELECT nonsense;");
	g_assert_false(psq_store_migrate(db, schema, NULL, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_assert_nonnull(strstr(error->message, "9002_bad.sql:2"));
	psq_assert_sql(db, "SELECT count(*) FROM probe", "0");
	psq_assert_sql(db,
		"SELECT string_agg(name, ',') FROM psq.migration "
		"WHERE name LIKE '9%'",
		"9001_good.sql");
}

static gpointer
migrate_thread(gpointer data)
{
	g_autoptr(PsqDb) db = open_db();
	g_autoptr(GPtrArray) applied = migrate(db, data);
	return GUINT_TO_POINTER(applied->len);
}

static void
test_together(void)
{
	enum { THREADS = 4 };
	g_autoptr(PsqDb) db = open_db();
	g_autoptr(PsqSchema) schema = psq_fixture_schema();
	start_anew(db);
	add_migration(schema, "9001_slow.sql",
		"CREATE TABLE probe (i int); SELECT pg_sleep(0.2)");
	GThread *threads[THREADS];
	for (int i = 0; i < THREADS; i++) {
		threads[i] = g_thread_new("migrate", migrate_thread, schema);
	}
	guint sum = 0;
	for (int i = 0; i < THREADS; i++) {
		sum += GPOINTER_TO_UINT(g_thread_join(threads[i]));
	}
	g_assert_cmpuint(sum, ==, schema->migrations->len);
}

int
main(int argc, char **argv)
{
	psq_fixture_begin();
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/migrate/twice", test_twice);
	g_test_add_func("/migrate/next-version", test_next_version);
	g_test_add_func("/migrate/changed", test_changed);
	g_test_add_func("/migrate/broken", test_broken);
	g_test_add_func("/migrate/together", test_together);
	int status = g_test_run();
	psq_fixture_end();
	return status;
}
