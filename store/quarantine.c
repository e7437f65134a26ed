// quarantine.c - messages that could not be read: list, show, retry, discard
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/quarantine.h"

#include "store/reading-params.h"

#define COLUMNS                                               \
	"q.id, q.mailbox, m.address, q.uidvalidity, q.uid, "  \
	"extract(epoch FROM q.at)::bigint, q.reason, "        \
	"coalesce(octet_length(q.bytes), q.size_on_server), " \
	"q.complete, q.state, q.decided_by, q.sha256 IS NOT NULL "

static const char list_sql[] =
	"SELECT " COLUMNS
	"FROM psq.quarantine q JOIN psq.mailbox m ON m.id = q.mailbox "
	"WHERE $1::boolean OR q.state = 'open' ORDER BY q.id";

static const char show_sql[] =
	"SELECT " COLUMNS ", CASE WHEN $2::boolean THEN q.bytes END "
	"FROM psq.quarantine q JOIN psq.mailbox m ON m.id = q.mailbox "
	"WHERE q.id = $1::bigint";

static const char refile_sql[] =
	"SELECT its_fate, its_number FROM psq.refile_message($28::bigint, "
	"$29::text, " PSQ_READING_SQL ", $30::text)";

enum { COLUMN_COUNT = 12 };

void
psq_quarantined_free(PsqQuarantined *quarantined)
{
	if (quarantined == NULL) {
		return;
	}
	g_free(quarantined->address);
	g_free(quarantined->reason);
	g_free(quarantined->state);
	g_free(quarantined->decided_by);
	g_free(quarantined);
}

static PsqQuarantined *
quarantined_new(const PsqResult *r, int row)
{
	PsqQuarantined *q = g_new0(PsqQuarantined, 1);
	q->id = psq_result_int(r, row, 0);
	q->mailbox = psq_result_int(r, row, 1);
	q->address = g_strdup(psq_result_text(r, row, 2));
	q->uidvalidity = (uint32_t)psq_result_int(r, row, 3);
	q->uid = (uint32_t)psq_result_int(r, row, 4);
	q->at = psq_result_int(r, row, 5);
	q->reason = g_strdup(psq_result_text(r, row, 6));
	q->size = (uint64_t)psq_result_int(r, row, 7);
	q->complete = psq_result_bool(r, row, 8);
	q->state = g_strdup(psq_result_text(r, row, 9));
	q->decided_by = g_strdup(psq_result_text(r, row, 10));
	q->fetched = psq_result_bool(r, row, 11);
	return q;
}

GPtrArray *
psq_store_quarantine_list(PsqDb *db, bool all, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_bool(params, all);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ANY,
		"could not list the quarantine", list_sql, params, error);
	if (result == NULL) {
		return NULL;
	}
	GPtrArray *list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_quarantined_free);
	for (int row = 0; row < psq_result_rows(result); row++) {
		g_ptr_array_add(list, quarantined_new(result, row));
	}
	return list;
}

PsqQuarantined *
psq_store_quarantine_show(
	PsqDb *db, int64_t id, GBytes **ret_bytes, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, id);
	psq_params_bool(params, ret_bytes != NULL);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_MAYBE,
		"could not show a quarantined message", show_sql, params,
		error);
	if (result == NULL) {
		return NULL;
	}
	if (psq_result_rows(result) == 0) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"there is no quarantined message %" G_GINT64_FORMAT,
			(gint64)id);
	}
	if (ret_bytes != NULL) {
		*ret_bytes = psq_result_bytes(result, 0, COLUMN_COUNT);
	}
	return quarantined_new(result, 0);
}

bool
psq_store_quarantine_discard(
	PsqDb *db, int64_t id, const char *who, const char *why, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, id);
	psq_params_text(params, who);
	psq_params_text(params, why);
	return psq_call(db, "could not discard a quarantined message",
		"SELECT psq.discard_message($1::bigint, $2::text, $3::text)",
		params, error);
}

bool
psq_store_refetch(PsqDb *db, int64_t id, const char *who, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, id);
	psq_params_text(params, who);
	return psq_call(db, "could not ask for a quarantined message",
		"SELECT psq.refetch_message($1::bigint, $2::text)", params,
		error);
}

bool
psq_store_refile(PsqDb *db, int64_t id, const char *reader_version,
	const PsqReading *reading, const char *who, PsqFate *ret_fate,
	char **ret_number, GError **error)
{
	static const char what[] = "could not file a quarantined message";
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_reading(params, reading);
	psq_params_int(params, id);
	psq_params_text(params, reader_version);
	psq_params_text(params, who);
	g_autoptr(PsqResult) result =
		psq_query(db, PSQ_SHAPE_ROW, what, refile_sql, params, error);
	if (result == NULL) {
		return false;
	}
	if (!psq_fate_from_name(psq_result_text(result, 0, 0), ret_fate)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"%s: the database gave a fate that is not known", what);
	}
	if (ret_number != NULL) {
		*ret_number = g_strdup(psq_result_text(result, 0, 1));
	}
	return true;
}
