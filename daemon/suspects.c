// suspects.c - messages at which a process may have died: tried by another
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/suspects.h"

#include "common/log.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// How far the child got: the last that it told.
typedef struct {
	char what[8]; // "fetch" or "read"
	uint32_t uid; // 0: it told nothing
} Progress;

static bool
spawn(const PsqIntakeJob *job, GPid *ret_pid, int *ret_fd, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autofree char *lease = g_strdup_printf("%s/%" G_GINT64_FORMAT,
		job->lease.process, (gint64)job->lease.fence);
	const char *argv[] = { "/proc/self/exe", "--config", job->conf->path,
		"--suspects", job->mailbox->address, "--lease", lease, NULL };
	// Every descriptor of ours closes itself on exec.
	if (!g_spawn_async_with_pipes(NULL, (char **)argv, NULL,
		    G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
		    NULL, NULL, ret_pid, NULL, ret_fd, NULL, &reason)) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"could not start a process for suspect messages: %s",
			reason->message);
	}
	return true;
}

// Reads what the child tells until it ends.
static Progress
listen_to(int fd)
{
	Progress progress = { 0 };
	char line[32];
	FILE *from = fdopen(fd, "r");
	g_assert(from != NULL);
	while (fgets(line, sizeof line, from) != NULL) {
		Progress told = { 0 };
		if (sscanf(line, "%7s %u", told.what, &told.uid) == 2) {
			progress = told;
		}
	}
	fclose(from);
	return progress;
}

// A signal by which others end a process, not a message.
static bool
is_request(int signal)
{
	return signal == SIGTERM || signal == SIGINT || signal == SIGHUP;
}

static bool
convict(PsqRound *round, Progress progress, int signal, GError **error)
{
	g_autofree char *reason = g_strdup_printf(
		"two processes ended when they were to %s it, the second by "
		"signal %d (%s)",
		progress.what, signal, strsignal(signal));
	round->counts.more = true;
	return psq_batch_quarantine(round, progress.uid,
		g_str_equal(progress.what, "read"), reason, error);
}

bool
psq_suspects_take(PsqRound *round, const GArray *suspects, GError **error)
{
	GPid pid;
	int fd;
	if (suspects->len == 0 || psq_round_stopping(round)) {
		round->counts.more = round->counts.more || suspects->len > 0;
		return true;
	}
	psq_log(PSQ_LOG_WARNING,
		"%s: %u messages were being taken in when a process ended; "
		"another takes them one by one",
		round->job->mailbox->address, suspects->len);
	if (!spawn(round->job, &pid, &fd, error)) {
		return false;
	}
	Progress progress = listen_to(fd);
	int status;
	pid_t ended = waitpid(pid, &status, 0);
	g_assert(ended == pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS) {
		return true;
	}
	if (WIFSIGNALED(status) && !is_request(WTERMSIG(status)) &&
		progress.uid != 0 && !psq_round_stopping(round)) {
		return convict(round, progress, WTERMSIG(status), error);
	}
	return psq_fail(error, PSQ_ERR_RETRY,
		"the process for suspect messages failed (wait status %d)",
		status);
}
