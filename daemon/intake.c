// intake.c - one round in one mailbox: what the ledger lacks becomes tickets
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/intake.h"

#include "common/crash.h"
#include "daemon/batch.h"
#include "daemon/suspects.h"
#include "store/ledger.h"
#include "store/mailbox.h"

enum {
	ROUND_BATCHES = 8, // then another mailbox gets its turn
	ENVELOPES_AT_ONCE = 500,
	ROUND_SECONDS = 2, // likewise, after the first batch
};

// Tells the server of all that is in the database but not settled: this
// round's messages, and those of a round that was cut off after COMMIT.
static bool
settle(PsqRound *round, const GArray *present, GError **error)
{
	const PsqIntakeJob *job = round->job;
	g_autoptr(GArray) uids = NULL;
	if (job->mailbox->settle == PSQ_SETTLE_KEEP) {
		return true;
	}
	if (!psq_round_db_did(round,
		    psq_store_unsettled(job->db, job->lease.mailbox,
			    psq_imap_uidvalidity(round->imap), present, &uids,
			    error))) {
		return false;
	}
	psq_crash_point("unsettled");
	if (!psq_imap_settle(round->imap, job->mailbox, uids, error)) {
		return false;
	}
	psq_crash_point("server-told");
	if (!psq_round_db_did(round,
		    psq_store_settled(job->db, &job->lease,
			    psq_imap_uidvalidity(round->imap), uids, error))) {
		return false;
	}
	psq_crash_point("settled");
	return true;
}

// Takes in the first messages of uids: at most ROUND_BATCHES batches, or, where
// alone, one by one.
static bool
take_in(PsqRound *round, const GArray *uids, bool alone, GError **error)
{
	guint count = MIN(uids->len, (guint)ENVELOPES_AT_ONCE);
	g_autoptr(GArray) envelopes = NULL;
	round->counts.more = round->counts.more || uids->len > count;
	if (count == 0) {
		return true;
	}
	if (!psq_imap_envelopes(round->imap,
		    (const uint32_t *)(gpointer)uids->data, count, &envelopes,
		    error)) {
		return false;
	}
	guint batches = 0;
	gint64 end = g_get_monotonic_time() + ROUND_SECONDS * G_USEC_PER_SEC;
	for (guint first = 0; first < envelopes->len;) {
		if (psq_round_stopping(round) ||
			(!alone && batches++ == ROUND_BATCHES) ||
			(batches > 1 && g_get_monotonic_time() >= end)) {
			round->counts.more = true;
			return true;
		}
		uint64_t bytes =
			g_array_index(envelopes, PsqImapEnvelope, first).size;
		guint length = alone ? 1
				     : psq_batch_length(round->job->conf,
					       envelopes, first, &bytes);
		if (!psq_batch_take(
			    round, envelopes, first, length, bytes, error)) {
			return false;
		}
		first += length;
	}
	return true;
}

static bool
run(PsqRound *round, GError **error)
{
	const PsqIntakeJob *job = round->job;
	uint32_t uidvalidity = psq_imap_uidvalidity(round->imap);
	g_autoptr(GArray) present = NULL;
	g_autoptr(GArray) fresh = NULL;
	g_autoptr(GArray) suspects = NULL;
	if (!psq_imap_uids(round->imap, &present, error) ||
		!psq_round_db_did(round,
			psq_store_missing(job->db, job->lease.mailbox,
				uidvalidity, present, job->process, &fresh,
				&suspects, error))) {
		return false;
	}
	if (job->tell != NULL) {
		return take_in(round, suspects, true, error);
	}
	return take_in(round, fresh, false, error) &&
		psq_suspects_take(round, suspects, error) &&
		settle(round, present, error) &&
		psq_round_db_did(round,
			psq_store_mailbox_polled(job->db, &job->lease,
				uidvalidity, psq_imap_uidnext(round->imap),
				error));
}

bool
psq_intake_round(const PsqIntakeJob *job, PsqImap *imap,
	PsqIntakeCounts *ret_counts, bool *ret_db_failed, GError **error)
{
	PsqRound round = { .job = job, .imap = imap };
	bool good = run(&round, error);
	*ret_counts = round.counts;
	*ret_db_failed = round.db_failed;
	return good;
}
