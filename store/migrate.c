// migrate.c - brings the database's schema to what the program needs
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/migrate.h"

#include "store/query.h"

static const char migrate_what[] = "could not migrate the database";

// Any number, as long as nobody else takes it: "psqd" in ASCII.
static const char lock_sql[] = "SELECT pg_advisory_lock(1886613860)";
static const char unlock_sql[] = "SELECT pg_advisory_unlock(1886613860)";

static const char applied_sql[] =
	"SELECT name, sha256 FROM psq.migration ORDER BY name";

static const char record_sql[] =
	"INSERT INTO psq.migration (name, sha256) VALUES ($1::text, $2::text)";

// Names of the migrations that the database has -> their SHA-256.
static GHashTable *
read_applied(PsqDb *db, GError **error)
{
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ANY,
		"could not read the version of the schema", applied_sql, NULL,
		error);
	if (result == NULL) {
		return NULL;
	}
	GHashTable *applied =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (int row = 0; row < psq_result_rows(result); row++) {
		g_hash_table_insert(applied,
			g_strdup(psq_result_text(result, row, 0)),
			g_strdup(psq_result_text(result, row, 1)));
	}
	return applied;
}

static char *
digest(const PsqFile *file)
{
	return g_compute_checksum_for_data(
		G_CHECKSUM_SHA256, (const guchar *)file->text, file->len);
}

static bool
has_migration(const PsqSchema *schema, const char *name)
{
	for (guint i = 0; i < schema->migrations->len; i++) {
		const PsqFile *file = g_ptr_array_index(schema->migrations, i);
		if (g_str_equal(file->name, name)) {
			return true;
		}
	}
	return false;
}

// What was run must still be there, unchanged. *ret_pending gets those files
// (borrowed) that were not run.
static bool
compare(const PsqSchema *schema, GHashTable *applied, GPtrArray *pending,
	GError **error)
{
	GHashTableIter iter;
	gpointer name;
	g_hash_table_iter_init(&iter, applied);
	while (g_hash_table_iter_next(&iter, &name, NULL)) {
		if (!has_migration(schema, name)) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"the database has the migration %s, which this "
				"program lacks: the program is older than the "
				"database",
				(const char *)name);
		}
	}
	for (guint i = 0; i < schema->migrations->len; i++) {
		PsqFile *file = g_ptr_array_index(schema->migrations, i);
		const char *recorded = g_hash_table_lookup(applied, file->name);
		g_autofree char *now = digest(file);
		if (recorded == NULL) {
			g_ptr_array_add(pending, file);
		} else if (!g_str_equal(recorded, now)) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"%s: this migration has changed since the "
				"database ran it; restore the file and write a "
				"new migration",
				file->path);
		}
	}
	return true;
}

static bool
run_migration(PsqDb *db, const PsqFile *file, GError **error)
{
	g_autofree char *sha256 = digest(file);
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, file->name);
	psq_params_text(params, sha256);
	g_autoptr(PsqTx) tx = psq_tx_begin(db, error);
	return tx != NULL && psq_script_file(db, file, error) &&
		psq_command(db, migrate_what, record_sql, params, error) &&
		psq_tx_commit(tx, error);
}

static bool
run_together(PsqDb *db, const GPtrArray *files, GError **error)
{
	g_autoptr(PsqTx) tx = psq_tx_begin(db, error);
	bool good = tx != NULL;
	for (guint i = 0; good && i < files->len; i++) {
		good = psq_script_file(db, g_ptr_array_index(files, i), error);
	}
	return good && psq_tx_commit(tx, error);
}

static bool
run_pending(
	PsqDb *db, const GPtrArray *pending, GPtrArray *names, GError **error)
{
	for (guint i = 0; i < pending->len; i++) {
		const PsqFile *file = g_ptr_array_index(pending, i);
		if (!run_migration(db, file, error)) {
			return false;
		}
		g_ptr_array_add(names, g_strdup(file->name));
	}
	return true;
}

static bool
migrate_locked(
	PsqDb *db, const PsqSchema *schema, GPtrArray *names, GError **error)
{
	g_autoptr(GPtrArray) pending = g_ptr_array_new();
	if (!run_together(db, schema->first, error)) {
		return false;
	}
	g_autoptr(GHashTable) applied = read_applied(db, error);
	return applied != NULL && compare(schema, applied, pending, error) &&
		run_pending(db, pending, names, error) &&
		run_together(db, schema->repeatable, error);
}

// The lock is the session's, so that it spans the transactions; a connection
// that dies gives it back. Migrations may take long, but not wait long for
// others: those would queue behind.
bool
psq_store_migrate(PsqDb *db, const PsqSchema *schema, GPtrArray **ret_applied,
	GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	if (!psq_script(db, migrate_what, "SET statement_timeout = 0", error) ||
		!psq_script(db, migrate_what, lock_sql, error)) {
		return false;
	}
	bool good = psq_script(db, migrate_what, "SET lock_timeout = '5s'",
			    error) &&
		migrate_locked(db, schema, names, error);
	g_autoptr(GError) after = NULL;
	bool restored = psq_script(db, migrate_what, unlock_sql, &after) &&
		psq_script(db, migrate_what,
			"SET lock_timeout = 0; SET statement_timeout = '60s'",
			&after);
	if (good && !restored) {
		g_propagate_error(error, g_steal_pointer(&after));
		return false;
	}
	if (good && ret_applied != NULL) {
		*ret_applied = g_steal_pointer(&names);
	}
	return good;
}

static bool
has_schema(PsqDb *db, GError **error)
{
	g_autoptr(PsqResult) result =
		psq_query(db, PSQ_SHAPE_ROW, "could not look for the schema",
			"SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname "
			"= 'psq')",
			NULL, error);
	if (result == NULL) {
		return false;
	}
	if (!psq_result_bool(result, 0, 0)) {
		g_autofree char *whoami = psq_db_whoami(db);
		return psq_fail(error, PSQ_ERR_CONFIG,
			"the database has no schema psq (%s): run psqctl "
			"migrate",
			whoami);
	}
	return true;
}

bool
psq_store_schema_check(PsqDb *db, const PsqSchema *schema, GError **error)
{
	g_autoptr(GPtrArray) pending = g_ptr_array_new();
	if (!has_schema(db, error)) {
		return false;
	}
	g_autoptr(GHashTable) applied = read_applied(db, error);
	if (applied == NULL || !compare(schema, applied, pending, error)) {
		return false;
	}
	if (pending->len > 0) {
		const PsqFile *file = g_ptr_array_index(pending, 0);
		return psq_fail(error, PSQ_ERR_CONFIG,
			"the database lacks the migration %s: run psqctl "
			"migrate",
			file->name);
	}
	return true;
}
