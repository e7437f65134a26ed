// watched.h - one mailbox of the configuration: whose it is, when it is due
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/turn.h"

typedef enum {
	PSQ_WATCHED_FOREIGN, // another process's, or nobody knows whose
	PSQ_WATCHED_WAITING, // until due, or until its IDLE session has input
	PSQ_WATCHED_BUSY,    // a worker has it
	PSQ_WATCHED_DONE,    // with `once`: nothing more to do
} PsqWatchedState;

typedef struct {
	guint index;            // in the configuration
	guint server;           // the same number for the same host and port
	PsqTurnMailbox mailbox; // the worker's while BUSY
	PsqWatchedState state;
	bool leave;        // the worker is only to close the session
	bool stay;         // its session may stay open after the turn
	bool seatless;     // its turn has come, but its server has no seat
	gint64 busy_since; // monotonic, in microseconds
	gint64 due;        // likewise
	PsqTurnEnd end;    // of the last turn
} PsqWatched;

void psq_watched_free(PsqWatched *watched);

// All of conf, in its order, FOREIGN. Sessions of old (PsqWatched; NULL: none)
// whose settings are the same are taken over. No worker may be busy.
GPtrArray *psq_watched_list(const PsqConf *conf, GPtrArray *old);

// What the keeper says of it, while no worker has it: true if it must be left
// (a worker closes the session, then it is given back).
bool psq_watched_told(PsqWatched *watched, const PsqLease *lease);

// After a turn: when the next one is due.
void psq_watched_schedule(PsqWatched *watched, const PsqConf *conf, bool once);

// The descriptor of its session if that waits in IDLE for the server to say
// something, or -1. After a failure it does not count: the pause holds.
int psq_watched_listening_fd(const PsqWatched *watched);

// Its turn has come, at now: it waits behind those whose came before.
void psq_watched_call(PsqWatched *watched, gint64 now);

// Of list (PsqWatched) the one whose turn has come, and came first, and whose
// server has a seat (seats.h); NULL: none. The others are seatless: they wait
// for the end of a turn.
// What poll() can't see is looked for too: bytes that TLS or libetpan hold.
PsqWatched *psq_watched_next(GPtrArray *list, const PsqConf *conf);

// Ends the process, logged, if a turn lasts longer than any that could end: a
// worker that never comes back would keep its mailbox for ever.
void psq_watched_end_hangs(const GPtrArray *list, const PsqConf *conf);

// True if a worker has one of them, or will have.
bool psq_watched_some_work(const GPtrArray *list);
