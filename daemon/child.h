// child.h - one process of psqd, as the supervisor sees it
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

typedef struct {
	pid_t pid;     // 0: none runs
	int status_fd; // -1: none
	bool surplus;  // not to come again
	bool ready;    // goes by the configuration as it is
	bool done;     // with once: has nothing to do
	gint64 started_at;
	gint64 due; // monotonic: to be started
	int pause;  // seconds, before the next start
} PsqChild;

// One that is to be started at once.
PsqChild psq_child_new(void);

// Forks. 0 in the new process, which is told to end when this one does and
// writes its status to *ret_status_fd; its pid in this one; -1, logged, if
// that fails: it is due again after its pause.
pid_t psq_child_start(PsqChild *child, int *ret_status_fd);

// Takes what it has said (watch.h).
void psq_child_listen(PsqChild *child);

// It has ended with status (wait(2)). When it is wanted still, that is logged,
// and it is due after a pause, which is twice as long each time unless it had
// lived for a while.
void psq_child_ended(PsqChild *child, int status, bool wanted);
