// intake.h - one round in one mailbox: what the ledger lacks becomes tickets
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/imap.h"
#include "parsers/lexicon.h"
#include "store/lease.h"

#include <stdio.h>

// What a round works with; all borrowed.
typedef struct {
	PsqDb *db;
	const PsqLexicon *lexicon;
	const PsqConf *conf;
	const PsqConfMailbox *mailbox;
	PsqLease lease;      // of the mailbox: all is written under it
	const int *stopping; // atomic: the round ends early once it is set
	bool connected;      // the session is new: all UIDs are accounted for
	const char *process; // who this is, in the table psq.attempt
	FILE *tell; // not NULL: take only the suspects, one by one, and say there
		    // how far it got (suspects.h)
} PsqIntakeJob;

// What a round did.
typedef struct {
	unsigned tickets;
	unsigned automatic;
	unsigned duplicates;
	unsigned quarantined;
	bool more; // there is work left: come back at once
} PsqIntakeCounts;

// Looks at the open folder, leaves out at the first look what the key
// first_look says, takes in what the ledger lacks (one transaction a
// batch), has the suspects taken by a process of their own, and only then
// settles the server and notes what it showed. Ends after some batches even if
// there is more, so that others get their turn. Logs one line a message. On
// failure (PSQ_ERR_RETRY: server or database; PSQ_ERR_LEASE: the mailbox is
// another process's) what was committed stays, what
// was not comes again; *ret_db_failed tells which side it was.
bool psq_intake_round(const PsqIntakeJob *job, PsqImap *imap,
	PsqIntakeCounts *ret_counts, bool *ret_db_failed,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
