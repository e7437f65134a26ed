// keeper.h - keeps this process's leases: a thread that never waits for mail
// SPDX-License-Identifier: GPL-3.0-or-later
//
// It says every few seconds that the process lives, takes what is free up to
// a fair share, and forgets dead processes, on a database connection of its
// own. It says so only while the loop of the process turns: a process that
// hangs ends itself.
#pragma once

#include "common/conf.h"
#include "store/lease.h"
#include "store/schema.h"

typedef struct PsqKeeper PsqKeeper;

// What has changed for the loop.
typedef struct {
	GArray *leases; // PsqLease of each mailbox, in the configuration's
			// order; fence 0: not ours
	bool complete;  // nothing is left that no other process would take
	bool failed;    // the database could not be asked
} PsqKeeperNews;

// news_fd (wake.h) is raised whenever psq_keeper_news() may have something,
// and every few seconds. schema is what the database must have; borrowed.
PsqKeeper *psq_keeper_new(const PsqSchema *schema, int news_fd);

// The name of the process's database connections.
const char *psq_keeper_application(const PsqKeeper *keeper);

// What is to be shared from now on; copied. At the first call the thread
// starts. What was held but is no longer configured is given back: nothing may
// be going on there.
void psq_keeper_configure(PsqKeeper *keeper, const PsqConf *conf);

// True if there is something new, which is then in *ret_news; the caller
// unrefs its leases. Also notes that the loop turns. Where the process could
// not say for too long that it lives, its leases are not ours, whatever the
// database has.
bool psq_keeper_news(PsqKeeper *keeper, PsqKeeperNews *ret_news);

// When, in monotonic microseconds, the leases run out if nothing happens.
gint64 psq_keeper_until(PsqKeeper *keeper);

// Nothing is going on any longer in a mailbox that was spare: it is given
// back. mailbox is its id.
void psq_keeper_release(PsqKeeper *keeper, int64_t mailbox);

// Makes the thread look now.
void psq_keeper_look(PsqKeeper *keeper);

// Gives all leases back and ends the thread; accepts NULL.
void psq_keeper_free(PsqKeeper *keeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqKeeper, psq_keeper_free)
