// ledger.h - which messages of a server are new, and which it was told of
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/lease.h"

#include <stdint.h>

// Of uids (uint32_t, what the server holds, in any order) those that the
// ledger lacks, ascending: *ret_missing, a new GArray of uint32_t.
bool psq_store_missing(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, GArray **ret_missing,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Of uids those that are in the ledger, but whose server has not been told
// yet, ascending. Quarantined ones too: they are safe in the database.
bool psq_store_unsettled(PsqDb *db, int64_t mailbox, uint32_t uidvalidity,
	const GArray *uids, GArray **ret_unsettled,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Notes, under lease, that its mailbox's server was told of uids. What is noted
// already stays.
bool psq_store_settled(PsqDb *db, const PsqLease *lease, uint32_t uidvalidity,
	const GArray *uids, GError **error) G_GNUC_WARN_UNUSED_RESULT;
