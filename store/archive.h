// archive.h - all that is held on a ticket or a person, and its end
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Needs psq_admin. What goes when, and what stays: schema/functions/purge.sql.
#pragma once

#include "store/db.h"

#include <stdint.h>

// A file of a ticket's archive.
typedef struct {
	char *name; // "events.json", "originals/12.eml"
	GBytes *bytes;
} PsqArchived;

void psq_archived_free(PsqArchived *archived);

// PsqArchived: the ticket, its readings, entries and events as JSON, and its
// messages as received. Fails with PSQ_ERR_MESSAGE when there is no such
// ticket.
GPtrArray *psq_store_archive(PsqDb *db, const char *number,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The numbers (char *) of the tickets of a person, an e-mail address or a
// phone in any form.
GPtrArray *psq_store_tickets_of(PsqDb *db, const char *person,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Erases the words of and about a person; the numbers of the tickets. Fails
// with PSQ_ERR_MESSAGE, having erased nothing, when one is under a legal hold
// or why is empty.
GPtrArray *psq_store_erase(PsqDb *db, const char *person, const char *why,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// How much of one kind of psq.retention went, or would go.
typedef struct {
	char *kind;
	int64_t count;
} PsqPurged;

void psq_purged_free(PsqPurged *purged);

// One round of purging, of at most so many of each kind, in a transaction of
// its own: PsqPurged. Call again while something went.
GPtrArray *psq_store_purge(PsqDb *db, bool dry_run, int64_t at_most,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Drops the months of bytes that nobody needs and makes those to come; how
// many were dropped, or -1. PSQ_ERR_RETRY when others are in the way.
int64_t psq_store_purge_months(
	PsqDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
