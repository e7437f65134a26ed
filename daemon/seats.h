// seats.h - no more sessions on a server than it is to be asked for
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `max_connections` bounds the sessions that this process has on one server
// (host and port). Where more mailboxes than that are there, most sessions stay
// open and wait in IDLE; the rest of the mailboxes are looked at in turn, each
// by a session that is closed afterwards, for which some seats are kept free.
#pragma once

#include "daemon/watched.h"

typedef struct PsqSeats PsqSeats;

// How list stands now; NULL where conf sets no bound.
PsqSeats *psq_seats_count(const GPtrArray *list, const PsqConf *conf);
void psq_seats_free(PsqSeats *seats);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqSeats, psq_seats_free)

// True if watched has a session or may open one. seats may be NULL.
bool psq_seats_may_start(const PsqSeats *seats, const PsqWatched *watched);

// True if its session may stay open after its turn, which is about to begin.
bool psq_seats_may_stay(const PsqSeats *seats, const PsqWatched *watched);
