// watchdog.h - ends the process if what it does now does not end
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <time.h>

typedef struct {
	timer_t timer;
	bool is_set;
} PsqWatchdog;

// Unless it is stopped within so many seconds the process gets SIGABRT: a
// reading that hangs can't be ended otherwise, and what was being taken in
// stands in the table psq.attempt. The kernel keeps the time, so that nothing
// in the process can keep the watchdog from biting; time in which the machine
// sleeps does not count. Where the kernel has no more timers it does nothing.
PsqWatchdog psq_watchdog_start(int seconds);
void psq_watchdog_stop(PsqWatchdog *watchdog);
