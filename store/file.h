// file.h - filing: messages become tickets, each exactly once
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"
#include "store/lease.h"

// What became of a message. The names are those of the ledger.
typedef enum {
	PSQ_FATE_TICKET,
	PSQ_FATE_FOLLOW_UP,
	PSQ_FATE_AUTOMATIC,   // machine mail: stored, without a ticket
	PSQ_FATE_DUPLICATE,   // bytes that the mailbox has already
	PSQ_FATE_QUARANTINED, // stored unread, with the reason
	PSQ_FATE_SKIPPED,     // left out at the first look
	PSQ_FATE_CANARY,      // our own, sent to see that all works
	PSQ_FATE_COUNT,
} PsqFate;

// Static names; false, and *ret_fate untouched, where name is none of them.
const char *psq_fate_name(PsqFate fate);
bool psq_fate_from_name(const char *name, PsqFate *ret_fate);

// The longest message that is filed: what PostgreSQL can still dump.
#define PSQ_STORE_MAX_BYTES ((size_t)256 * 1024 * 1024)

// One message on its way into the database.
typedef struct {
	int64_t mailbox; // id, of psq_store_sync()
	uint32_t uidvalidity;
	uint32_t uid;
	int64_t internal_date; // seconds since 1970; 0 if unknown: now
	uint64_t size_on_server;
	bool complete; // false: bytes are only a part of the message
	// As received, at most PSQ_STORE_MAX_BYTES; NULL where reading is NULL
	// because not even fetching it is safe.
	GBytes *bytes;
	PsqReading *reading; // NULL: to be quarantined
	char *reason;        // why, where reading is NULL

	// Set by filing.
	PsqFate fate;
	char *number; // of its ticket, also for a duplicate; NULL if none
} PsqIntake;

// Frees it with all that it owns.
void psq_intake_free(PsqIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqIntake, psq_intake_free)

// Files batch (PsqIntake) in one transaction: ledger, message, bytes, and for
// persons' messages ticket, flags, contact and event. A key (mailbox,
// uidvalidity, uid) that the ledger has is left as it is; its stored fate is
// given back. Bytes that the mailbox has under another key become a duplicate
// that points to the first message, without a second ticket. reader_version
// is kept with each reading.
//
// When the database refuses a message of the batch, the batch is rolled back
// and each message is filed in a transaction of its own; one that is refused
// again is quarantined, with the database's reason in intake->reason.
//
// lease is that of the messages' mailbox, under which all is filed; NULL where
// the operator files without one.
//
// On true all of batch is committed and fate and number are set. Fails with
// PSQ_ERR_RETRY, PSQ_ERR_CONFIG or PSQ_ERR_LEASE (db.h); then nothing may be
// told to the IMAP server of any message of the batch, and the same batch can
// be filed again: what was committed, though its answer was lost, is known by
// the ledger.
bool psq_store_file(PsqDb *db, const PsqLease *lease,
	const char *reader_version, GPtrArray *batch,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The next UID for messages imported into mailbox, with uidvalidity 0. Numbers
// may be skipped, never given twice. A file that was imported before is known
// by its bytes: filing makes it a duplicate.
bool psq_store_next_import_uid(PsqDb *db, int64_t mailbox, uint32_t *ret_uid,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
