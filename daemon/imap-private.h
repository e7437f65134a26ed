// imap-private.h - what the files of an IMAP session share
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/guard.h"
#include "daemon/imap.h"
#include "daemon/net.h"

// The most that a server may say to an ordinary command, in bytes: enough for
// SEARCH's answer on a million messages.
enum { PSQ_IMAP_ANSWER_BYTES = 16 * 1024 * 1024 };

struct PsqImap {
	mailimap *session;
	PsqNet *net;          // both are
	PsqGuard *guard;      // owned by the session's stream
	int timeout;          // seconds for one command
	uint32_t uidvalidity; // of the open folder; 0: none is open
	GPtrArray *remarks;   // char *
	bool sound;           // no command has failed
	bool idling;
};

// Gives the next command the session's time and bytes of input.
void psq_imap_arm(PsqImap *imap, int64_t bytes);

// True if result is one of libetpan's three "no error" and the folder is still
// the one that was opened (RFC 3501, 2.3.1.1). Else the session is marked as
// broken and error says "could not <what>: <why>".
bool psq_imap_check(
	PsqImap *imap, int result, const char *what, GError **error);

// True if the last command had its verdict and the session can go on, although
// psq_imap_check() has marked it as broken where that was a refusal.
bool psq_imap_is_sane(const PsqImap *imap);

// Asks for the server's capabilities, before and after, and signs in.
bool psq_imap_sign_in(PsqImap *imap, const PsqConfMailbox *mailbox,
	const PsqImapWays *ways, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Adds what the operator should know, once.
void psq_imap_remark(PsqImap *imap, const char *format, ...)
	G_GNUC_PRINTF(2, 3);

// The folder's name as the wire has it: modified UTF-7 (RFC 3501, 5.1.3).
char *psq_imap_folder(
	const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// A libetpan set of count UIDs, runs joined. mailimap_set_free() it.
struct mailimap_set *psq_imap_set(const uint32_t *uids, size_t count);
