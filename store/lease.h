// lease.h - the processes of all psqd share the mailboxes by leases
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A process says again and again that it lives; a lease whose process has been
// silent for too long, or is known to be gone, is free. What is written on
// behalf of a mailbox is written under its lease, in one transaction with the
// check that the lease has not gone to somebody else: whoever takes it over
// waits for that transaction or makes it fail, with PSQ_ERR_LEASE. Functions
// fail as db.h says.
#pragma once

#include "store/db.h"

#include <glib.h>
#include <stdint.h>

enum { PSQ_UUID_SIZE = 37 }; // its text, with the NUL

// A process that takes messages in.
typedef struct {
	char id[PSQ_UUID_SIZE]; // never two alike
	const char *host;       // for people
	int pid;
	const char
		*place; // boot and PID namespace (see place.h); NULL: unknown
} PsqProcess;

// A mailbox that a process has. Without a process (fence 0) it is nobody's
// lease, and nothing is checked: psqctl files so, by the operator's word; the
// lock on the mailbox's row keeps it apart from psqd.
typedef struct {
	int64_t mailbox;
	char process[PSQ_UUID_SIZE];
	int64_t fence;
	bool spare; // others have room for it: to be given back
} PsqLease;

// The name of all database connections that work under the leases of process
// (an id), by which others end them when it is declared dead. The caller frees
// it.
char *psq_lease_application(const char *process);

// Says that me lives, for seconds from now, and that its configuration has the
// mailboxes wanted (int64_t, ascending).
bool psq_store_beat(PsqDb *db, const PsqProcess *me, const GArray *wanted,
	int seconds, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Forgets the processes whose time is over, and those of the same place for
// whose pid is_gone() is true; ends their database connections, so that no
// transaction of theirs stays open. *ret_count is how many.
bool psq_store_bury(PsqDb *db, const PsqProcess *me, bool (*is_gone)(int pid),
	unsigned *ret_count, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Takes free leases up to me's fair share of what it wants, and beyond it those
// that no other process has room for. As long as company is more than 1, so
// many processes are reckoned with, though fewer live, and nothing is taken
// beyond the share: those that start together do not take each other's.
// *ret_leases (PsqLease) is all that me has then.
bool psq_store_take(PsqDb *db, const PsqProcess *me, int company,
	GArray **ret_leases, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Gives back the leases of mailboxes (int64_t).
bool psq_store_release(PsqDb *db, const PsqProcess *me, const GArray *mailboxes,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The process ends: all its leases are free.
bool psq_store_leave(PsqDb *db, const PsqProcess *me,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
