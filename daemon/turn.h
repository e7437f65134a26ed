// turn.h - what a worker does with one mailbox when its turn comes
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/imap.h"
#include "daemon/remarks.h"
#include "parsers/lexicon.h"
#include "store/lease.h"
#include "store/schema.h"

// A mailbox that is watched. It belongs to one thread at a time.
typedef struct {
	const PsqConfMailbox *conf;
	PsqLease lease;    // under which the turn is taken
	PsqImap *imap;     // NULL: not connected
	unsigned failures; // in a row
	char *trouble;     // what was last logged of it; NULL: all is well
	PsqRemarks *remarks;
} PsqTurnMailbox;

// Closes the session and frees what mailbox owns, not mailbox itself.
void psq_turn_mailbox_clear(PsqTurnMailbox *mailbox);

// How a turn ended: what to wait for before the next.
typedef enum {
	PSQ_TURN_IDLING, // the session is in IDLE
	PSQ_TURN_POLL,   // the server has no IDLE, or the session is closed
	PSQ_TURN_MORE,   // there is work left
	PSQ_TURN_FAILED, // back off; the session is closed
	PSQ_TURN_LOST,   // another process has it; the session is closed
	PSQ_TURN_LEFT,   // no turn was taken: the session was only closed
} PsqTurnEnd;

// What the workers share: database connections, one a worker, and the rest
// borrowed.
typedef struct PsqTurns PsqTurns;

// stop_fd becomes readable, and *stopping 1, when all is to end at once.
// schema is what the database must have, application the name of its
// connections.
PsqTurns *psq_turns_new(const PsqLexicon *lexicon, const PsqSchema *schema,
	const char *application, int stop_fd, const int *stopping);

// While no turn is being taken: conf is what the next ones go by, and all
// database connections are closed, to be opened as conf says.
void psq_turns_configure(PsqTurns *turns, const PsqConf *conf);

void psq_turns_free(PsqTurns *turns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTurns, psq_turns_free)

// Takes one turn: ends IDLE or connects, takes in what is new, settles, and
// then, unless there is more, where stay is true goes into IDLE if the server
// can, where it is false closes the session. Logs what failed, once as long as
// the reason stays the same, and that it is over. Safe from several threads for
// different mailboxes.
PsqTurnEnd psq_turn(PsqTurns *turns, PsqTurnMailbox *mailbox, bool stay);
