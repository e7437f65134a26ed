// letter.h - letters and alarms that wait in the database
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For psqd. Each function is a transaction of its own and fails as db.h says.
#pragma once

#include "store/db.h"

#include <stdint.h>

// A letter that this program has taken to send it.
typedef struct {
	int64_t id;
	int64_t mailbox;
	char *kind; // as psq_letter_kind_name()
	char *to;
	char *language; // NULL: not known
	bool safe;
	char *said;      // NULL unless an answer or an alarm
	char *signature; // NULL: the station
	char *token;     // NULL unless it asks for an opinion
	char *message_id;
	GBytes *bytes; // as kept by an earlier try; NULL: not composed yet
	char *number;
	int64_t received_at; // of the message it answers; 0: it answers none
	int64_t queued_at;
	GPtrArray *flags;      // char *
	char *in_reply_to;     // NULL: no message, or one without Message-ID
	GPtrArray *references; // char *
	char *station_name;
	char *station_mail;
	char *postal_address; // NULL: not configured; the same below
	char *phone;
	char *answers;
	char *deadline; // "2026-12-03"; NULL: none
} PsqOutgoing;

void psq_outgoing_free(PsqOutgoing *outgoing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqOutgoing, psq_outgoing_free)

// Takes the next letter due of one of mailboxes (int64_t): *ret_letter, NULL if
// there is none. One that was taken more than stale_seconds ago, by a process
// that has told nothing since, is taken over.
bool psq_store_letter_take(PsqDb *db, const GArray *mailboxes,
	int stale_seconds, PsqOutgoing **ret_letter,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Keeps the bytes that are about to be sent.
bool psq_store_letter_keep(PsqDb *db, int64_t id, GBytes *bytes,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The latest letter of the ticket with this number, for psqctl (psq_admin).
// Fails with PSQ_ERR_MESSAGE when it has none.
PsqOutgoing *psq_store_letter_latest(PsqDb *db, const char *number,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Queues an answer of words to the ticket's resident, signed signature (NULL:
// the station), by who. Needs psq_admin. Fails with PSQ_ERR_MESSAGE when there
// is no such ticket, it is closed, or it has no address.
bool psq_store_reply(PsqDb *db, const char *number, const char *words,
	const char *signature, const char *who, int64_t *ret_letter,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
	PSQ_LETTER_SENT,
	PSQ_LETTER_AGAIN,  // in some seconds
	PSQ_LETTER_FAILED, // for good: a person must look
} PsqLetterEnd;

// Tells how it went; why is NULL or the other side's answer. Telling it twice
// does no harm.
bool psq_store_letter_went(PsqDb *db, int64_t id, PsqLetterEnd end,
	const char *why, int in_seconds,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// An alarm that rings now. It holds nothing of the resident's.
typedef struct {
	char *number;
	char *station; // code
	GPtrArray *flags;
	int level;       // 1 to 3, growing with the rings
	int64_t seconds; // since it was raised
} PsqAlarm;

void psq_alarm_free(PsqAlarm *alarm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqAlarm, psq_alarm_free)

// Takes the next alarm that is to ring, of one of mailboxes: *ret_alarm, NULL
// if there is none. It rings again later until somebody takes the ticket.
bool psq_store_alarm_take(PsqDb *db, const GArray *mailboxes,
	PsqAlarm **ret_alarm, GError **error) G_GNUC_WARN_UNUSED_RESULT;
