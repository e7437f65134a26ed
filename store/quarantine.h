// quarantine.h - messages that could not be read: list, show, retry, discard
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For psqctl: needs psq_admin. An id that does not exist, or a message that a
// retry has already taken out, is PSQ_ERR_MESSAGE.
#pragma once

#include "store/file.h"

typedef struct {
	int64_t id;
	int64_t mailbox;
	char *address; // of the mailbox
	uint32_t uidvalidity;
	uint32_t uid;
	int64_t at; // seconds since 1970
	char *reason;
	uint64_t size; // of the bytes that are kept; else as the server says
	bool complete;
	bool fetched;     // false: its bytes were never here
	char *state;      // "open", "retried", "discarded"
	char *decided_by; // NULL while open
} PsqQuarantined;

void psq_quarantined_free(PsqQuarantined *quarantined);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqQuarantined, psq_quarantined_free)

// PsqQuarantined, oldest first; all of them, or only the open ones.
GPtrArray *psq_store_quarantine_list(
	PsqDb *db, bool all, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// One of them. *ret_bytes, if not NULL, is set to its bytes, or to NULL where
// there are none.
PsqQuarantined *psq_store_quarantine_show(PsqDb *db, int64_t id,
	GBytes **ret_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Gives it up; its bytes stay. who and why are kept.
bool psq_store_quarantine_discard(PsqDb *db, int64_t id, const char *who,
	const char *why, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Asks psqd to fetch again one that was never fetched: as soon as it looks
// and the server still has it, it takes it in by a process of its own.
bool psq_store_refetch(PsqDb *db, int64_t id, const char *who,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Files it by a new reading, in one transaction, as if it had just come.
// *ret_number, if not NULL, is its ticket's number, or NULL if it has none.
bool psq_store_refile(PsqDb *db, int64_t id, const char *reader_version,
	const PsqReading *reading, const char *who, PsqFate *ret_fate,
	char **ret_number, GError **error) G_GNUC_WARN_UNUSED_RESULT;
