// share.h - this process's part of the mailboxes, as the database has it
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One connection, used by one thread (keeper.h).
#pragma once

#include "daemon/wanted.h"
#include "store/schema.h"

typedef struct PsqShare PsqShare;

// A process with a new name. schema is what the database must have; borrowed.
PsqShare *psq_share_new(const PsqSchema *schema);
void psq_share_free(PsqShare *share);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqShare, psq_share_free)

// The name of the process's database connections.
const char *psq_share_application(const PsqShare *share);

// The next look connects anew.
void psq_share_disconnect(PsqShare *share);

// Says that the process lives, gives back what is released (int64_t: ids),
// forgets the dead, takes what is free (store/lease.h says what company is).
// *ret_leases has the PsqLease of each mailbox of wanted, in its order, with
// fence 0 where it is not ours. *ret_until, in monotonic microseconds, is set
// also on failure if it was said that the process lives: until then the leases
// are ours. Fails as store/db.h says.
bool psq_share_look(PsqShare *share, PsqWanted *wanted, const GArray *released,
	int company, gint64 *ret_until, GArray **ret_leases,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The process ends: if it is connected, all its leases are free at once.
void psq_share_leave(PsqShare *share);
