// mailbox.c - stations and mailboxes in the database, and how they fare
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/mailbox.h"

#include "store/lease-step.h"

#include <stddef.h>

static const char sync_what[] = "could not bring the mailboxes up to date";

// Nothing is written or locked where nothing has changed: psqd starts often,
// and there may be a thousand mailboxes.
static const char stations_sql[] =
	"INSERT INTO psq.station (code, name, postal_address, phone, answers, "
	"duty_address) SELECT c, n, nullif(p, ''), nullif(t, ''), "
	"nullif(a, ''), nullif(d, '') FROM unnest($1::text[], $2::text[], "
	"$3::text[], $4::text[], $5::text[], $6::text[]) "
	"u (c, n, p, t, a, d) WHERE NOT EXISTS (SELECT FROM psq.station s "
	" WHERE s.code = c AND (s.name, s.postal_address, s.phone, s.answers, "
	" s.duty_address) IS NOT DISTINCT FROM (n, nullif(p, ''), "
	" nullif(t, ''), nullif(a, ''), nullif(d, ''))) ORDER BY c "
	"ON CONFLICT (code) DO UPDATE SET name = excluded.name, "
	"postal_address = excluded.postal_address, phone = excluded.phone, "
	"answers = excluded.answers, duty_address = excluded.duty_address";

static const char mailboxes_sql[] =
	"INSERT INTO psq.mailbox (address, station, folder) "
	"SELECT lower(a), s, f "
	"FROM unnest($1::text[], $2::text[], $3::text[]) t (a, s, f) "
	"WHERE NOT EXISTS (SELECT FROM psq.mailbox m WHERE m.address = "
	"lower(a) AND m.station = s AND m.folder = f) ORDER BY lower(a) "
	"ON CONFLICT (address) DO UPDATE "
	"SET station = excluded.station, folder = excluded.folder";

static const char ids_sql[] =
	"SELECT m.id FROM unnest($1::text[]) WITH ORDINALITY t (a, n) "
	"LEFT JOIN psq.mailbox m ON m.address = lower(a) ORDER BY n";

static const char find_sql[] =
	"SELECT id FROM psq.mailbox WHERE address = lower($1::text)";

static const char failed_sql[] =
	"UPDATE psq.mailbox SET last_error = $2::text, last_error_at = now(), "
	"errors_in_row = errors_in_row + 1 WHERE id = $1::bigint";

static const char status_sql[] =
	"SELECT m.address, m.station, s.name, m.folder, "
	"extract(epoch FROM m.last_poll_at)::bigint, "
	"extract(epoch FROM m.last_message_at)::bigint, "
	"extract(epoch FROM m.last_error_at)::bigint, "
	"m.last_error, m.errors_in_row, "
	"(SELECT count(*) FROM psq.ticket t "
	" WHERE t.mailbox = m.id AND t.state <> 'closed'), "
	"(SELECT count(DISTINCT t.id) FROM psq.ticket t "
	" JOIN psq.flag f ON f.ticket = t.id "
	" WHERE t.mailbox = m.id AND t.state <> 'closed' "
	" AND f.flag IN ('emergency', 'distress')), "
	"(SELECT count(*) FROM psq.quarantine q "
	" WHERE q.mailbox = m.id AND q.state = 'open'), "
	"(SELECT p.host || ' ' || p.pid FROM psq.lease l "
	" JOIN psq.process p ON p.id = l.process "
	" WHERE l.mailbox = m.id AND p.alive_until > now()) "
	"FROM psq.mailbox m JOIN psq.station s ON s.code = m.station "
	"ORDER BY m.station, m.address";

// The fields of stations, as stations_sql takes them.
static const size_t station_fields[] = {
	offsetof(PsqStoreStation, code),
	offsetof(PsqStoreStation, name),
	offsetof(PsqStoreStation, postal_address),
	offsetof(PsqStoreStation, phone),
	offsetof(PsqStoreStation, answers),
	offsetof(PsqStoreStation, duty_address),
};

static bool
sync_stations(PsqDb *db, const PsqStoreStation *stations, size_t count,
	GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	for (size_t f = 0; f < G_N_ELEMENTS(station_fields); f++) {
		g_autoptr(GPtrArray) texts = g_ptr_array_new();
		for (size_t i = 0; i < count; i++) {
			const char *text = G_STRUCT_MEMBER(
				const char *, &stations[i], station_fields[f]);
			g_ptr_array_add(
				texts, (gpointer)(text != NULL ? text : ""));
		}
		psq_params_texts(params, texts);
	}
	return psq_command(db, sync_what, stations_sql, params, error);
}

static bool
take_ids(PsqDb *db, const GPtrArray *addresses, PsqStoreMailbox *mailboxes,
	GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_texts(params, addresses);
	g_autoptr(PsqResult) result = psq_query(
		db, PSQ_SHAPE_COLUMN, sync_what, ids_sql, params, error);
	if (result == NULL) {
		return false;
	}
	g_assert(psq_result_rows(result) == (int)addresses->len);
	for (guint i = 0; i < addresses->len; i++) {
		mailboxes[i].id = psq_result_int(result, (int)i, 0);
	}
	return true;
}

static bool
sync_mailboxes(
	PsqDb *db, PsqStoreMailbox *mailboxes, size_t count, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	g_autoptr(GPtrArray) addresses = g_ptr_array_new();
	g_autoptr(GPtrArray) stations = g_ptr_array_new();
	g_autoptr(GPtrArray) folders = g_ptr_array_new();
	for (size_t i = 0; i < count; i++) {
		g_ptr_array_add(addresses, (gpointer)mailboxes[i].address);
		g_ptr_array_add(stations, (gpointer)mailboxes[i].station);
		g_ptr_array_add(folders, (gpointer)mailboxes[i].folder);
	}
	psq_params_texts(params, addresses);
	psq_params_texts(params, stations);
	psq_params_texts(params, folders);
	return psq_command(db, sync_what, mailboxes_sql, params, error) &&
		take_ids(db, addresses, mailboxes, error);
}

static bool
sync_all(PsqDb *db, const PsqStoreStation *stations, size_t station_count,
	PsqStoreMailbox *mailboxes, size_t mailbox_count, GError **error)
{
	g_autoptr(PsqTx) tx = psq_tx_begin(db, error);
	return tx != NULL &&
		psq_script(db, sync_what, "SET LOCAL lock_timeout = '2s'",
			error) &&
		sync_stations(db, stations, station_count, error) &&
		sync_mailboxes(db, mailboxes, mailbox_count, error) &&
		psq_tx_commit(tx, error);
}

// Here what is refused comes from the configuration, not from a message.
bool
psq_store_sync(PsqDb *db, const PsqStoreStation *stations, size_t station_count,
	PsqStoreMailbox *mailboxes, size_t mailbox_count, GError **error)
{
	g_autoptr(GError) reason = NULL;
	if (sync_all(db, stations, station_count, mailboxes, mailbox_count,
		    &reason)) {
		return true;
	}
	if (psq_error_is(reason, PSQ_ERR_MESSAGE)) {
		reason->code = PSQ_ERR_CONFIG;
	}
	g_propagate_error(error, g_steal_pointer(&reason));
	return false;
}

bool
psq_store_mailbox_find(
	PsqDb *db, const char *address, int64_t *ret_id, GError **error)
{
	static const char what[] = "could not look a mailbox up";
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, address);
	g_autoptr(PsqResult) result =
		psq_query(db, PSQ_SHAPE_MAYBE, what, find_sql, params, error);
	if (result == NULL) {
		return false;
	}
	if (psq_result_rows(result) == 0) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"the database knows no mailbox \"%s\"", address);
	}
	*ret_id = psq_result_int(result, 0, 0);
	return true;
}

bool
psq_store_mailbox_failed(
	PsqDb *db, const PsqLease *lease, const char *reason, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	g_autofree char *text = g_utf8_make_valid(reason, -1);
	psq_params_int(params, lease->mailbox);
	psq_params_text(params, text);
	return psq_lease_command(db, lease, "could not note a mailbox's error",
		failed_sql, params, error);
}

void
psq_mailbox_status_free(PsqMailboxStatus *status)
{
	if (status == NULL) {
		return;
	}
	g_free(status->address);
	g_free(status->station);
	g_free(status->station_name);
	g_free(status->folder);
	g_free(status->last_error);
	g_free(status->holder);
	g_free(status);
}

static PsqMailboxStatus *
status_new(const PsqResult *r, int row)
{
	PsqMailboxStatus *status = g_new0(PsqMailboxStatus, 1);
	status->address = g_strdup(psq_result_text(r, row, 0));
	status->station = g_strdup(psq_result_text(r, row, 1));
	status->station_name = g_strdup(psq_result_text(r, row, 2));
	status->folder = g_strdup(psq_result_text(r, row, 3));
	status->last_poll_at = psq_result_int(r, row, 4);
	status->last_message_at = psq_result_int(r, row, 5);
	status->last_error_at = psq_result_int(r, row, 6);
	status->last_error = g_strdup(psq_result_text(r, row, 7));
	status->errors_in_row = (int)psq_result_int(r, row, 8);
	status->open_tickets = psq_result_int(r, row, 9);
	status->alarms = psq_result_int(r, row, 10);
	status->quarantined = psq_result_int(r, row, 11);
	status->holder = g_strdup(psq_result_text(r, row, 12));
	return status;
}

GPtrArray *
psq_store_status(PsqDb *db, GError **error)
{
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ANY,
		"could not ask how the mailboxes fare", status_sql, NULL,
		error);
	if (result == NULL) {
		return NULL;
	}
	GPtrArray *list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_mailbox_status_free);
	for (int row = 0; row < psq_result_rows(result); row++) {
		g_ptr_array_add(list, status_new(result, row));
	}
	return list;
}
