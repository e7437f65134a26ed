// ledger.c - which messages of a server are new, and which it was told of
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/ledger.h"

#include "store/lease-step.h"

// What is wanted after all is in the ledger, but to be taken.
static const char missing_sql[] =
	"SELECT DISTINCT u, coalesce(a.process <> $4::text, false) "
	"FROM unnest($3::bigint[]) u "
	"LEFT JOIN psq.attempt a ON a.mailbox = $1::bigint "
	"AND a.uidvalidity = $2::bigint AND a.uid = u "
	"WHERE NOT EXISTS "
	"(SELECT FROM psq.ledger l WHERE l.mailbox = $1::bigint "
	"AND l.uidvalidity = $2::bigint AND l.uid = u "
	"AND l.wanted_at IS NULL) ORDER BY u";

static const char begin_sql[] =
	"SELECT psq.begin_attempts($1::bigint, $2::bigint, $3::bigint[], "
	"$4::text)";

static const char end_sql[] =
	"SELECT psq.end_attempts($1::bigint, $2::bigint, $3::bigint[], "
	"$4::text)";

static const char unsettled_sql[] =
	"SELECT uid FROM psq.ledger WHERE mailbox = $1::bigint "
	"AND uidvalidity = $2::bigint AND uid = ANY ($3::bigint[]) "
	"AND settled_at IS NULL AND sha256 IS NOT NULL ORDER BY uid";

static const char settled_sql[] =
	"UPDATE psq.ledger SET settled_at = now() "
	"WHERE mailbox = $1::bigint AND uidvalidity = $2::bigint "
	"AND uid = ANY ($3::bigint[]) AND settled_at IS NULL";

static PsqParams *
params_of(int64_t mailbox, uint32_t uidvalidity, const GArray *uids)
{
	PsqParams *params = psq_params_new();
	psq_params_int(params, mailbox);
	psq_params_int(params, uidvalidity);
	psq_params_uint32s(params, uids);
	return params;
}

static bool
pick(PsqDb *db, const char *what, const char *sql, const PsqParams *params,
	GArray **ret_uids, GError **error)
{
	g_autoptr(PsqResult) result =
		psq_query(db, PSQ_SHAPE_COLUMN, what, sql, params, error);
	if (result == NULL) {
		return false;
	}
	int rows = psq_result_rows(result);
	GArray *uids =
		g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), (guint)rows);
	for (int i = 0; i < rows; i++) {
		uint32_t uid = (uint32_t)psq_result_int(result, i, 0);
		g_array_append_val(uids, uid);
	}
	*ret_uids = uids;
	return true;
}

bool
psq_store_missing(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, const char *process, GArray **ret_fresh,
	GArray **ret_suspects, GError **error)
{
	g_autoptr(PsqParams) params = params_of(mailbox, uidvalidity, uids);
	psq_params_text(params, process);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ANY,
		"could not ask the ledger what is new", missing_sql, params,
		error);
	if (result == NULL) {
		return false;
	}
	*ret_fresh = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	*ret_suspects = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (int i = 0; i < psq_result_rows(result); i++) {
		uint32_t uid = (uint32_t)psq_result_int(result, i, 0);
		g_array_append_val(psq_result_bool(result, i, 1) ? *ret_suspects
								 : *ret_fresh,
			uid);
	}
	return true;
}

static bool
note_attempt(PsqDb *db, const char *sql, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, const char *process, GError **error)
{
	g_autoptr(PsqParams) params = params_of(mailbox, uidvalidity, uids);
	psq_params_text(params, process);
	return psq_call(db, "could not note which messages are taken up", sql,
		params, error);
}

bool
psq_store_attempt(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, const char *process, GError **error)
{
	return note_attempt(
		db, begin_sql, mailbox, uidvalidity, uids, process, error);
}

bool
psq_store_attempt_end(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, const char *process, GError **error)
{
	return note_attempt(
		db, end_sql, mailbox, uidvalidity, uids, process, error);
}

bool
psq_store_unsettled(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, GArray **ret_unsettled, GError **error)
{
	g_autoptr(PsqParams) params = params_of(mailbox, uidvalidity, uids);
	return pick(db, "could not ask the ledger what is to be settled",
		unsettled_sql, params, ret_unsettled, error);
}

bool
psq_store_settled(PsqDb *db, const PsqLease *lease, uint32_t uidvalidity,
	const GArray *uids, GError **error)
{
	g_autoptr(PsqParams) params =
		params_of(lease->mailbox, uidvalidity, uids);
	return psq_lease_command(db, lease, "could not note what was settled",
		settled_sql, params, error);
}
