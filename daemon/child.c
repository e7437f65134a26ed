// child.c - one process of psqd, as the supervisor sees it
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/child.h"

#include "common/log.h"
#include "daemon/watch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	FIRST_PAUSE_SECONDS = 1, // before a process that died comes again
	LONGEST_PAUSE_SECONDS = 60,
	LIVED_SECONDS = 60, // after so long a death is the first again
};

PsqChild
psq_child_new(void)
{
	return (PsqChild){ .status_fd = -1, .pause = FIRST_PAUSE_SECONDS };
}

static gint64
after(int seconds)
{
	return g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
}

// In the new process: it ends when parent does, whatever happens to that.
static void
end_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent) {
		_exit(EXIT_FAILURE); // too late: it is gone
	}
}

static pid_t
not_started(PsqChild *child, const char *what)
{
	psq_log(PSQ_LOG_ERROR, "could not %s: %s", what, g_strerror(errno));
	child->due = after(child->pause);
	return -1;
}

pid_t
psq_child_start(PsqChild *child, int *ret_status_fd)
{
	int fds[2];
	pid_t parent = getpid();
	if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0) {
		return not_started(child, "make a pipe");
	}
	pid_t pid = fork();
	if (pid == 0) {
		end_with(parent);
		close(fds[0]);
		*ret_status_fd = fds[1];
		return 0;
	}
	close(fds[1]);
	if (pid < 0) {
		close(fds[0]);
		return not_started(child, "start a process");
	}
	child->pid = pid;
	child->status_fd = fds[0];
	child->ready = child->done = false;
	child->started_at = g_get_monotonic_time();
	return pid;
}

void
psq_child_listen(PsqChild *child)
{
	char byte;
	while (child->status_fd >= 0 && read(child->status_fd, &byte, 1) == 1) {
		switch ((PsqStatus)byte) {
		case PSQ_STATUS_READY:
			child->ready = true;
			break;
		case PSQ_STATUS_DONE:
		case PSQ_STATUS_FAILED: // its exit status tells too
			child->done = true;
			break;
		case PSQ_STATUS_BUSY:
		default:
			child->done = false;
			break;
		}
	}
}

static char *
how(int status)
{
	return WIFSIGNALED(status)
		? g_strdup_printf("died of signal %d (%s)", WTERMSIG(status),
			  g_strsignal(WTERMSIG(status)))
		: g_strdup_printf("ended with status %d", WEXITSTATUS(status));
}

void
psq_child_ended(PsqChild *child, int status, bool wanted)
{
	if (wanted) {
		if (child->started_at < after(-LIVED_SECONDS)) {
			child->pause = FIRST_PAUSE_SECONDS;
		}
		g_autofree char *text = how(status);
		psq_log(PSQ_LOG_ALERT,
			"process %d %s; another one starts in %d s",
			(int)child->pid, text, child->pause);
		child->due = after(child->pause);
		child->pause = MIN(child->pause * 2, LONGEST_PAUSE_SECONDS);
	}
	close(child->status_fd);
	child->status_fd = -1;
	child->pid = 0;
	child->ready = child->done = false;
}
