// watch.c - the one place that sleeps: idling sockets, timers, signals
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/watch.h"

#include "common/log.h"
#include "daemon/net.h"
#include "daemon/turn.h"
#include "daemon/wake.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

// The first pause after a failure; each further one is twice as long.
enum { FIRST_PAUSE_SECONDS = 5 };

typedef enum {
	WATCHED_WAITING, // until due, or until its IDLE session has input
	WATCHED_BUSY,    // a worker has it
	WATCHED_DONE,    // with `once`: nothing more to do
} WatchedState;

typedef struct {
	PsqTurnMailbox mailbox; // the worker's while BUSY
	WatchedState state;
	gint64 due;     // monotonic, in microseconds
	PsqTurnEnd end; // of the last turn
} Watched;

typedef struct {
	PsqConf *conf;
	bool once;
	GPtrArray *watched; // Watched
	PsqTurns *turns;
	GThreadPool *pool;
	GAsyncQueue *done; // Watched whose turn has ended
	int done_fd;       // eventfd: something is in done
	int signal_fd;
	int stop_fd;  // eventfd: readable once stopping
	int stopping; // atomic
	bool reload;  // as soon as no worker is busy
	bool failed;
	unsigned busy;
	GArray *pollfds; // struct pollfd, made anew for each wait
} Watch;

static void
watched_free(gpointer data)
{
	Watched *watched = data;
	psq_turn_mailbox_clear(&watched->mailbox);
	g_free(watched);
}

static void
worker(gpointer data, gpointer user_data)
{
	Watched *watched = data;
	Watch *watch = user_data;
	watched->end = psq_turn(watch->turns, &watched->mailbox, !watch->once);
	psq_net_thread_rest();
	g_async_queue_push(watch->done, watched);
	psq_wake_raise(watch->done_fd);
}

static void
dispatch(Watch *watch, Watched *watched)
{
	watched->state = WATCHED_BUSY;
	watch->busy++;
	g_thread_pool_push(watch->pool, watched, NULL);
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
pause_seconds(const Watch *watch, unsigned failures)
{
	unsigned doublings = MIN(failures - 1, 10U);
	return MIN((double)FIRST_PAUSE_SECONDS * (1U << doublings),
		(double)watch->conf->retry_seconds);
}

static void
schedule(Watch *watch, Watched *watched)
{
	watched->state = WATCHED_WAITING;
	switch (watched->end) {
	case PSQ_TURN_MORE:
		watched->due = g_get_monotonic_time();
		return;
	case PSQ_TURN_IDLING:
		watched->due = due_in(watch->conf->idle_seconds);
		return;
	case PSQ_TURN_FAILED:
		watch->failed = true;
		watched->due =
			due_in(pause_seconds(watch, watched->mailbox.failures));
		break;
	case PSQ_TURN_POLL:
	default:
		watched->due = due_in(watch->conf->poll_seconds);
		break;
	}
	if (watch->once) {
		watched->state = WATCHED_DONE;
	}
}

static void
collect_done(Watch *watch)
{
	Watched *watched;
	psq_wake_clear(watch->done_fd);
	while ((watched = g_async_queue_try_pop(watch->done)) != NULL) {
		watch->busy--;
		schedule(watch, watched);
	}
}

// A session with the same settings goes on; the others are closed. Called
// only while no worker is busy.
static GPtrArray *
watch_list(const PsqConf *conf, GPtrArray *old)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(watched_free);
	for (guint i = 0; i < conf->mailboxes->len; i++) {
		Watched *watched = g_new0(Watched, 1);
		watched->mailbox.conf = g_ptr_array_index(conf->mailboxes, i);
		watched->due = g_get_monotonic_time();
		for (guint j = 0; old != NULL && j < old->len; j++) {
			Watched *before = g_ptr_array_index(old, j);
			if (psq_conf_same_mailbox(watched->mailbox.conf,
				    before->mailbox.conf)) {
				watched->mailbox.imap =
					g_steal_pointer(&before->mailbox.imap);
			}
		}
		g_ptr_array_add(list, watched);
	}
	return list;
}

static void
configure(Watch *watch, PsqConf *conf)
{
	GPtrArray *list = watch_list(conf, watch->watched);
	g_clear_pointer(&watch->watched, g_ptr_array_unref);
	psq_conf_free(watch->conf);
	watch->conf = conf;
	watch->watched = list;
	psq_turns_configure(watch->turns, conf);
	g_thread_pool_set_max_threads(watch->pool, conf->workers, NULL);
	psq_log_init((PsqLogLevel)conf->log_level);
	psq_log(PSQ_LOG_NOTICE, "watching %u mailboxes of %u stations",
		conf->mailboxes->len, conf->stations->len);
}

static void
reload(Watch *watch)
{
	g_autoptr(GError) error = NULL;
	PsqConf *conf = psq_conf_load(watch->conf->path, &error);
	watch->reload = false;
	if (conf == NULL) {
		psq_log(PSQ_LOG_ERROR, "%s; the old configuration stays",
			error->message);
	} else {
		configure(watch, conf);
	}
	sd_notify(0, "READY=1");
}

static void
take_signals(Watch *watch)
{
	int number;
	while ((number = psq_wake_signal(watch->signal_fd)) != 0) {
		if (number == SIGHUP) {
			sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRIi64,
				g_get_monotonic_time());
			watch->reload = true;
			continue;
		}
		psq_log(PSQ_LOG_NOTICE, "stopping");
		sd_notify(0, "STOPPING=1");
		g_atomic_int_set(&watch->stopping, 1);
		psq_wake_raise(watch->stop_fd);
	}
}

// True if what the server says now is to be heard. After a failure it is not,
// though the session may still idle: the pause holds.
static bool
is_listening(const Watched *watched)
{
	const PsqImap *imap = watched->mailbox.imap;
	return watched->state == WATCHED_WAITING &&
		watched->end == PSQ_TURN_IDLING && imap != NULL &&
		psq_imap_is_idling(imap);
}

static bool
is_ready(const Watched *watched, gint64 now)
{
	return watched->state == WATCHED_WAITING &&
		(watched->due <= now ||
			(is_listening(watched) &&
				psq_imap_has_input(watched->mailbox.imap)));
}

static void
add_pollfd(Watch *watch, int fd)
{
	struct pollfd entry = { .fd = fd, .events = POLLIN };
	g_array_append_val(watch->pollfds, entry);
}

// What is waited for: signals, ended turns, and each idling session, in the
// order of the mailboxes. Returns milliseconds until the next is due, or -1.
static int
prepare_wait(Watch *watch)
{
	gint64 next = G_MAXINT64;
	g_array_set_size(watch->pollfds, 0);
	add_pollfd(watch, watch->signal_fd);
	add_pollfd(watch, watch->done_fd);
	for (guint i = 0; i < watch->watched->len; i++) {
		const Watched *watched = g_ptr_array_index(watch->watched, i);
		add_pollfd(watch,
			is_listening(watched)
				? psq_imap_fd(watched->mailbox.imap)
				: -1);
		if (watched->state == WATCHED_WAITING && !watch->reload) {
			next = MIN(next, watched->due);
		}
	}
	if (next == G_MAXINT64) {
		return -1;
	}
	gint64 left = next - g_get_monotonic_time();
	return left <= 0 ? 0 : (int)MIN(left / 1000 + 1, G_MAXINT);
}

static void
wait_for_something(Watch *watch)
{
	enum { OWN_FDS = 2 };
	int timeout = prepare_wait(watch);
	struct pollfd *fds = (struct pollfd *)(gpointer)watch->pollfds->data;
	int ready = poll(fds, watch->pollfds->len, timeout);
	if (ready < 0 && errno != EINTR) {
		g_error("poll: %s", g_strerror(errno));
	}
	for (guint i = 0; ready > 0 && i < watch->watched->len; i++) {
		Watched *watched = g_ptr_array_index(watch->watched, i);
		if (fds[OWN_FDS + i].revents != 0) {
			watched->due = 0;
		}
	}
	take_signals(watch);
	collect_done(watch);
}

// Gives every mailbox that is ready its turn. False once there is nothing
// left to wait for.
static bool
give_turns(Watch *watch)
{
	gint64 now = g_get_monotonic_time();
	bool left = watch->busy > 0;
	for (guint i = 0; i < watch->watched->len; i++) {
		Watched *watched = g_ptr_array_index(watch->watched, i);
		if (!watch->reload && is_ready(watched, now)) {
			dispatch(watch, watched);
		}
		left = left || watched->state != WATCHED_DONE;
	}
	return left || !watch->once;
}

static void
loop(Watch *watch)
{
	sd_notify(0, "READY=1");
	while (g_atomic_int_get(&watch->stopping) == 0) {
		if (watch->reload && watch->busy == 0) {
			reload(watch);
		}
		if (!give_turns(watch)) {
			return;
		}
		wait_for_something(watch);
	}
	watch->failed = watch->failed || watch->once;
}

bool
psq_watch_run(PsqConf *conf, const PsqLexicon *lexicon, const PsqSchema *schema,
	bool once)
{
	Watch watch = {
		.once = once,
		.done = g_async_queue_new(),
		.done_fd = psq_wake_event(),
		.stop_fd = psq_wake_event(),
		.signal_fd = psq_wake_signals(),
		.pollfds = g_array_new(FALSE, FALSE, sizeof(struct pollfd)),
	};
	watch.turns =
		psq_turns_new(lexicon, schema, watch.stop_fd, &watch.stopping);
	watch.pool = g_thread_pool_new(worker, &watch, 1, FALSE, NULL);
	configure(&watch, conf);
	loop(&watch);
	g_thread_pool_free(watch.pool, TRUE, TRUE);
	g_ptr_array_unref(watch.watched);
	psq_turns_free(watch.turns);
	g_async_queue_unref(watch.done);
	g_array_unref(watch.pollfds);
	close(watch.done_fd);
	close(watch.stop_fd);
	close(watch.signal_fd);
	psq_conf_free(watch.conf);
	return once ? !watch.failed : true;
}
