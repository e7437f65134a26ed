// crash.c - points at which the tests' psqd dies or stops
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/crash.h"

#ifndef PSQ_CRASH_POINTS
#error "this file belongs to tests/system/psqd-crash only"
#endif

#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
	const char *variable;
	int signal;
	int reached; // atomic: how often the point was
} Order;

static Order orders[] = {
	{ "PSQ_CRASH", SIGKILL, 0 },
	{ "PSQ_PAUSE", SIGSTOP, 0 },
};

// True if value ("name" or "name:3") names the point and it is its time.
static bool
is_time(const char *value, const char *name, int *reached)
{
	g_auto(GStrv) parts = g_strsplit(value, ":", 2);
	if (g_strcmp0(parts[0], name) != 0) {
		return false;
	}
	int wanted = parts[1] != NULL ? (int)strtol(parts[1], NULL, 10) : 1;
	return g_atomic_int_add(reached, 1) + 1 == wanted;
}

static bool
may_happen(void)
{
	const char *mark = g_getenv("PSQ_CRASH_MARK");
	if (mark == NULL) {
		return true;
	}
	int fd = open(mark, O_CREAT | O_EXCL | O_CLOEXEC | O_WRONLY, 0600);
	return fd >= 0 && close(fd) == 0;
}

void
psq_crash_point(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(orders); i++) {
		const char *value = g_getenv(orders[i].variable);
		if (value != NULL && is_time(value, name, &orders[i].reached) &&
			may_happen()) {
			// to this thread, which so goes no step further
			pthread_kill(pthread_self(), orders[i].signal);
		}
	}
}
