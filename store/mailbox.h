// mailbox.h - stations and mailboxes in the database, and how they fare
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/lease.h"

#include <stdint.h>

typedef struct {
	const char *code;
	const char *name;
	// What letters say of it; NULL: nothing.
	const char *postal_address;
	const char *phone;
	const char *answers;
	const char *duty_address;
} PsqStoreStation;

typedef struct {
	const char *address;
	const char *station; // code
	const char *folder;
	int64_t id; // set by psq_store_sync()
} PsqStoreMailbox;

// Adds the stations and mailboxes that the database lacks, brings names,
// letterheads, stations and folders up to date, and sets the mailboxes' ids. Addresses are
// compared without regard to case. Those that are no longer in a
// configuration stay: their tickets do. Fails as db.h says; a station code or
// an address that the schema refuses is PSQ_ERR_CONFIG. A mailbox that has
// changed and that somebody files in is not waited for for long: PSQ_ERR_RETRY.
bool psq_store_sync(PsqDb *db, const PsqStoreStation *stations,
	size_t station_count, PsqStoreMailbox *mailboxes, size_t mailbox_count,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The id of the mailbox with this address. Fails with PSQ_ERR_CONFIG when
// there is none.
bool psq_store_mailbox_find(PsqDb *db, const char *address, int64_t *ret_id,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Notes, under lease, that the mailbox could not be read, and why.
bool psq_store_mailbox_failed(PsqDb *db, const PsqLease *lease,
	const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Times are seconds since 1970, 0 for never.
typedef struct {
	char *address;
	char *station;
	char *station_name;
	char *folder;
	int64_t last_poll_at;
	int64_t last_message_at;
	int64_t last_error_at;
	char *last_error; // NULL if there never was one
	int errors_in_row;
	int64_t open_tickets; // not closed
	int64_t alarms;       // of them, with emergency or distress
	int64_t quarantined;  // not decided
	char *holder; // "host pid" of the process that has it; NULL: none
} PsqMailboxStatus;

void psq_mailbox_status_free(PsqMailboxStatus *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqMailboxStatus, psq_mailbox_status_free)

// How all mailboxes fare: PsqMailboxStatus by station and address. Needs
// psq_admin.
GPtrArray *psq_store_status(
	PsqDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
