// ticket.h - tickets as psqctl lists and shows them
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Needs psq_admin.
#pragma once

#include "store/db.h"

#include <stdint.h>

// One step of a ticket's history.
typedef struct {
	int64_t at; // seconds since 1970
	char *actor;
	char *what;
	char *detail; // JSON
} PsqTicketEvent;

// A ticket with the message that opened it. Strings may be NULL where the
// resident or the message has none, if not said otherwise.
typedef struct {
	char *number;  // never NULL
	char *station; // never NULL
	char *state;   // never NULL
	char *outcome;
	GPtrArray *flags; // char *, the gravest first; never NULL
	char *topic;      // never NULL
	char *place;
	char *commune; // INSEE code
	char *commune_name;
	char *surname;
	char *given_name;
	GPtrArray *phones; // char *, E.164; never NULL
	char *channel;     // "phone", "mail"
	bool anonymous;
	char *call_hours;  // as the resident wrote it
	int64_t opened_at; // seconds since 1970
	int64_t closed_at; // 0 while not closed

	char *subject;
	char *from_name;
	char *from_address;
	char *language;
	int64_t received_at;
	char *said; // never NULL
	char *quoted;
	char *signature;
	char *attachments; // JSON, an array
	char *evidence;    // JSON, an array
	GPtrArray *notes;  // char *, in French; never NULL
	bool complete;     // false: a part of the message stayed on the server
	uint64_t size_on_server;

	GPtrArray *events; // PsqTicketEvent, oldest first; only by _show
} PsqTicket;

void psq_ticket_free(PsqTicket *ticket);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTicket, psq_ticket_free)

typedef enum {
	PSQ_ORDER_ALARMS, // emergency, distress, the others; in each what is
			  // overdue, then the newest
	PSQ_ORDER_NEWEST,
	PSQ_ORDER_NUMBER,
} PsqTicketOrder;

// NULL or 0: no condition.
typedef struct {
	const char *station;
	const char *state;
	const char *flag;
	bool closed_too; // otherwise those that are closed are left out,
			 // except where state says "closed"
	int limit;
	PsqTicketOrder order;
} PsqTicketFilter;

// PsqTicket without events.
GPtrArray *psq_store_ticket_list(PsqDb *db, const PsqTicketFilter *filter,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// One ticket, with its events. Fails with PSQ_ERR_MESSAGE when there is none
// of this number.
PsqTicket *psq_store_ticket_show(PsqDb *db, const char *number,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
