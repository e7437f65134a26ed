// imap-private.h - what the files of an IMAP session share
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/imap.h"
#include "daemon/net.h"

struct PsqImap {
	mailimap *session;
	PsqNet *net; // owned by the session's stream
	int timeout; // seconds for one command
	bool sound;  // no command has failed
	bool idling;
};

// Gives the next command the session's time and bytes of input.
void psq_imap_arm(PsqImap *imap, int64_t bytes);

// True if result is one of libetpan's three "no error". Else the session is
// marked as broken and error says "could not <what>: <why>".
bool psq_imap_check(
	PsqImap *imap, int result, const char *what, GError **error);

// The folder's name as the wire has it: modified UTF-7 (RFC 3501, 5.1.3).
char *psq_imap_folder(
	const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// A libetpan set of count UIDs, runs joined. mailimap_set_free() it.
struct mailimap_set *psq_imap_set(const uint32_t *uids, size_t count);
