// query.c - SQL with typed parameters and results of an expected shape
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/array.h"
#include "store/db-private.h"

static PsqResult *
result_new(PGresult *pg)
{
	PsqResult *result = g_new0(PsqResult, 1);
	result->pg = pg;
	return result;
}

void
psq_result_free(PsqResult *result)
{
	if (result == NULL) {
		return;
	}
	PQclear(result->pg);
	g_free(result);
}

// libpq's arrays of a statement's parameters.
typedef struct {
	int count;
	const char *const *values;
	const int *lengths;
	const int *formats;
} Bound;

static Bound
bind_params(const PsqParams *params)
{
	if (params == NULL) {
		return (Bound){ 0 };
	}
	return (Bound){
		.count = (int)params->values->len,
		.values = (const char *const *)params->values->pdata,
		.lengths = (const int *)(void *)params->lengths->data,
		.formats = (const int *)(void *)params->formats->data,
	};
}

PsqResult *
psq_query(PsqDb *db, PsqShape shape, const char *what, const char *sql,
	const PsqParams *params, GError **error)
{
	Bound b = bind_params(params);
	g_autoptr(PsqResult) result = result_new(PQexecParams(db->conn, sql,
		b.count, NULL, b.values, b.lengths, b.formats, 0));
	if (!psq_db_shaped(db, result->pg, shape, what, error)) {
		return NULL;
	}
	return g_steal_pointer(&result);
}

bool
psq_command(PsqDb *db, const char *what, const char *sql,
	const PsqParams *params, GError **error)
{
	g_autoptr(PsqResult) result =
		psq_query(db, PSQ_SHAPE_NONE, what, sql, params, error);
	return result != NULL;
}

bool
psq_call(PsqDb *db, const char *what, const char *sql, const PsqParams *params,
	GError **error)
{
	g_autoptr(PsqResult) result =
		psq_query(db, PSQ_SHAPE_ROW, what, sql, params, error);
	return result != NULL;
}

static bool
script_failed(const PGresult *pg)
{
	ExecStatusType status = PQresultStatus(pg);
	return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK &&
		status != PGRES_EMPTY_QUERY;
}

bool
psq_script(PsqDb *db, const char *what, const char *sql, GError **error)
{
	g_autoptr(PGresult) pg = PQexec(db->conn, sql);
	return !script_failed(pg) || psq_db_fail(db, pg, what, error);
}

// Where the server says the error is, it counts characters from 1.
static char *
place_of(const char *path, const char *sql, const PGresult *pg)
{
	const char *position =
		PQresultErrorField(pg, PG_DIAG_STATEMENT_POSITION);
	if (position == NULL) {
		return g_strdup(path);
	}
	gint64 characters = g_ascii_strtoll(position, NULL, 10) - 1;
	int line = 1;
	for (const char *at = sql; *at != '\0' && characters > 0;
		at = g_utf8_next_char(at), characters--) {
		line += *at == '\n';
	}
	return g_strdup_printf("%s:%d", path, line);
}

bool
psq_script_file(PsqDb *db, const PsqFile *file, GError **error)
{
	g_autoptr(PGresult) pg = PQexec(db->conn, file->text);
	if (!script_failed(pg)) {
		return true;
	}
	g_autofree char *place = place_of(file->path, file->text, pg);
	return psq_db_fail(db, pg, place, error);
}

// Statements of a pipeline are prepared before it, each once a connection.
static bool
prepare(PsqDb *db, const char *what, const PsqStep *step, GError **error)
{
	if (g_hash_table_contains(db->prepared, step->sql)) {
		return true;
	}
	g_autofree char *name = g_strdup_printf("psq_%p", (void *)step->sql);
	g_autoptr(PGresult) pg = PQprepare(db->conn, name, step->sql, 0, NULL);
	if (PQresultStatus(pg) != PGRES_COMMAND_OK) {
		return psq_db_fail(db, pg, what, error);
	}
	g_hash_table_add(db->prepared, (gpointer)step->sql);
	return true;
}

// Sends all steps. In blocking mode libpq reads answers while it waits to
// write, so that a long pipeline can't stop both sides.
static bool
send_steps(PsqDb *db, const char *what, const PsqStep *steps, size_t count,
	GError **error)
{
	for (size_t i = 0; i < count; i++) {
		Bound b = bind_params(steps[i].params);
		g_autofree char *name =
			g_strdup_printf("psq_%p", (void *)steps[i].sql);
		if (!PQsendQueryPrepared(db->conn, name, b.count, b.values,
			    b.lengths, b.formats, 0)) {
			return psq_db_fail(db, NULL, what, error);
		}
	}
	if (!PQpipelineSync(db->conn)) {
		return psq_db_fail(db, NULL, what, error);
	}
	return true;
}

// The next result, and the NULL that ends it; NULL for a lost connection.
static PGresult *
next_result(PsqDb *db)
{
	PGresult *pg = PQgetResult(db->conn);
	if (pg != NULL && PQresultStatus(pg) != PGRES_PIPELINE_SYNC) {
		PQclear(PQgetResult(db->conn));
	}
	return pg;
}

// Takes the answers of all steps; of several failures the first is told.
static bool
receive_steps(PsqDb *db, const char *what, PsqStep *steps, size_t count,
	GError **error)
{
	bool good = true;
	for (size_t i = 0; i < count; i++) {
		PsqResult *result = result_new(next_result(db));
		if (good) {
			good = psq_db_shaped(
				db, result->pg, steps[i].shape, what, error);
		}
		if (good) {
			steps[i].result = result;
		} else {
			psq_result_free(result);
		}
	}
	PQclear(next_result(db)); // the synchronisation
	return good;
}

bool
psq_pipeline(PsqDb *db, const char *what, PsqStep *steps, size_t count,
	GError **error)
{
	for (size_t i = 0; i < count; i++) {
		if (!prepare(db, what, &steps[i], error)) {
			return false;
		}
	}
	if (!PQenterPipelineMode(db->conn)) {
		return psq_db_fail(db, NULL, what, error);
	}
	bool good = send_steps(db, what, steps, count, error) &&
		receive_steps(db, what, steps, count, error);
	// Fails only on a lost connection, which the next call tells.
	(void)PQexitPipelineMode(db->conn);
	return good;
}

int
psq_result_rows(const PsqResult *result)
{
	return PQntuples(result->pg);
}

const char *
psq_result_text(const PsqResult *result, int row, int column)
{
	g_assert(row < PQntuples(result->pg));
	g_assert(column < PQnfields(result->pg));
	if (PQgetisnull(result->pg, row, column)) {
		return NULL;
	}
	return PQgetvalue(result->pg, row, column);
}

int64_t
psq_result_int(const PsqResult *result, int row, int column)
{
	const char *text = psq_result_text(result, row, column);
	return text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0;
}

bool
psq_result_bool(const PsqResult *result, int row, int column)
{
	const char *text = psq_result_text(result, row, column);
	return text != NULL && *text == 't';
}

GPtrArray *
psq_result_texts(const PsqResult *result, int row, int column)
{
	return psq_array_read(psq_result_text(result, row, column));
}

GBytes *
psq_result_bytes(const PsqResult *result, int row, int column)
{
	const char *text = psq_result_text(result, row, column);
	if (text == NULL) {
		return NULL;
	}
	size_t len;
	unsigned char *bytes =
		PQunescapeBytea((const unsigned char *)text, &len);
	if (bytes == NULL) {
		g_error("out of memory");
	}
	return g_bytes_new_with_free_func(bytes, len, PQfreemem, bytes);
}
