// folder.c - the server's messages against the ledger: first look, each visit
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/folder.h"

#include "store/lease-step.h"

static const char first_look_sql[] =
	"SELECT psq.first_look($1::bigint, $2::bigint, $3::text)";

static const char skip_sql[] =
	"SELECT psq.skip_messages($1::bigint, $2::bigint, $3::bigint, "
	"$4::bigint[], $5::bigint[], $6::bigint[])";

static const char backfill_sql[] =
	"SELECT psq.backfill($1::bigint, $2::date, $3::text)";

static const char visit_sql[] =
	"SELECT vanished, stuck FROM psq.note_poll($1::bigint, $2::bigint, "
	"$3::bigint, $4::bigint, $5::bigint[], $6::bigint[], $7::boolean)";

PsqShown *
psq_shown_new(void)
{
	PsqShown *shown = g_new0(PsqShown, 1);
	shown->uids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	shown->sizes = g_array_new(FALSE, FALSE, sizeof(int64_t));
	shown->dates = g_array_new(FALSE, FALSE, sizeof(int64_t));
	return shown;
}

void
psq_shown_free(PsqShown *shown)
{
	if (shown == NULL) {
		return;
	}
	g_array_unref(shown->uids);
	g_array_unref(shown->sizes);
	g_array_unref(shown->dates);
	g_free(shown);
}

void
psq_shown_add(PsqShown *shown, uint32_t uid, int64_t size, int64_t date)
{
	g_array_append_val(shown->uids, uid);
	g_array_append_val(shown->sizes, size);
	g_array_append_val(shown->dates, date);
}

bool
psq_store_first_look(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const char *first_look, int64_t *ret_before, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, mailbox);
	psq_params_int(params, uidvalidity);
	psq_params_text(params, first_look);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ROW,
		"could not ask whether a mailbox is new", first_look_sql,
		params, error);
	if (result == NULL) {
		return false;
	}
	*ret_before = psq_result_int(result, 0, 0);
	return true;
}

bool
psq_store_skip(PsqDb *db, const PsqLease *lease, uint32_t uidvalidity,
	int64_t before, const PsqShown *skipped, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, lease->mailbox);
	psq_params_int(params, uidvalidity);
	psq_params_int(params, before);
	psq_params_uint32s(params, skipped->uids);
	psq_params_int64s(params, skipped->sizes);
	psq_params_int64s(params, skipped->dates);
	g_autoptr(PsqResult) result = psq_lease_query(db, lease, PSQ_SHAPE_ROW,
		"could not leave messages out", skip_sql, params, error);
	return result != NULL;
}

bool
psq_store_backfill(PsqDb *db, int64_t mailbox, const char *since,
	const char *who, int64_t *ret_count, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, mailbox);
	psq_params_text(params, since);
	psq_params_text(params, who);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ROW,
		"could not ask for what was left out", backfill_sql, params,
		error);
	if (result == NULL) {
		return false;
	}
	*ret_count = psq_result_int(result, 0, 0);
	return true;
}

bool
psq_store_visit(PsqDb *db, const PsqLease *lease, const PsqVisit *visit,
	int64_t *ret_vanished, uint32_t *ret_stuck, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, lease->mailbox);
	psq_params_int(params, visit->uidvalidity);
	psq_params_int(params, visit->uidnext);
	psq_params_int(params, visit->shown);
	psq_params_uint32s(params, visit->missing->uids);
	psq_params_int64s(params, visit->missing->dates);
	psq_params_bool(params, visit->whole);
	g_autoptr(PsqResult) result = psq_lease_query(db, lease, PSQ_SHAPE_ROW,
		"could not note a visit", visit_sql, params, error);
	if (result == NULL) {
		return false;
	}
	*ret_vanished = psq_result_int(result, 0, 0);
	*ret_stuck = (uint32_t)psq_result_int(result, 0, 1);
	return true;
}
