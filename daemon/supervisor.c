// supervisor.c - psqd is a few processes: starts them, and again when one dies
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/supervisor.h"

#include "common/log.h"
#include "daemon/child.h"
#include "daemon/wake.h"
#include "daemon/watch.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

// Then what still runs is killed.
enum { STOP_SECONDS = 15 };

typedef struct {
	PsqConf *conf;
	const PsqLexicon *lexicon;
	const PsqLetters *letters;
	const PsqSchema *schema;
	bool once;
	GArray *children; // PsqChild
	int signal_fd;
	bool told; // that all are ready
	bool failed;
	bool stopping;
	gint64 kill_at;
	gint64 watchdog; // microseconds between two signs of life; 0: none
} Supervisor;

static PsqChild *
child_at(const Supervisor *supervisor, guint i)
{
	return &g_array_index(supervisor->children, PsqChild, i);
}

// In the new process.
static void G_GNUC_NORETURN
run_child(Supervisor *supervisor, int status_fd)
{
	close(supervisor->signal_fd);
	for (guint i = 0; i < supervisor->children->len; i++) {
		int other = child_at(supervisor, i)->status_fd;
		if (other >= 0) {
			close(other);
		}
	}
	bool good = psq_watch_run(supervisor->conf, supervisor->lexicon,
		supervisor->letters, supervisor->schema, supervisor->once,
		status_fd);
	close(status_fd);
	exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void
start_due(Supervisor *supervisor)
{
	gint64 now = g_get_monotonic_time();
	for (guint i = 0;
		!supervisor->stopping && i < supervisor->children->len; i++) {
		PsqChild *child = child_at(supervisor, i);
		if (child->pid == 0 && !child->surplus && child->due <= now) {
			int status_fd;
			if (psq_child_start(child, &status_fd) == 0) {
				run_child(supervisor, status_fd);
			}
		}
	}
}

static void
signal_all(const Supervisor *supervisor, int number)
{
	for (guint i = 0; i < supervisor->children->len; i++) {
		const PsqChild *child = child_at(supervisor, i);
		if (child->pid > 0) {
			kill(child->pid, number);
		}
	}
}

static void
stop(Supervisor *supervisor)
{
	if (!supervisor->stopping) {
		supervisor->stopping = true;
		supervisor->kill_at =
			g_get_monotonic_time() + STOP_SECONDS * G_USEC_PER_SEC;
		sd_notify(0, "STOPPING=1");
		signal_all(supervisor, SIGTERM);
	}
}

// As many as the configuration wants; the last ones go first.
static void
set_processes(Supervisor *supervisor)
{
	guint wanted = (guint)supervisor->conf->processes;
	for (guint i = 0; i < supervisor->children->len; i++) {
		PsqChild *child = child_at(supervisor, i);
		child->surplus = i >= wanted;
		if (child->surplus && child->pid > 0) {
			kill(child->pid, SIGTERM);
		}
	}
	while (supervisor->children->len < wanted) {
		PsqChild child = psq_child_new();
		g_array_append_val(supervisor->children, child);
	}
}

static void
reload(Supervisor *supervisor)
{
	g_autoptr(GError) error = NULL;
	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" PRIi64,
		g_get_monotonic_time());
	PsqConf *conf = psq_conf_load(supervisor->conf->path, &error);
	if (conf == NULL) {
		psq_log(PSQ_LOG_ERROR, "%s; the old configuration stays",
			error->message);
		sd_notify(0, "READY=1");
		return;
	}
	psq_conf_free(supervisor->conf);
	supervisor->conf = conf;
	psq_log_init((PsqLogLevel)conf->log_level);
	set_processes(supervisor);
	for (guint i = 0; i < supervisor->children->len; i++) {
		child_at(supervisor, i)->ready = false;
	}
	supervisor->told = false;
	signal_all(supervisor, SIGHUP);
}

// One that ends before it was told to has failed, whatever it says.
static void
child_ended(Supervisor *supervisor, PsqChild *child, int status)
{
	bool wanted = !supervisor->stopping && !child->surplus;
	bool clean = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
	supervisor->failed = supervisor->failed || wanted || !clean;
	psq_child_ended(child, status, wanted);
}

static void
reap(Supervisor *supervisor)
{
	pid_t pid;
	int status;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (guint i = 0; i < supervisor->children->len; i++) {
			if (child_at(supervisor, i)->pid == pid) {
				child_ended(supervisor, child_at(supervisor, i),
					status);
			}
		}
	}
}

static void
take_signals(Supervisor *supervisor)
{
	int number;
	while ((number = psq_wake_signal(supervisor->signal_fd)) != 0) {
		if (number == SIGHUP) {
			reload(supervisor);
		} else if (number != SIGCHLD) {
			psq_log(PSQ_LOG_NOTICE, "stopping");
			supervisor->failed =
				supervisor->failed || supervisor->once;
			stop(supervisor);
		}
	}
	reap(supervisor);
}

static bool
all(const Supervisor *supervisor, bool (*is)(const PsqChild *child))
{
	for (guint i = 0; i < supervisor->children->len; i++) {
		const PsqChild *child = child_at(supervisor, i);
		if (!child->surplus && !is(child)) {
			return false;
		}
	}
	return true;
}

static bool
is_ready(const PsqChild *child)
{
	return child->ready;
}

static bool
is_done(const PsqChild *child)
{
	return child->done;
}

static void
take_statuses(Supervisor *supervisor)
{
	const PsqConf *conf = supervisor->conf;
	for (guint i = 0; i < supervisor->children->len; i++) {
		psq_child_listen(child_at(supervisor, i));
	}
	if (!supervisor->told && all(supervisor, is_ready)) {
		supervisor->told = true;
		psq_log(PSQ_LOG_NOTICE, "watching %u mailboxes of %u stations",
			conf->mailboxes->len, conf->stations->len);
		sd_notify(0, "READY=1");
	}
	if (supervisor->once && all(supervisor, is_done)) {
		stop(supervisor);
	}
}

static bool
some_run(const Supervisor *supervisor)
{
	for (guint i = 0; i < supervisor->children->len; i++) {
		if (child_at(supervisor, i)->pid > 0) {
			return true;
		}
	}
	return false;
}

// When something is due, in monotonic microseconds.
static gint64
next_due(const Supervisor *supervisor)
{
	gint64 next = G_MAXINT64;
	if (supervisor->stopping) {
		next = supervisor->kill_at;
	}
	if (supervisor->watchdog > 0) {
		next = MIN(next, g_get_monotonic_time() + supervisor->watchdog);
	}
	for (guint i = 0; i < supervisor->children->len; i++) {
		const PsqChild *child = child_at(supervisor, i);
		if (!supervisor->stopping && child->pid == 0 &&
			!child->surplus) {
			next = MIN(next, child->due);
		}
	}
	return next;
}

static void
wait_for_something(const Supervisor *supervisor)
{
	g_autoptr(GArray) fds = g_array_new(FALSE, TRUE, sizeof(struct pollfd));
	struct pollfd own = { .fd = supervisor->signal_fd, .events = POLLIN };
	g_array_append_val(fds, own);
	for (guint i = 0; i < supervisor->children->len; i++) {
		struct pollfd entry = {
			.fd = child_at(supervisor, i)->status_fd,
			.events = POLLIN,
		};
		g_array_append_val(fds, entry);
	}
	gint64 next = next_due(supervisor);
	gint64 left = next - g_get_monotonic_time();
	int timeout = next == G_MAXINT64
		? -1
		: (int)CLAMP(left / 1000 + 1, 0, G_MAXINT);
	if (poll((struct pollfd *)(gpointer)fds->data, fds->len, timeout) < 0 &&
		errno != EINTR) {
		g_error("poll: %s", g_strerror(errno));
	}
}

static void
loop(Supervisor *supervisor)
{
	while (!supervisor->stopping || some_run(supervisor)) {
		start_due(supervisor);
		wait_for_something(supervisor);
		take_statuses(supervisor);
		take_signals(supervisor);
		if (supervisor->watchdog > 0) {
			sd_notify(0, "WATCHDOG=1");
		}
		if (supervisor->stopping &&
			supervisor->kill_at <= g_get_monotonic_time()) {
			psq_log(PSQ_LOG_ERROR,
				"a process does not end: it is killed");
			signal_all(supervisor, SIGKILL);
			supervisor->kill_at += STOP_SECONDS * G_USEC_PER_SEC;
		}
	}
}

bool
psq_supervise(PsqConf *conf, const PsqLexicon *lexicon,
	const PsqLetters *letters, const PsqSchema *schema, bool once)
{
	uint64_t watchdog = 0;
	Supervisor supervisor = {
		.conf = conf,
		.lexicon = lexicon,
		.letters = letters,
		.schema = schema,
		.once = once,
		.children = g_array_new(FALSE, FALSE, sizeof(PsqChild)),
		.signal_fd = psq_wake_signals(),
	};
	if (sd_watchdog_enabled(0, &watchdog) > 0) {
		supervisor.watchdog = (gint64)(watchdog / 2);
	}
	set_processes(&supervisor);
	loop(&supervisor);
	g_array_unref(supervisor.children);
	close(supervisor.signal_fd);
	psq_conf_free(supervisor.conf);
	return !once || !supervisor.failed;
}
