// batch.h - one batch of a mailbox: written down, fetched, read, filed
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/intake.h"
#include "store/file.h"

// A round in one mailbox, while it lasts.
typedef struct {
	const PsqIntakeJob *job;
	PsqImap *imap;
	PsqIntakeCounts counts;
	bool db_failed;
} PsqRound;

// Marks a failure as the database's, and passes it on.
bool psq_round_db_did(PsqRound *round, bool good);

// True once psqd is to end.
bool psq_round_stopping(const PsqRound *round);

// How many envelopes from first on make one batch: bounded in messages and
// bytes, which *ret_bytes gets; a message over the limit is a batch of its
// own.
guint psq_batch_length(const PsqConf *conf, const GArray *envelopes,
	guint first, uint64_t *ret_bytes);

// Takes in count messages from first on, bytes in all: writes them down as
// taken up, fetches, reads and files them, in one transaction. Where job->tell
// is set it is told how far it got, which is for one message only.
bool psq_batch_take(PsqRound *round, const GArray *envelopes, guint first,
	guint count, uint64_t bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Quarantines a message unread, with its bytes if they can be fetched safely.
bool psq_batch_quarantine(PsqRound *round, uint32_t uid, bool with_bytes,
	const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
