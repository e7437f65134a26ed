// wake.h - descriptors that wake the loop: events and signals
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Blocks SIGTERM, SIGINT, SIGHUP and SIGCHLD, so that they arrive only by
// psq_wake_signals(), and ignores SIGPIPE (libetpan's sends would end the
// process). To be called before any thread is started.
void psq_wake_block_signals(void);

// A descriptor that becomes readable when a blocked signal arrives.
int psq_wake_signals(void);

// The number of the next signal that has arrived, or 0. Does not wait.
int psq_wake_signal(int signals_fd);

// A descriptor that becomes readable once it is raised, until it is cleared.
int psq_wake_event(void);
void psq_wake_raise(int event_fd);
void psq_wake_clear(int event_fd);

// Waits until it is raised, at most so many seconds.
void psq_wake_wait(int event_fd, int seconds);
