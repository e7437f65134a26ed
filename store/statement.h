// statement.h - what the ledger says of a mailbox, and what that proves
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For psqctl. What the statement proves: every message that the server showed
// at psqd's last visit is in the ledger, once, with a fate that the database
// keeps (message and bytes, quarantine, or left out at the first look); and
// every UID that the server gave since psqd's first visit either is in the
// ledger or is counted here as vanished.
//
// What it can't prove: that the server received what somebody sent; what came
// to messages that were gone before the first visit; that there ever was a
// message under a UID that vanished (servers may leave numbers out), nor what
// was in it; and nothing about the time after the last visit.
#pragma once

#include "store/file.h"

// Times are seconds since 1970, 0 for never.
typedef struct {
	int64_t fates[PSQ_FATE_COUNT]; // messages that the server received
	int64_t received;              // their sum
	int64_t again; // seen again since the server numbers anew: not received

	int64_t begun_at;   // first visit
	int64_t polled_at;  // last visit
	int64_t checked_at; // when all UIDs were last accounted for
	int64_t uidvalidity;
	int64_t uidnext;
	int64_t shown;    // messages on the server
	int64_t lacking;  // of them, not in the ledger
	int64_t vanished; // UIDs that were given between visits of the day
	bool day_is_over; // the last visit was after its end
	bool day_is_today;
} PsqStatement;

// Of the messages that the server received on a day ("2026-11-24", by
// INTERNALDATE, in France; NULL: ever). Imported messages are not the server's
// and are not in it. Needs psq_admin. Fails with PSQ_ERR_MESSAGE when day is
// no day.
PsqStatement *psq_store_statement(PsqDb *db, int64_t mailbox, const char *day,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// True if all that can be proved of it is proved: nothing is lacking, and the
// last visit was after the day's end (or the day is today, or there is none).
bool psq_statement_is_whole(const PsqStatement *statement, bool of_a_day);
