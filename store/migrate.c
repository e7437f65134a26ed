// migrate.c - brings the database's schema to what the program needs
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/migrate.h"

#include "store/query.h"

#include <string.h>

static const char migrate_what[] = "could not migrate the database";

// Any number, as long as nobody else takes it: "psqd" in ASCII. Who waited for
// it inside of a statement would have CREATE INDEX CONCURRENTLY wait for him.
static const char lock_sql[] =
	"SELECT coalesce(nullif(pg_try_advisory_lock(1886613860), false), "
	"pg_sleep(0.1) IS NULL)";
static const char unlock_sql[] = "SELECT pg_advisory_unlock(1886613860)";

static const char short_waits[] = "SET lock_timeout = '500ms'";

// A migration with this line runs outside of a transaction: see migrate.h.
static const char next_piece[] = "\n-- next\n";

// How often a step is tried, a second apart.
enum { MAX_TRIES = 60 };

// One step: a file, or files.
typedef bool RunFile(PsqDb *db, gconstpointer what, GError **error);

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
run_in_transaction(PsqDb *db, const PsqFile *file, GError **error)
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

// Who waits for a lock on a table has all others queue behind him: so nobody
// waits long, and tries again after they had their turn.
static bool
run_patiently(PsqDb *db, RunFile *run, gconstpointer what, GError **error)
{
	for (int tries = 1;; tries++) {
		g_autoptr(GError) failed = NULL;
		if (run(db, what, &failed)) {
			return true;
		}
		if (tries == MAX_TRIES || !psq_db_usable(db) ||
			!psq_error_is(failed, PSQ_ERR_RETRY)) {
			g_propagate_error(error, g_steal_pointer(&failed));
			return false;
		}
		if (!psq_script(
			    db, migrate_what, "SELECT pg_sleep(1)", error)) {
			return false;
		}
	}
}

// Runs the pieces of a file one by one, each on its own. Empty lines before
// each let an error tell the line of the file.
static bool
run_pieces(PsqDb *db, const PsqFile *file, GError **error)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	g_auto(GStrv) pieces = g_strsplit(file->text, next_piece, -1);
	for (char **piece = pieces; *piece != NULL; piece++) {
		g_autofree char *text = g_strconcat(lines->str, *piece, NULL);
		const PsqFile part = { .path = file->path,
			.name = file->name,
			.text = text,
			.len = strlen(text) };
		if (!psq_script_file(db, &part, error)) {
			return false;
		}
		for (const char *at = *piece; *at != '\0'; at++) {
			g_string_append(lines, *at == '\n' ? "\n" : "");
		}
		g_string_append(lines, "\n\n");
	}
	return true;
}

// What holds no lock that anybody waits for may wait itself.
static bool
run_outside(PsqDb *db, const PsqFile *file, GError **error)
{
	g_autofree char *sha256 = digest(file);
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, file->name);
	psq_params_text(params, sha256);
	return psq_script(db, migrate_what, "SET lock_timeout = 0", error) &&
		run_pieces(db, file, error) &&
		psq_script(db, migrate_what, short_waits, error) &&
		psq_command(db, migrate_what, record_sql, params, error);
}

static bool
run_migration(PsqDb *db, gconstpointer what, GError **error)
{
	const PsqFile *file = what;
	return strstr(file->text, next_piece) != NULL
		? run_outside(db, file, error)
		: run_in_transaction(db, file, error);
}

static bool
run_together(PsqDb *db, gconstpointer what, GError **error)
{
	const GPtrArray *files = what;
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
		if (!run_patiently(db, run_migration, file, error)) {
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
	if (!run_patiently(db, run_together, schema->first, error)) {
		return false;
	}
	g_autoptr(GHashTable) applied = read_applied(db, error);
	return applied != NULL && compare(schema, applied, pending, error) &&
		run_pending(db, pending, names, error) &&
		run_patiently(db, run_together, schema->repeatable, error);
}

static bool
lock(PsqDb *db, GError **error)
{
	for (;;) {
		g_autoptr(PsqResult) result = psq_query(
			db, PSQ_SHAPE_ROW, migrate_what, lock_sql, NULL, error);
		if (result == NULL) {
			return false;
		}
		if (psq_result_bool(result, 0, 0)) {
			return true;
		}
	}
}

// The lock is the session's, so that it spans the transactions; a connection
// that dies gives it back.
bool
psq_store_migrate(PsqDb *db, const PsqSchema *schema, GPtrArray **ret_applied,
	GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	if (!psq_script(db, migrate_what, "SET statement_timeout = 0", error) ||
		!lock(db, error)) {
		return false;
	}
	bool good = psq_script(db, migrate_what, short_waits, error) &&
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
