// statement.c - what the ledger says of a mailbox, and what that proves
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/statement.h"

#include "store/query.h"

// Messages that came before under another UIDVALIDITY did not come again.
static const char fates_sql[] =
	"SELECT fate, again, count(*) FROM ("
	"SELECT l.fate, CASE l.fate "
	"WHEN 'duplicate' THEN EXISTS (SELECT FROM psq.ledger f "
	" WHERE f.message = l.message AND f.mailbox = l.mailbox "
	" AND f.uidvalidity NOT IN (0, l.uidvalidity) "
	" AND f.taken_at <= l.taken_at) "
	"WHEN 'quarantined' THEN EXISTS (SELECT FROM psq.ledger f "
	" WHERE f.quarantine = l.quarantine AND f.mailbox = l.mailbox "
	" AND f.uidvalidity NOT IN (0, l.uidvalidity) "
	" AND f.taken_at < l.taken_at) "
	"WHEN 'skipped' THEN l.uidvalidity <> m.uidvalidity "
	"ELSE false END AS again "
	"FROM psq.ledger l JOIN psq.mailbox m ON m.id = l.mailbox "
	"WHERE m.id = $1::bigint AND l.uidvalidity <> 0 "
	"AND ($2::date IS NULL OR (coalesce(l.internal_date, l.taken_at) "
	" AT TIME ZONE 'Europe/Paris')::date = $2::date)) t "
	"GROUP BY fate, again";

static const char folder_sql[] =
	"SELECT extract(epoch FROM (SELECT min(begun_at) FROM psq.folder p "
	" WHERE p.mailbox = m.id))::bigint, "
	"extract(epoch FROM f.polled_at)::bigint, "
	"extract(epoch FROM f.checked_at)::bigint, "
	"f.uidvalidity, f.uidnext, f.shown, f.lacking, "
	"(SELECT coalesce(sum(upper(v.uids) - lower(v.uids)), 0)::bigint "
	" FROM psq.vanished v WHERE v.mailbox = m.id AND ($2::date IS NULL "
	" OR ($2::date BETWEEN (v.since AT TIME ZONE 'Europe/Paris')::date "
	" AND (v.until AT TIME ZONE 'Europe/Paris')::date))), "
	"(f.polled_at AT TIME ZONE 'Europe/Paris')::date > $2::date, "
	"(now() AT TIME ZONE 'Europe/Paris')::date = $2::date "
	"FROM psq.mailbox m LEFT JOIN psq.folder f ON f.mailbox = m.id "
	"AND f.uidvalidity = m.uidvalidity WHERE m.id = $1::bigint";

static const char what[] = "could not ask what the ledger says";

static bool
add_fates(PsqStatement *statement, const PsqResult *r, GError **error)
{
	for (int row = 0; row < psq_result_rows(r); row++) {
		PsqFate fate;
		int64_t count = psq_result_int(r, row, 2);
		if (!psq_fate_from_name(psq_result_text(r, row, 0), &fate)) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"%s: the database knows a fate that this "
				"version does not",
				what);
		}
		if (psq_result_bool(r, row, 1)) {
			statement->again += count;
		} else {
			statement->fates[fate] += count;
			statement->received += count;
		}
	}
	return true;
}

static void
add_folder(PsqStatement *statement, const PsqResult *r)
{
	statement->begun_at = psq_result_int(r, 0, 0);
	statement->polled_at = psq_result_int(r, 0, 1);
	statement->checked_at = psq_result_int(r, 0, 2);
	statement->uidvalidity = psq_result_int(r, 0, 3);
	statement->uidnext = psq_result_int(r, 0, 4);
	statement->shown = psq_result_int(r, 0, 5);
	statement->lacking = psq_result_int(r, 0, 6);
	statement->vanished = psq_result_int(r, 0, 7);
	statement->day_is_over = psq_result_bool(r, 0, 8);
	statement->day_is_today = psq_result_bool(r, 0, 9);
}

PsqStatement *
psq_store_statement(PsqDb *db, int64_t mailbox, const char *day, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, mailbox);
	psq_params_text(params, day);
	g_autoptr(PsqResult) folder =
		psq_query(db, PSQ_SHAPE_ROW, what, folder_sql, params, error);
	g_autoptr(PsqResult) fates = folder != NULL
		? psq_query(db, PSQ_SHAPE_ANY, what, fates_sql, params, error)
		: NULL;
	g_autofree PsqStatement *statement = g_new0(PsqStatement, 1);
	if (fates == NULL || !add_fates(statement, fates, error)) {
		return NULL;
	}
	add_folder(statement, folder);
	return g_steal_pointer(&statement);
}

bool
psq_statement_is_whole(const PsqStatement *statement, bool of_a_day)
{
	return statement->polled_at != 0 && statement->lacking == 0 &&
		(!of_a_day || statement->day_is_over ||
			statement->day_is_today);
}
