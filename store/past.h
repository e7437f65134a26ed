// past.h - messages taken in before, to learn from and to read again
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For psqctl: needs psq_admin.
#pragma once

#include "store/db.h"

#include <glib.h>
#include <stdint.h>

// The delegates' corrections, the last one of each message, as lines of JSON
// in the form of lexicon/training ("id": "station-<number>"), oldest first.
// The caller frees it.
char *psq_store_corrections(
	PsqDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// A message of the past that belongs to a ticket.
typedef struct {
	int64_t id;
	int64_t received_at; // seconds since 1970
	char *number;        // of its ticket
	char *address;       // of the mailbox
	GBytes *bytes;       // as received
} PsqPast;

void psq_past_free(PsqPast *past);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqPast, psq_past_free)

// Up to count of them with an id above after, in order of ids, received since
// the day ("2026-11-01", Europe/Paris; NULL: any). Fails with PSQ_ERR_MESSAGE
// when since is no day.
GPtrArray *psq_store_past(PsqDb *db, int64_t after, const char *since,
	int64_t count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
