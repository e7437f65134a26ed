// watch.h - the one place that sleeps: idling sockets, timers, signals
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a process of psqd does (supervisor.h): it shares the mailboxes with all
// others by leases, and gives each of its own a turn whenever it has something
// to do. At most `workers` turns are taken at a time, in the order in which
// they came due; a turn is bounded, so that nobody waits for a mailbox that
// has a hundred thousand messages.
#pragma once

#include "common/conf.h"
#include "letters/letter.h"
#include "parsers/lexicon.h"
#include "store/schema.h"

// What a process tells the supervisor, a byte each.
typedef enum {
	PSQ_STATUS_READY = 'R',  // it goes by the configuration as it is now
	PSQ_STATUS_BUSY = 'B',   // with once: there is something to do again
	PSQ_STATUS_DONE = 'D',   // with once: nothing is left to do
	PSQ_STATUS_FAILED = 'F', // likewise, but something failed
} PsqStatus;

// Watches until SIGTERM or SIGINT; SIGHUP reads the file at conf's path again
// (a bad one is logged and the old one stays). conf is what was read from it so
// far and is taken. With once, each mailbox has what is there taken in, what is
// due is sent and rung, and the leases are kept until the signal comes. Writes PsqStatus to status_fd.
// SIGTERM, SIGINT and SIGHUP must be blocked before any thread is started
// (psq_wake_block_signals()). True if nothing failed, or without once.
bool psq_watch_run(PsqConf *conf, const PsqLexicon *lexicon,
	const PsqLetters *letters, const PsqSchema *schema, bool once,
	int status_fd);
