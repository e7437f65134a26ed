// share.c - this process's part of the mailboxes, as the database has it
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/share.h"

#include "common/log.h"
#include "daemon/place.h"
#include "store/migrate.h"

#include <systemd/sd-id128.h>
#include <unistd.h>

// Without a sign of life for so long the leases are free.
enum { LEASE_SECONDS = 15 };

struct PsqShare {
	const PsqSchema *schema;
	PsqProcess me;
	char *application;
	PsqDb *db; // NULL: not connected
};

static void
process_init(PsqProcess *me)
{
	sd_id128_t id;
	if (sd_id128_randomize(&id) < 0) {
		g_error("no random numbers");
	}
	sd_id128_to_uuid_string(id, me->id);
	me->host = g_get_host_name();
	me->pid = (int)getpid();
	me->place = psq_place_here();
}

PsqShare *
psq_share_new(const PsqSchema *schema)
{
	PsqShare *share = g_new0(PsqShare, 1);
	share->schema = schema;
	process_init(&share->me);
	share->application = psq_lease_application(share->me.id);
	return share;
}

const char *
psq_share_application(const PsqShare *share)
{
	return share->application;
}

void
psq_share_disconnect(PsqShare *share)
{
	g_clear_pointer(&share->db, psq_db_free);
}

// The leases in the configuration's order. Those of mailboxes that it lacks
// are to be given back: *stray.
static GArray *
arrange(const PsqWanted *wanted, const GArray *leases, GArray *stray)
{
	g_autoptr(GHashTable) by_id =
		g_hash_table_new(g_int64_hash, g_int64_equal);
	GArray *arranged = g_array_new(FALSE, TRUE, sizeof(PsqLease));
	g_array_set_size(arranged, wanted->mailboxes->len);
	for (guint i = 0; i < wanted->mailboxes->len; i++) {
		PsqLease *lease = &g_array_index(arranged, PsqLease, i);
		lease->mailbox =
			g_array_index(wanted->mailboxes, PsqStoreMailbox, i).id;
		g_hash_table_insert(by_id, &lease->mailbox, lease);
	}
	for (guint i = 0; i < leases->len; i++) {
		const PsqLease *had = &g_array_index(leases, PsqLease, i);
		PsqLease *lease = g_hash_table_lookup(by_id, &had->mailbox);
		if (lease != NULL) {
			*lease = *had;
		} else {
			g_array_append_val(stray, had->mailbox);
		}
	}
	return arranged;
}

static bool
connected(PsqShare *share, const PsqWanted *wanted, GError **error)
{
	if (share->db != NULL) {
		return true;
	}
	g_autoptr(PsqDb) db =
		psq_db_open(wanted->database, share->application, error);
	if (db == NULL || !psq_store_schema_check(db, share->schema, error)) {
		return false;
	}
	share->db = g_steal_pointer(&db);
	return true;
}

// The time counts from before it was asked for: the database's counts from
// later.
static bool
beat(PsqShare *share, const PsqWanted *wanted, gint64 *ret_until,
	GError **error)
{
	gint64 until = g_get_monotonic_time() + LEASE_SECONDS * G_USEC_PER_SEC;
	if (!psq_store_beat(
		    share->db, &share->me, wanted->ids, LEASE_SECONDS, error)) {
		return false;
	}
	*ret_until = until;
	return true;
}

static bool
release(PsqShare *share, const GArray *mailboxes, GError **error)
{
	return mailboxes->len == 0 ||
		psq_store_release(share->db, &share->me, mailboxes, error);
}

static bool
bury(PsqShare *share, GError **error)
{
	unsigned count = 0;
	if (!psq_store_bury(
		    share->db, &share->me, psq_place_is_gone, &count, error)) {
		return false;
	}
	if (count > 0) {
		psq_log(PSQ_LOG_WARNING,
			"%u other processes are gone: their mailboxes are free",
			count);
	}
	return true;
}

bool
psq_share_look(PsqShare *share, PsqWanted *wanted, const GArray *released,
	int company, gint64 *ret_until, GArray **ret_leases, GError **error)
{
	g_autoptr(GArray) leases = NULL;
	g_autoptr(GArray) stray = g_array_new(FALSE, FALSE, sizeof(int64_t));
	// The dead first: they may hold locks for which all else would wait.
	if (!connected(share, wanted, error) || !bury(share, error) ||
		!psq_wanted_sync(wanted, share->db, error) ||
		!beat(share, wanted, ret_until, error) ||
		!release(share, released, error) ||
		!psq_store_take(
			share->db, &share->me, company, &leases, error)) {
		return false;
	}
	g_autoptr(GArray) arranged = arrange(wanted, leases, stray);
	if (!release(share, stray, error)) {
		return false;
	}
	*ret_leases = g_steal_pointer(&arranged);
	return true;
}

void
psq_share_leave(PsqShare *share)
{
	g_autoptr(GError) ignored = NULL; // its silence will tell
	if (share->db != NULL &&
		!psq_store_leave(share->db, &share->me, &ignored)) {
		psq_log(PSQ_LOG_DEBUG, "%s", ignored->message);
	}
}

void
psq_share_free(PsqShare *share)
{
	if (share == NULL) {
		return;
	}
	psq_db_free(share->db);
	g_free((gpointer)share->me.place);
	g_free(share->application);
	g_free(share);
}
