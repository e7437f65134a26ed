// wake.c - descriptors that wake the loop: events and signals
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/wake.h"

#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

static sigset_t
signal_set(void)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP, SIGCHLD };
	sigset_t set;
	sigemptyset(&set);
	for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
		sigaddset(&set, signals[i]);
	}
	return set;
}

void
psq_wake_block_signals(void)
{
	sigset_t set = signal_set();
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
}

int
psq_wake_signals(void)
{
	sigset_t set = signal_set();
	int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	g_assert(fd >= 0); // only descriptors could be missing
	return fd;
}

int
psq_wake_signal(int signals_fd)
{
	struct signalfd_siginfo info;
	if (read(signals_fd, &info, sizeof info) != sizeof info) {
		return 0;
	}
	return (int)info.ssi_signo;
}

int
psq_wake_event(void)
{
	int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	g_assert(fd >= 0); // likewise
	return fd;
}

void
psq_wake_raise(int event_fd)
{
	uint64_t one = 1;
	ssize_t put = write(event_fd, &one, sizeof one);
	g_assert(put == sizeof one);
}

void
psq_wake_clear(int event_fd)
{
	uint64_t count;
	ssize_t got = read(event_fd, &count, sizeof count);
	(void)got; // nothing there: the next wait tells
}

void
psq_wake_wait(int event_fd, int seconds)
{
	struct pollfd fd = { .fd = event_fd, .events = POLLIN };
	(void)poll(&fd, 1, seconds * 1000);
}
