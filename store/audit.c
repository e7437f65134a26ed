// audit.c - is the history of tickets as it was written?
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/audit.h"

#include "store/query.h"

static const char problems_sql[] =
	"SELECT station, coalesce(seq, 0), problem "
	"FROM psq.audit_verify($1::text) ORDER BY 1, 2, 3";
static const char heads_sql[] =
	"SELECT station, events, hash FROM psq.audit_heads($1::text)";

void
psq_audit_line_free(PsqAuditLine *line)
{
	if (line == NULL) {
		return;
	}
	g_free(line->station);
	g_free(line->text);
	g_free(line);
}

static GPtrArray *
read_lines(PsqDb *db, const char *sql, const char *station, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, station);
	g_autoptr(PsqResult) r = psq_query(db, PSQ_SHAPE_ANY,
		"could not verify the history", sql, params, error);
	if (r == NULL) {
		return NULL;
	}
	GPtrArray *lines = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_audit_line_free);
	for (int row = 0; row < psq_result_rows(r); row++) {
		PsqAuditLine *line = g_new0(PsqAuditLine, 1);
		line->station = g_strdup(psq_result_text(r, row, 0));
		line->seq = psq_result_int(r, row, 1);
		line->text = g_strdup(psq_result_text(r, row, 2));
		g_ptr_array_add(lines, line);
	}
	return lines;
}

GPtrArray *
psq_store_audit_problems(PsqDb *db, const char *station, GError **error)
{
	return read_lines(db, problems_sql, station, error);
}

GPtrArray *
psq_store_audit_heads(PsqDb *db, const char *station, GError **error)
{
	return read_lines(db, heads_sql, station, error);
}
