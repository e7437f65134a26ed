// archive.c - all that is held on a ticket or a person, and its end
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/archive.h"

#include "store/query.h"

static const char bundle_sql[] =
	"SELECT what || '.json', convert_to(jsonb_pretty(content), 'UTF8') "
	"FROM psq.bundle($1::text)";
static const char originals_sql[] =
	"SELECT 'originals/' || m.id || '.eml', r.bytes FROM psq.ticket t "
	"JOIN psq.message m ON m.ticket = t.id "
	"JOIN psq.raw r ON r.message = m.id "
	"WHERE t.number = $1::text "
	"UNION ALL SELECT 'letters/' || l.id || '.eml', l.bytes "
	"FROM psq.ticket t JOIN psq.letter l ON l.ticket = t.id "
	"WHERE t.number = $1::text AND l.bytes IS NOT NULL";
static const char tickets_sql[] = "SELECT number FROM psq.tickets_of($1::text)";
static const char erase_sql[] = "SELECT psq.erase($1::text, $2::text)";
static const char purge_sql[] =
	"SELECT kind, count FROM psq.purge($1::boolean, $2::bigint)";
static const char months_sql[] = "SELECT psq.purge_months()";

void
psq_archived_free(PsqArchived *archived)
{
	if (archived == NULL) {
		return;
	}
	g_free(archived->name);
	g_clear_pointer(&archived->bytes, g_bytes_unref);
	g_free(archived);
}

void
psq_purged_free(PsqPurged *purged)
{
	if (purged == NULL) {
		return;
	}
	g_free(purged->kind);
	g_free(purged);
}

static bool
take_files(PsqDb *db, const char *sql, const PsqParams *params,
	GPtrArray *files, GError **error)
{
	g_autoptr(PsqResult) r = psq_query(db, PSQ_SHAPE_ANY,
		"could not read the ticket", sql, params, error);
	for (int row = 0; r != NULL && row < psq_result_rows(r); row++) {
		PsqArchived *file = g_new0(PsqArchived, 1);
		file->name = g_strdup(psq_result_text(r, row, 0));
		file->bytes = psq_result_bytes(r, row, 1);
		g_ptr_array_add(files, file);
	}
	return r != NULL;
}

GPtrArray *
psq_store_archive(PsqDb *db, const char *number, GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_archived_free);
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, number);
	if (!take_files(db, bundle_sql, params, files, error) ||
		!take_files(db, originals_sql, params, files, error)) {
		return NULL;
	}
	if (files->len == 0) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"there is no ticket %s", number);
	}
	return g_steal_pointer(&files);
}

// The first column of what a statement gives.
static GPtrArray *
column(PsqDb *db, const char *what, const char *sql, const PsqParams *params,
	GError **error)
{
	g_autoptr(PsqResult) r =
		psq_query(db, PSQ_SHAPE_COLUMN, what, sql, params, error);
	if (r == NULL) {
		return NULL;
	}
	GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
	for (int row = 0; row < psq_result_rows(r); row++) {
		g_ptr_array_add(texts, g_strdup(psq_result_text(r, row, 0)));
	}
	return texts;
}

GPtrArray *
psq_store_tickets_of(PsqDb *db, const char *person, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, person);
	return column(db, "could not look for the person's tickets",
		tickets_sql, params, error);
}

GPtrArray *
psq_store_erase(PsqDb *db, const char *person, const char *why, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, person);
	psq_params_text(params, why);
	return column(db, "could not erase", erase_sql, params, error);
}

GPtrArray *
psq_store_purge(PsqDb *db, bool dry_run, int64_t at_most, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_bool(params, dry_run);
	psq_params_int(params, at_most);
	g_autoptr(PsqResult) r = psq_query(
		db, PSQ_SHAPE_ANY, "could not purge", purge_sql, params, error);
	if (r == NULL) {
		return NULL;
	}
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_purged_free);
	for (int row = 0; row < psq_result_rows(r); row++) {
		PsqPurged *purged = g_new0(PsqPurged, 1);
		purged->kind = g_strdup(psq_result_text(r, row, 0));
		purged->count = psq_result_int(r, row, 1);
		g_ptr_array_add(list, purged);
	}
	return list;
}

int64_t
psq_store_purge_months(PsqDb *db, GError **error)
{
	g_autoptr(PsqResult) r = psq_query(db, PSQ_SHAPE_ROW,
		"could not drop the months that are over", months_sql, NULL,
		error);
	return r != NULL ? psq_result_int(r, 0, 0) : -1;
}
