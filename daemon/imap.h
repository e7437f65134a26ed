// imap.h - a mailbox on its server: sign in, look, fetch, settle, wait
// SPDX-License-Identifier: GPL-3.0-or-later
//
// By UID under a known UIDVALIDITY, BODY.PEEK only. Not for: deciding which
// messages are new (store/ledger.h). Every call is one exchange with the
// server and blocks; a session belongs to one thread at a time. After an
// error the session is of no use and is freed.
#pragma once

#include "common/conf.h"
#include "daemon/tokens.h"
#include "daemon/trust.h"

typedef struct PsqImap PsqImap;

typedef struct {
	uint32_t uid;
	uint64_t size;         // RFC822.SIZE
	int64_t internal_date; // seconds since 1970
} PsqImapEnvelope;

typedef struct {
	uint32_t uid;
	GBytes *bytes; // as the server sent them
} PsqImapMessage;

// What sessions are opened with; all borrowed.
typedef struct {
	const PsqConf *conf; // timeout_seconds, certificate_days
	PsqTrust *trust;
	PsqTokens *tokens;
	int stop_fd; // becomes readable when all waits are to end
} PsqImapWays;

// Connects, verifies, signs in and opens the folder, with a remark if the
// server's certificate ends soon. All failures, a refused password or
// certificate too, are PSQ_ERR_RETRY, for the server's side may be mended
// meanwhile.
PsqImap *psq_imap_open(const PsqConfMailbox *mailbox, const PsqImapWays *ways,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Says goodbye if the session is sound and closes it; accepts NULL.
void psq_imap_free(PsqImap *imap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqImap, psq_imap_free)

// What the operator should know of the session although nothing failed
// (char *); borrowed, and empty after psq_imap_remarks_told().
const GPtrArray *psq_imap_remarks(const PsqImap *imap);
void psq_imap_remarks_told(PsqImap *imap);

// Of the open folder. UIDVALIDITY is never 0.
uint32_t psq_imap_uidvalidity(const PsqImap *imap);
uint32_t psq_imap_uidnext(const PsqImap *imap);
bool psq_imap_has_idle(const PsqImap *imap);

// All UIDs of the folder, ascending (uint32_t), after a NOOP that lets the
// server tell of new ones. The caller unrefs the array.
bool psq_imap_uids(PsqImap *imap, GArray **ret_uids,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Size and date of count messages, as PsqImapEnvelope, in the order of the
// UIDs. Those that are gone meanwhile are left out.
bool psq_imap_envelopes(PsqImap *imap, const uint32_t *uids, size_t count,
	GArray **ret_envelopes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The bytes of count messages, of each at most max_bytes (0: all), as
// PsqImapMessage with a free function. Those that are gone, or that the
// server did not send, are left out, with a remark: the next look decides on
// them.
bool psq_imap_fetch(PsqImap *imap, const uint32_t *uids, size_t count,
	uint64_t total_bytes, uint64_t max_bytes, GPtrArray **ret_messages,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Does with the messages (uids, ascending) what the mailbox's settle key says;
// repeating it is harmless. MOVE falls back on COPY, \Deleted and UID EXPUNGE
// (never a plain EXPUNGE), a keyword that the folder does not keep on \Seen;
// where nothing can be done, the messages are left as they are, with a remark.
// Messages that are gone meanwhile are settled.
bool psq_imap_settle(PsqImap *imap, const PsqConfMailbox *mailbox,
	const GArray *uids, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// IDLE (RFC 2177). Between start and done no other call may be made. The
// descriptor becomes readable when the server says something; what libetpan
// or TLS hold already only psq_imap_has_input() sees.
bool psq_imap_idle_start(
	PsqImap *imap, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool psq_imap_idle_done(
	PsqImap *imap, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool psq_imap_is_idling(const PsqImap *imap);
int psq_imap_fd(const PsqImap *imap);
bool psq_imap_has_input(const PsqImap *imap);
