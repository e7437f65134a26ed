// watch.c - the one place that sleeps: idling sockets, timers, signals
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/watch.h"

#include "common/log.h"
#include "daemon/keeper.h"
#include "daemon/net.h"
#include "daemon/post.h"
#include "daemon/wake.h"
#include "daemon/watched.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

// A process that was told to stop is ended by SIGALRM if it hangs.
enum { STOP_SECONDS = 10 };

typedef struct {
	PsqConf *conf;
	bool once;
	GPtrArray *watched; // PsqWatched
	PsqKeeper *keeper;
	GArray *leases; // PsqLease, as the keeper said; NULL: nothing yet
	PsqTurns *turns;
	const PsqLetters *letters;
	PsqPost *post;
	GThreadPool *pool;
	GAsyncQueue *done; // PsqWatched whose turn has ended
	int done_fd;       // eventfd: something is in done
	int news_fd;       // eventfd: the keeper has news
	int signal_fd;
	int stop_fd; // eventfd: readable once stopping
	int status_fd;
	PsqStatus status; // what was said last
	int stopping;     // atomic
	bool reload;      // as soon as no worker is busy
	bool complete;    // the keeper has taken all that it may
	bool posted;      // with once: what is due has been sent and rung
	bool failed;
	unsigned busy;
	GArray *pollfds; // struct pollfd, made anew for each wait
} Watch;

static void
worker(gpointer data, gpointer user_data)
{
	PsqWatched *watched = data;
	Watch *watch = user_data;
	if (watched->leave) {
		psq_turn_mailbox_clear(&watched->mailbox);
		watched->end = PSQ_TURN_LEFT;
	} else {
		watched->end = psq_turn(watch->turns, &watched->mailbox,
			watched->stay && !watch->once);
	}
	psq_net_thread_rest();
	g_async_queue_push(watch->done, watched);
	psq_wake_raise(watch->done_fd);
}

static void
dispatch(Watch *watch, PsqWatched *watched, bool leave)
{
	watched->state = PSQ_WATCHED_BUSY;
	watched->leave = leave;
	watched->busy_since = g_get_monotonic_time();
	watch->busy++;
	g_thread_pool_push(watch->pool, watched, NULL);
}

static void
tell_lease(Watch *watch, PsqWatched *watched)
{
	if (psq_watched_told(watched,
		    &g_array_index(watch->leases, PsqLease, watched->index))) {
		dispatch(watch, watched, true);
	}
}

// What the keeper said during a turn is heard after it.
static void
collect(Watch *watch, PsqWatched *watched)
{
	watch->busy--;
	psq_watched_schedule(watched, watch->conf, watch->once);
	watch->failed = watch->failed || watched->end == PSQ_TURN_FAILED;
	if (watched->end == PSQ_TURN_LEFT) {
		psq_keeper_release(
			watch->keeper, watched->mailbox.lease.mailbox);
	} else if (watched->end == PSQ_TURN_LOST) {
		psq_keeper_look(watch->keeper);
	} else {
		tell_lease(watch, watched);
	}
}

static void
collect_done(Watch *watch)
{
	PsqWatched *watched;
	psq_wake_clear(watch->done_fd);
	while ((watched = g_async_queue_try_pop(watch->done)) != NULL) {
		collect(watch, watched);
	}
}

static void
take_news(Watch *watch)
{
	PsqKeeperNews news;
	psq_wake_clear(watch->news_fd);
	if (!psq_keeper_news(watch->keeper, &news)) {
		return;
	}
	watch->complete = news.complete || news.failed;
	watch->failed = watch->failed || news.failed;
	if (news.leases == NULL) {
		return;
	}
	g_clear_pointer(&watch->leases, g_array_unref);
	watch->leases = news.leases;
	for (guint i = 0; i < watch->watched->len; i++) {
		PsqWatched *watched = g_ptr_array_index(watch->watched, i);
		if (watched->state != PSQ_WATCHED_BUSY) {
			tell_lease(watch, watched);
		}
	}
}

static void
tell_status(Watch *watch, PsqStatus status)
{
	if (watch->status != status) {
		char byte = (char)status;
		ssize_t put = write(watch->status_fd, &byte, 1);
		(void)put; // nobody is there: the signal of that comes too
		watch->status = status;
	}
}

// Called only while no worker is busy.
static void
configure(Watch *watch, PsqConf *conf)
{
	GPtrArray *list = psq_watched_list(conf, watch->watched);
	g_clear_pointer(&watch->post, psq_post_free); // it goes by the old
	g_clear_pointer(&watch->watched, g_ptr_array_unref);
	g_clear_pointer(&watch->leases, g_array_unref);
	psq_conf_free(watch->conf);
	watch->conf = conf;
	watch->watched = list;
	psq_turns_configure(watch->turns, conf);
	psq_keeper_configure(watch->keeper, conf);
	g_thread_pool_set_max_threads(watch->pool, conf->workers, NULL);
	psq_log_init((PsqLogLevel)conf->log_level);
	watch->post = psq_post_new(conf, watch->letters, watch->once);
	tell_status(watch, PSQ_STATUS_READY);
}

static void
reload(Watch *watch)
{
	g_autoptr(GError) error = NULL;
	PsqConf *conf = psq_conf_load(watch->conf->path, &error);
	watch->reload = false;
	watch->status = 0;
	if (conf == NULL) {
		psq_log(PSQ_LOG_ERROR, "%s; the old configuration stays",
			error->message);
		tell_status(watch, PSQ_STATUS_READY);
	} else {
		configure(watch, conf);
	}
}

static void
take_signals(Watch *watch)
{
	int number;
	while ((number = psq_wake_signal(watch->signal_fd)) != 0) {
		if (number == SIGHUP) {
			watch->reload = true;
		} else if (number != SIGCHLD) { // a worker waits for its own
			alarm(STOP_SECONDS);
			g_atomic_int_set(&watch->stopping, 1);
			psq_wake_raise(watch->stop_fd);
		}
	}
}

static void
add_pollfd(Watch *watch, int fd)
{
	struct pollfd entry = { .fd = fd, .events = POLLIN };
	g_array_append_val(watch->pollfds, entry);
}

static bool
has_room(const Watch *watch)
{
	return !watch->reload && watch->busy < (unsigned)watch->conf->workers;
}

// What is waited for: signals, ended turns, the keeper, and each idling
// session that has not been heard yet, in the order of the mailboxes. Returns
// milliseconds until something is due, or -1.
static int
prepare_wait(Watch *watch)
{
	gint64 now = g_get_monotonic_time();
	gint64 next = psq_keeper_until(watch->keeper);
	g_array_set_size(watch->pollfds, 0);
	add_pollfd(watch, watch->signal_fd);
	add_pollfd(watch, watch->done_fd);
	add_pollfd(watch, watch->news_fd);
	for (guint i = 0; i < watch->watched->len; i++) {
		const PsqWatched *watched =
			g_ptr_array_index(watch->watched, i);
		int fd = watched->due > now ? psq_watched_listening_fd(watched)
					    : -1;
		add_pollfd(watch, fd);
		if (watched->state == PSQ_WATCHED_WAITING && has_room(watch) &&
			!watched->seatless) {
			next = MIN(next, watched->due);
		}
	}
	if (next == G_MAXINT64) {
		return -1;
	}
	return next <= now ? 0 : (int)MIN((next - now) / 1000 + 1, G_MAXINT);
}

static void
wait_for_something(Watch *watch)
{
	enum { OWN_FDS = 3 };
	int timeout = prepare_wait(watch);
	struct pollfd *fds = (struct pollfd *)(gpointer)watch->pollfds->data;
	int ready = poll(fds, watch->pollfds->len, timeout);
	g_assert(ready >= 0 || errno == EINTR);
	gint64 now = g_get_monotonic_time();
	for (guint i = 0; ready > 0 && i < watch->watched->len; i++) {
		if (fds[OWN_FDS + i].revents != 0) {
			psq_watched_call(
				g_ptr_array_index(watch->watched, i), now);
		}
	}
	take_signals(watch);
	collect_done(watch);
	take_news(watch);
}

static void
give_turns(Watch *watch)
{
	while (has_room(watch)) {
		PsqWatched *watched =
			psq_watched_next(watch->watched, watch->conf);
		if (watched == NULL) {
			return;
		}
		dispatch(watch, watched, false);
	}
}

// With once: says whether anything is left to do, after a last look at what
// others may have left.
static void
report(Watch *watch)
{
	if (psq_watched_some_work(watch->watched)) {
		watch->posted = false;
		tell_status(watch, PSQ_STATUS_BUSY);
	} else if (!watch->complete) {
		psq_keeper_look(watch->keeper);
	} else {
		if (!watch->posted) {
			watch->posted = true;
			watch->failed =
				!psq_post_round(watch->post) || watch->failed;
		}
		tell_status(watch,
			watch->failed ? PSQ_STATUS_FAILED : PSQ_STATUS_DONE);
	}
}

static void
loop(Watch *watch)
{
	while (g_atomic_int_get(&watch->stopping) == 0) {
		if (watch->reload && watch->busy == 0) {
			reload(watch);
		}
		give_turns(watch);
		psq_watched_end_hangs(watch->watched, watch->conf);
		if (watch->once) {
			report(watch);
		}
		wait_for_something(watch);
	}
}

static void
watch_clear(Watch *watch)
{
	psq_post_free(watch->post);
	g_thread_pool_free(watch->pool, TRUE, TRUE);
	g_ptr_array_unref(watch->watched);
	psq_turns_free(watch->turns);
	psq_keeper_free(watch->keeper);
	g_clear_pointer(&watch->leases, g_array_unref);
	g_async_queue_unref(watch->done);
	g_array_unref(watch->pollfds);
	close(watch->done_fd);
	close(watch->news_fd);
	close(watch->stop_fd);
	close(watch->signal_fd);
	psq_conf_free(watch->conf);
}

bool
psq_watch_run(PsqConf *conf, const PsqLexicon *lexicon,
	const PsqLetters *letters, const PsqSchema *schema, bool once,
	int status_fd)
{
	Watch watch = {
		.letters = letters,
		.once = once,
		.status_fd = status_fd,
		.done = g_async_queue_new(),
		.done_fd = psq_wake_event(),
		.news_fd = psq_wake_event(),
		.stop_fd = psq_wake_event(),
		.signal_fd = psq_wake_signals(),
		.pollfds = g_array_new(FALSE, FALSE, sizeof(struct pollfd)),
	};
	watch.keeper = psq_keeper_new(schema, watch.news_fd);
	watch.turns = psq_turns_new(lexicon, schema,
		psq_keeper_application(watch.keeper), watch.stop_fd,
		&watch.stopping);
	watch.pool = g_thread_pool_new(worker, &watch, 1, FALSE, NULL);
	configure(&watch, conf);
	loop(&watch);
	watch_clear(&watch);
	return !once || !watch.failed;
}
