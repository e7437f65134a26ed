// intake.c - one round in one mailbox: what the ledger lacks becomes tickets
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/intake.h"

#include "common/crash.h"
#include "common/log.h"
#include "daemon/batch.h"
#include "daemon/first-look.h"
#include "daemon/suspects.h"
#include "store/folder.h"
#include "store/ledger.h"

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

// Dates of envelopes, which are in the order of missing.
static void
note_dates(PsqShown *missing, const GArray *envelopes)
{
	guint at = 0;
	for (guint i = 0; i < envelopes->len; i++) {
		const PsqImapEnvelope *envelope =
			&g_array_index(envelopes, PsqImapEnvelope, i);
		while (at < missing->uids->len &&
			g_array_index(missing->uids, uint32_t, at) !=
				envelope->uid) {
			at++;
		}
		g_assert(at < missing->uids->len);
		g_array_index(missing->dates, int64_t, at) =
			envelope->internal_date;
	}
}

// Takes in the first messages of uids, at most ROUND_BATCHES batches, and notes
// the dates of missing, which begins with them; without missing, one by one.
static bool
take_in(PsqRound *round, const GArray *uids, PsqShown *missing, GError **error)
{
	bool alone = missing == NULL;
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
	if (!alone) {
		note_dates(missing, envelopes);
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

// The messages that the ledger lacks, without their dates.
static PsqShown *
missing_new(const GArray *fresh, const GArray *suspects)
{
	PsqShown *missing = psq_shown_new();
	for (guint i = 0; i < fresh->len; i++) {
		psq_shown_add(missing, g_array_index(fresh, uint32_t, i), 0, 0);
	}
	for (guint i = 0; i < suspects->len; i++) {
		psq_shown_add(
			missing, g_array_index(suspects, uint32_t, i), 0, 0);
	}
	return missing;
}

// UIDNEXT as it was at least when present was asked for: known was before. Not
// every server says more after SELECT, and some say nothing.
static int64_t
uidnext_of(int64_t known, const GArray *present)
{
	int64_t next = present->len == 0
		? 1
		: (int64_t)g_array_index(present, uint32_t, present->len - 1) +
			1;
	return MAX(known, next);
}

static bool
note_visit(PsqRound *round, const PsqVisit *visit, GError **error)
{
	const PsqIntakeJob *job = round->job;
	int64_t vanished;
	uint32_t stuck;
	if (!psq_round_db_did(round,
		    psq_store_visit(job->db, &job->lease, visit, &vanished,
			    &stuck, error))) {
		return false;
	}
	if (vanished > 0) {
		psq_log(PSQ_LOG_WARNING,
			"%s: %" G_GINT64_FORMAT
			" UIDs below UIDNEXT are neither on the server nor in "
			"the ledger: they vanished before they were seen",
			job->mailbox->address, (gint64)vanished);
	}
	if (stuck != 0) {
		psq_log(PSQ_LOG_ERROR,
			"%s: uid %u: is on the server, but could not be taken "
			"in for 15 minutes",
			job->mailbox->address, stuck);
	}
	return true;
}

static bool
find_missing(PsqRound *round, const GArray *present, GArray **ret_fresh,
	GArray **ret_suspects, GError **error)
{
	const PsqIntakeJob *job = round->job;
	return psq_first_look(round, present, error) &&
		psq_round_db_did(round,
			psq_store_missing(job->db, job->lease.mailbox,
				psq_imap_uidvalidity(round->imap), present,
				job->process, ret_fresh, ret_suspects, error));
}

static bool
run(PsqRound *round, GError **error)
{
	const PsqIntakeJob *job = round->job;
	int64_t known = psq_imap_uidnext(round->imap);
	g_autoptr(GArray) present = NULL;
	g_autoptr(GArray) fresh = NULL;
	g_autoptr(GArray) suspects = NULL;
	if (!psq_imap_uids(round->imap, &present, error) ||
		!find_missing(round, present, &fresh, &suspects, error)) {
		return false;
	}
	if (job->tell != NULL) {
		return take_in(round, suspects, NULL, error);
	}
	g_autoptr(PsqShown) missing = missing_new(fresh, suspects);
	const PsqVisit visit = {
		.uidvalidity = psq_imap_uidvalidity(round->imap),
		.uidnext = uidnext_of(known, present),
		.shown = present->len,
		.missing = missing,
		.whole = job->connected,
	};
	return take_in(round, fresh, missing, error) &&
		psq_suspects_take(round, suspects, error) &&
		settle(round, present, error) &&
		note_visit(round, &visit, error);
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
