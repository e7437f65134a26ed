// ledger.h - which messages of a server are new, and which it was told of
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/lease.h"

#include <stdint.h>

// Of uids (uint32_t, what the server holds, in any order) those that the
// ledger lacks, or has as wanted, ascending: new GArrays of uint32_t. Suspects
// are those that a process other than this one took up and did not end: it may
// have died of them.
bool psq_store_missing(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, const char *process, GArray **ret_fresh,
	GArray **ret_suspects, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Writes down, at once, that this process takes uids up, before it fetches
// them: if it dies of them, the next one knows. Filing ends an attempt.
bool psq_store_attempt(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, const char *process,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Ends attempts of this process that came to nothing, but not by the
// messages' fault.
bool psq_store_attempt_end(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, const char *process,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Of uids those that are in the ledger, but whose server has not been told
// yet, ascending. Quarantined ones too, if the database has their bytes: they
// are safe. What was left out is none of the server's business.
bool psq_store_unsettled(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, GArray **ret_unsettled,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Notes, under lease, that its mailbox's server was told of uids. What is noted
// already stays.
bool psq_store_settled(PsqDb *db, const PsqLease *lease, uint32_t uidvalidity,
	const GArray *uids, GError **error) G_GNUC_WARN_UNUSED_RESULT;
