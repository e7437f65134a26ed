// keeper.c - keeps this process's leases: a thread that never waits for mail
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/keeper.h"

#include "common/log.h"
#include "daemon/outage.h"
#include "daemon/share.h"
#include "daemon/wake.h"

#include <sysexits.h>
#include <unistd.h>

enum {
	BEAT_SECONDS = 5,  // a third of a lease
	RETRY_SECONDS = 1, // while the database can't be asked
	HANG_SECONDS = 60, // the loop must turn at least so often
};

struct PsqKeeper {
	int news_fd;
	GThread *thread;

	// The thread's own.
	PsqShare *share;
	PsqOutage outage;
	gint64 asked_at; // the loop, by news_fd

	GMutex lock; // of all that follows
	GCond wake;
	bool look;
	bool stopping;
	PsqWanted *wanted; // the thread has it while it works with it
	PsqWanted *next;   // a new configuration; NULL: none
	GArray *released;  // int64_t: ids of mailboxes to give back
	GArray *leases;    // PsqLease, as PsqKeeperNews has it; NULL: unknown
	bool news;
	bool complete;
	bool failed;
	gint64 until;     // monotonic: our leases are good so long
	gint64 turned_at; // monotonic: the loop
};

PsqKeeper *
psq_keeper_new(const PsqSchema *schema, int news_fd)
{
	PsqKeeper *keeper = g_new0(PsqKeeper, 1);
	keeper->share = psq_share_new(schema);
	keeper->news_fd = news_fd;
	keeper->released = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_mutex_init(&keeper->lock);
	g_cond_init(&keeper->wake);
	return keeper;
}

const char *
psq_keeper_application(const PsqKeeper *keeper)
{
	return psq_share_application(keeper->share);
}

// With the lock. What the loop gave back meanwhile is not ours, though the
// look may have seen it; it is given back the next time.
static void
publish(PsqKeeper *keeper, GArray *leases, bool complete)
{
	g_clear_pointer(&keeper->leases, g_array_unref);
	keeper->leases = leases;
	keeper->complete = complete;
	keeper->failed = false;
	keeper->news = true;
	for (guint i = 0; i < leases->len; i++) {
		PsqLease *lease = &g_array_index(leases, PsqLease, i);
		for (guint j = 0; j < keeper->released->len; j++) {
			if (lease->mailbox ==
				g_array_index(keeper->released, int64_t, j)) {
				lease->fence = 0;
			}
		}
	}
}

// The loop was asked long ago and has not turned since: somebody else is
// better for these mailboxes.
static void
ask_loop(PsqKeeper *keeper)
{
	gint64 now = g_get_monotonic_time();
	g_mutex_lock(&keeper->lock);
	bool waits = keeper->asked_at > keeper->turned_at;
	g_mutex_unlock(&keeper->lock);
	if (!waits) {
		keeper->asked_at = now;
	} else if (now - keeper->asked_at > HANG_SECONDS * G_USEC_PER_SEC) {
		psq_log(PSQ_LOG_ALERT, "the process hangs, and ends itself");
		_exit(EX_SOFTWARE);
	}
	psq_wake_raise(keeper->news_fd);
}

// One round of the thread; with the lock, which it gives up meanwhile. Returns
// the seconds until the next.
static int
turn(PsqKeeper *keeper)
{
	g_autoptr(GError) error = NULL;
	if (keeper->next != NULL) {
		psq_wanted_free(keeper->wanted);
		keeper->wanted = g_steal_pointer(&keeper->next);
		psq_share_disconnect(keeper->share);
	}
	int company = keeper->leases != NULL || keeper->complete
		? 1
		: keeper->wanted->processes;
	g_autoptr(GArray) released = keeper->released;
	keeper->released = g_array_new(FALSE, FALSE, sizeof(int64_t));
	keeper->look = false;
	g_mutex_unlock(&keeper->lock);
	GArray *leases = NULL;
	gint64 until = 0;
	bool good = psq_share_look(keeper->share, keeper->wanted, released,
		company, &until, &leases, &error);
	psq_outage_tell(&keeper->outage, error);
	g_mutex_lock(&keeper->lock);
	keeper->until = until > 0 ? until : keeper->until;
	if (good && keeper->next == NULL) {
		publish(keeper, leases, company == 1);
	} else if (good) {
		g_array_unref(leases); // of an earlier configuration
	} else {
		psq_share_disconnect(keeper->share);
		g_array_append_vals(
			keeper->released, released->data, released->len);
		keeper->failed = keeper->news = true;
	}
	return good ? BEAT_SECONDS : RETRY_SECONDS;
}

static gpointer
run(gpointer data)
{
	PsqKeeper *keeper = data;
	g_mutex_lock(&keeper->lock);
	while (!keeper->stopping) {
		int seconds = turn(keeper);
		g_mutex_unlock(&keeper->lock);
		ask_loop(keeper);
		g_mutex_lock(&keeper->lock);
		gint64 end = g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
		while (!keeper->stopping && !keeper->look &&
			keeper->next == NULL &&
			g_cond_wait_until(&keeper->wake, &keeper->lock, end)) {
		}
	}
	g_mutex_unlock(&keeper->lock);
	psq_share_leave(keeper->share);
	return NULL;
}

void
psq_keeper_configure(PsqKeeper *keeper, const PsqConf *conf)
{
	g_mutex_lock(&keeper->lock);
	psq_wanted_free(keeper->next);
	keeper->next = psq_wanted_new(conf);
	g_clear_pointer(&keeper->leases, g_array_unref);
	g_cond_signal(&keeper->wake);
	g_mutex_unlock(&keeper->lock);
	if (keeper->thread == NULL) {
		keeper->thread = g_thread_new("keeper", run, keeper);
	}
}

bool
psq_keeper_news(PsqKeeper *keeper, PsqKeeperNews *ret_news)
{
	gint64 now = g_get_monotonic_time();
	g_mutex_lock(&keeper->lock);
	keeper->turned_at = now;
	if (keeper->leases != NULL && keeper->until <= now) {
		for (guint i = 0; i < keeper->leases->len; i++) {
			g_array_index(keeper->leases, PsqLease, i).fence = 0;
		}
		keeper->until = G_MAXINT64; // until the next beat
		keeper->news = true;
	}
	bool news = keeper->news && (keeper->leases != NULL || keeper->failed);
	if (news) {
		*ret_news = (PsqKeeperNews){
			.leases = keeper->leases != NULL
				? g_array_copy(keeper->leases)
				: NULL,
			.complete = keeper->complete,
			.failed = keeper->failed,
		};
		keeper->news = false;
	}
	g_mutex_unlock(&keeper->lock);
	return news;
}

gint64
psq_keeper_until(PsqKeeper *keeper)
{
	g_mutex_lock(&keeper->lock);
	gint64 until = keeper->leases != NULL ? keeper->until : G_MAXINT64;
	g_mutex_unlock(&keeper->lock);
	return until;
}

void
psq_keeper_release(PsqKeeper *keeper, int64_t mailbox)
{
	g_mutex_lock(&keeper->lock);
	g_array_append_val(keeper->released, mailbox);
	g_mutex_unlock(&keeper->lock);
	psq_keeper_look(keeper);
}

void
psq_keeper_look(PsqKeeper *keeper)
{
	g_mutex_lock(&keeper->lock);
	keeper->look = true;
	g_cond_signal(&keeper->wake);
	g_mutex_unlock(&keeper->lock);
}

void
psq_keeper_free(PsqKeeper *keeper)
{
	if (keeper == NULL) {
		return;
	}
	g_mutex_lock(&keeper->lock);
	keeper->stopping = true;
	g_cond_signal(&keeper->wake);
	g_mutex_unlock(&keeper->lock);
	if (keeper->thread != NULL) {
		g_thread_join(keeper->thread);
	}
	psq_share_free(keeper->share);
	psq_wanted_free(keeper->wanted);
	psq_wanted_free(keeper->next);
	g_clear_pointer(&keeper->leases, g_array_unref);
	g_array_unref(keeper->released);
	g_mutex_clear(&keeper->lock);
	g_cond_clear(&keeper->wake);
	g_free(keeper);
}
