// watchdog.c - ends the process if what it does now does not end
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/watchdog.h"

#include <signal.h>

PsqWatchdog
psq_watchdog_start(int seconds)
{
	PsqWatchdog watchdog = { 0 };
	struct sigevent event = {
		.sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGABRT,
	};
	const struct itimerspec once = { .it_value.tv_sec = seconds };
	if (timer_create(CLOCK_MONOTONIC, &event, &watchdog.timer) == 0) {
		watchdog.is_set = true;
		(void)timer_settime(watchdog.timer, 0, &once, NULL);
	}
	return watchdog;
}

void
psq_watchdog_stop(PsqWatchdog *watchdog)
{
	if (watchdog->is_set) {
		(void)timer_delete(watchdog->timer);
		watchdog->is_set = false;
	}
}
