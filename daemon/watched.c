// watched.c - one mailbox of the configuration: whose it is, when it is due
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/watched.h"

#include "common/log.h"
#include "daemon/seats.h"

#include <sysexits.h>
#include <unistd.h>

enum {
	// The first pause after a failure; each further one is twice as long.
	FIRST_PAUSE_SECONDS = 5,
	// Each of a turn's commands to the server has its deadline; no turn has
	// so many of them.
	HANG_COMMANDS = 60,
};

void
psq_watched_free(PsqWatched *watched)
{
	psq_turn_mailbox_clear(&watched->mailbox);
	g_free(watched);
}

// The session of the same mailbox before the configuration changed.
static PsqImap *
steal_session(const PsqConfMailbox *conf, GPtrArray *old)
{
	for (guint i = 0; old != NULL && i < old->len; i++) {
		PsqWatched *before = g_ptr_array_index(old, i);
		if (before->mailbox.imap != NULL &&
			psq_conf_same_mailbox(conf, before->mailbox.conf)) {
			return g_steal_pointer(&before->mailbox.imap);
		}
	}
	return NULL;
}

// The number of a mailbox's server: that of its first mailbox.
static guint
server_number(GHashTable *servers, const PsqConfMailbox *conf, guint index)
{
	char *name = g_strdup_printf("%s %d", conf->host, conf->port);
	gpointer number = g_hash_table_lookup(servers, name);
	if (number != NULL) {
		g_free(name);
		return GPOINTER_TO_UINT(number) - 1;
	}
	g_hash_table_insert(servers, name, GUINT_TO_POINTER(index + 1));
	return index;
}

GPtrArray *
psq_watched_list(const PsqConf *conf, GPtrArray *old)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_watched_free);
	g_autoptr(GHashTable) servers =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < conf->mailboxes->len; i++) {
		PsqWatched *watched = g_new0(PsqWatched, 1);
		watched->index = i;
		watched->mailbox.conf = g_ptr_array_index(conf->mailboxes, i);
		watched->server =
			server_number(servers, watched->mailbox.conf, i);
		watched->mailbox.imap =
			steal_session(watched->mailbox.conf, old);
		watched->state = PSQ_WATCHED_FOREIGN;
		g_ptr_array_add(list, watched);
	}
	return list;
}

bool
psq_watched_told(PsqWatched *watched, const PsqLease *lease)
{
	g_assert(watched->state != PSQ_WATCHED_BUSY);
	bool taken = lease->fence > 0;
	if (taken && !lease->spare) {
		bool same = watched->state != PSQ_WATCHED_FOREIGN &&
			watched->mailbox.lease.fence == lease->fence;
		watched->mailbox.lease = *lease;
		if (!same) {
			watched->state = PSQ_WATCHED_WAITING;
			watched->due = g_get_monotonic_time();
		}
		return false;
	}
	watched->state = PSQ_WATCHED_FOREIGN;
	watched->mailbox.lease = *lease;
	return taken || watched->mailbox.imap != NULL;
}

// Some time around seconds from now, so that a thousand mailboxes that began
// together do not come back together.
static gint64
due_in(double seconds)
{
	double jitter = g_random_double_range(0.8, 1.2);
	return g_get_monotonic_time() +
		(gint64)(seconds * jitter * G_USEC_PER_SEC);
}

static double
pause_seconds(unsigned failures, const PsqConf *conf)
{
	unsigned doublings = MIN(failures - 1, 10U);
	return MIN((double)FIRST_PAUSE_SECONDS * (1U << doublings),
		(double)conf->retry_seconds);
}

void
psq_watched_schedule(PsqWatched *watched, const PsqConf *conf, bool once)
{
	watched->state = PSQ_WATCHED_WAITING;
	switch (watched->end) {
	case PSQ_TURN_MORE:
		watched->due = g_get_monotonic_time();
		return;
	case PSQ_TURN_IDLING:
		watched->due = due_in(conf->idle_seconds);
		return;
	case PSQ_TURN_LOST:
	case PSQ_TURN_LEFT:
		watched->state = PSQ_WATCHED_FOREIGN;
		return;
	case PSQ_TURN_FAILED:
		watched->due =
			due_in(pause_seconds(watched->mailbox.failures, conf));
		break;
	case PSQ_TURN_POLL:
	default:
		watched->due = due_in(conf->poll_seconds);
		break;
	}
	if (once) {
		watched->state = PSQ_WATCHED_DONE;
	}
}

int
psq_watched_listening_fd(const PsqWatched *watched)
{
	const PsqImap *imap = watched->mailbox.imap;
	bool listens = watched->state == PSQ_WATCHED_WAITING &&
		watched->end == PSQ_TURN_IDLING && imap != NULL &&
		psq_imap_is_idling(imap);
	return listens ? psq_imap_fd(imap) : -1;
}

void
psq_watched_call(PsqWatched *watched, gint64 now)
{
	watched->due = MIN(watched->due, now);
}

// What poll() can't see is due at once.
static bool
is_due(PsqWatched *watched, gint64 now)
{
	if (psq_watched_listening_fd(watched) >= 0 &&
		psq_imap_has_input(watched->mailbox.imap)) {
		psq_watched_call(watched, now);
	}
	return watched->state == PSQ_WATCHED_WAITING && watched->due <= now;
}

PsqWatched *
psq_watched_next(GPtrArray *list, const PsqConf *conf)
{
	PsqWatched *first = NULL;
	gint64 now = g_get_monotonic_time();
	g_autoptr(PsqSeats) seats = psq_seats_count(list, conf);
	for (guint i = 0; i < list->len; i++) {
		PsqWatched *watched = g_ptr_array_index(list, i);
		bool due = is_due(watched, now);
		watched->seatless = due && !psq_seats_may_start(seats, watched);
		if (due && !watched->seatless &&
			(first == NULL || watched->due < first->due)) {
			first = watched;
		}
	}
	if (first != NULL) {
		first->stay = psq_seats_may_stay(seats, first);
	}
	return first;
}

void
psq_watched_end_hangs(const GPtrArray *list, const PsqConf *conf)
{
	gint64 limit = g_get_monotonic_time() -
		(gint64)HANG_COMMANDS * conf->timeout_seconds * G_USEC_PER_SEC;
	for (guint i = 0; i < list->len; i++) {
		const PsqWatched *watched = g_ptr_array_index(list, i);
		if (watched->state == PSQ_WATCHED_BUSY &&
			watched->busy_since < limit) {
			psq_log(PSQ_LOG_ALERT,
				"%s: its turn does not end; the process ends "
				"itself",
				watched->mailbox.conf->address);
			_exit(EX_SOFTWARE);
		}
	}
}

bool
psq_watched_some_work(const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++) {
		const PsqWatched *watched = g_ptr_array_index(list, i);
		if (watched->state == PSQ_WATCHED_BUSY ||
			watched->state == PSQ_WATCHED_WAITING) {
			return true;
		}
	}
	return false;
}
