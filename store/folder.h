// folder.h - the server's messages against the ledger: first look, each visit
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/lease.h"

// Messages that a server shows, in columns of the same length.
typedef struct {
	GArray *uids;  // uint32_t
	GArray *sizes; // int64_t, RFC822.SIZE
	GArray *dates; // int64_t, INTERNALDATE in seconds since 1970; 0: unknown
} PsqShown;

PsqShown *psq_shown_new(void);
void psq_shown_free(PsqShown *shown);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqShown, psq_shown_free)
void psq_shown_add(PsqShown *shown, uint32_t uid, int64_t size, int64_t date);

// *ret_before is later than any date: all.
#define PSQ_BEFORE_EVER G_GINT64_CONSTANT(253402300799)

// What is to be left out before the mailbox is looked at for the first time
// under this UIDVALIDITY: messages with an INTERNALDATE below *ret_before; 0:
// none, or they are already. first_look is "now" or a day, as in psqd.conf(5).
bool psq_store_first_look(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const char *first_look, int64_t *ret_before,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Leaves them out, under lease: they stand in the ledger as skipped, and are
// not looked at again unless psq_store_backfill() asks for it.
bool psq_store_skip(PsqDb *db, const PsqLease *lease, uint32_t uidvalidity,
	int64_t before, const PsqShown *skipped,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Asks psqd to take in what was left out, since a day ("2026-11-01" in France;
// NULL: all), at its next visit; *ret_count is how many messages. Needs
// psq_admin. Fails with PSQ_ERR_MESSAGE when since is no day.
bool psq_store_backfill(PsqDb *db, int64_t mailbox, const char *since,
	const char *who, int64_t *ret_count,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// A visit that is over.
typedef struct {
	uint32_t uidvalidity;
	int64_t uidnext;         // as it was before the UIDs were asked for
	int64_t shown;           // messages on the server
	const PsqShown *missing; // of them, what the ledger lacked (no sizes)
	bool whole; // look at all UIDs since the first visit, not only new ones
} PsqVisit;

// Notes it, under lease: the server answered, and a row of errors ends.
// *ret_vanished is how many UIDs the server has given, or left out, since the
// last visit, but shows no more, and that never were in the ledger. *ret_stuck
// is the UID of a message that could not be taken in for 15 minutes, told once;
// 0: none. Attempts at messages that are gone end. Whole is also done once a
// day by itself.
bool psq_store_visit(PsqDb *db, const PsqLease *lease, const PsqVisit *visit,
	int64_t *ret_vanished, uint32_t *ret_stuck,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
