// intake.c - one round in one mailbox: what the ledger lacks becomes tickets
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/intake.h"

#include "common/crash.h"
#include "common/log.h"
#include "store/file.h"
#include "store/ledger.h"
#include "store/mailbox.h"

enum {
	BATCH_MESSAGES = 50, // at most in one transaction
	ROUND_BATCHES = 8,   // then another mailbox gets its turn
	ENVELOPES_AT_ONCE = 500,
	// Of a message over the limit so much is taken in: its head and, as
	// mailers put it first, its text.
	HEAD_BYTES = 1024 * 1024,
};

typedef struct {
	const PsqIntakeJob *job;
	PsqImap *imap;
	PsqIntakeCounts counts;
	bool db_failed;
} Round;

static bool
stopping(const Round *round)
{
	return g_atomic_int_get(round->job->stopping) != 0;
}

// Marks a failure of the database's as such.
static bool
db_did(Round *round, bool good)
{
	if (!good) {
		round->db_failed = true;
	}
	return good;
}

static void
log_fate(const Round *round, const PsqIntake *intake)
{
	const char *address = round->job->mailbox->address;
	if (intake->fate == PSQ_FATE_QUARANTINED) {
		psq_log(PSQ_LOG_ALERT, "%s: uid %u: quarantined: %s", address,
			intake->uid, intake->reason);
		return;
	}
	g_autoptr(GString) flags = g_string_new(NULL);
	for (int i = 0; i < PSQ_FLAG_COUNT && intake->reading != NULL; i++) {
		if (intake->reading->flags[i]) {
			g_string_append_printf(flags, "%s%s",
				flags->len > 0 ? ", " : " (",
				psq_flag_name((PsqFlag)i));
		}
	}
	psq_log(PSQ_LOG_INFO, "%s: uid %u: %s%s%s%s%s", address, intake->uid,
		psq_fate_name(intake->fate), intake->number ? " " : "",
		intake->number ? intake->number : "", flags->str,
		flags->len > 0 ? ")" : "");
}

static void
count_fates(Round *round, const GPtrArray *batch)
{
	for (guint i = 0; i < batch->len; i++) {
		const PsqIntake *intake = g_ptr_array_index(batch, i);
		log_fate(round, intake);
		switch (intake->fate) {
		case PSQ_FATE_TICKET:
		case PSQ_FATE_FOLLOW_UP:
			round->counts.tickets++;
			break;
		case PSQ_FATE_AUTOMATIC:
			round->counts.automatic++;
			break;
		case PSQ_FATE_DUPLICATE:
			round->counts.duplicates++;
			break;
		case PSQ_FATE_QUARANTINED:
			round->counts.quarantined++;
			break;
		case PSQ_FATE_COUNT:
		default:
			g_assert_not_reached();
		}
	}
}

// Reads one message. What can't be read is left without a reading, with the
// reason, and goes to quarantine.
static PsqIntake *
intake_new(const Round *round, const PsqImapMessage *message,
	const PsqImapEnvelope *envelope, bool complete)
{
	const PsqIntakeJob *job = round->job;
	g_autoptr(GError) reason = NULL;
	PsqIntake *intake = g_new0(PsqIntake, 1);
	intake->mailbox = job->lease.mailbox;
	intake->uidvalidity = psq_imap_uidvalidity(round->imap);
	intake->uid = message->uid;
	intake->internal_date = envelope->internal_date;
	intake->size_on_server = envelope->size;
	intake->complete = complete;
	intake->bytes = g_bytes_ref(message->bytes);
	gsize len;
	const uint8_t *bytes = g_bytes_get_data(message->bytes, &len);
	PsqMail *mail = psq_mail_parse(bytes, len, &reason);
	if (mail == NULL) {
		intake->reason = g_strdup(reason->message);
		return intake;
	}
	if (!complete) {
		g_ptr_array_add(mail->notes,
			g_strdup_printf("message de %.1f Mo, trop volumineux : "
					"seul son début a été pris, le reste "
					"est dans la messagerie",
				(double)envelope->size / 1e6));
	}
	intake->reading =
		psq_reading_new(job->lexicon, mail, job->mailbox->address);
	return intake;
}

static bool
file_batch(Round *round, GPtrArray *batch, GError **error)
{
	g_autofree char *version = psq_reading_version(round->job->lexicon);
	if (!db_did(round,
		    psq_store_file(round->job->db, &round->job->lease, version,
			    batch, error))) {
		return false;
	}
	count_fates(round, batch);
	return true;
}

// Tells the server of all that is in the database but not settled: this
// round's messages, and those of a round that was cut off after COMMIT.
static bool
settle(Round *round, const GArray *present, GError **error)
{
	const PsqIntakeJob *job = round->job;
	g_autoptr(GArray) uids = NULL;
	if (job->mailbox->settle == PSQ_SETTLE_KEEP) {
		return true;
	}
	if (!db_did(round,
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
	if (!db_did(round,
		    psq_store_settled(job->db, &job->lease,
			    psq_imap_uidvalidity(round->imap), uids, error))) {
		return false;
	}
	psq_crash_point("settled");
	return true;
}

// The envelopes from first on that make one batch; a message over the limit
// is a batch of its own.
static guint
batch_end(const Round *round, const GArray *envelopes, guint first,
	uint64_t *ret_bytes)
{
	const PsqConf *conf = round->job->conf;
	uint64_t bytes = 0;
	guint end = first;
	while (end < envelopes->len && end - first < BATCH_MESSAGES) {
		uint64_t size =
			g_array_index(envelopes, PsqImapEnvelope, end).size;
		bool fits = bytes + size <= (uint64_t)conf->max_batch_bytes &&
			size <= (uint64_t)conf->max_message_bytes;
		if (end > first && !fits) {
			break;
		}
		bytes += size;
		end++;
		if (!fits) {
			break;
		}
	}
	*ret_bytes = bytes;
	return end;
}

static const PsqImapEnvelope *
envelope_of(const GArray *envelopes, uint32_t uid)
{
	for (guint i = 0; i < envelopes->len; i++) {
		const PsqImapEnvelope *envelope =
			&g_array_index(envelopes, PsqImapEnvelope, i);
		if (envelope->uid == uid) {
			return envelope;
		}
	}
	return NULL;
}

static bool
take_batch(Round *round, const GArray *envelopes, guint first, guint end,
	uint64_t bytes, GError **error)
{
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (guint i = first; i < end; i++) {
		g_array_append_val(
			uids, g_array_index(envelopes, PsqImapEnvelope, i).uid);
	}
	bool complete = end - first > 1 ||
		bytes <= (uint64_t)round->job->conf->max_message_bytes;
	g_autoptr(GPtrArray) messages = NULL;
	if (!psq_imap_fetch(round->imap, (const uint32_t *)(gpointer)uids->data,
		    uids->len, complete ? bytes : HEAD_BYTES,
		    complete ? 0 : HEAD_BYTES, &messages, error)) {
		return false;
	}
	psq_crash_point("fetched");
	g_autoptr(GPtrArray) batch =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_intake_free);
	for (guint i = 0; i < messages->len; i++) {
		const PsqImapMessage *message = g_ptr_array_index(messages, i);
		const PsqImapEnvelope *envelope =
			envelope_of(envelopes, message->uid);
		if (envelope != NULL) {
			g_ptr_array_add(batch,
				intake_new(round, message, envelope, complete));
		}
	}
	return batch->len == 0 || file_batch(round, batch, error);
}

// Takes in the messages of uids, at most ENVELOPES_AT_ONCE.
static bool
take_in(Round *round, const uint32_t *uids, guint count, GError **error)
{
	g_autoptr(GArray) envelopes = NULL;
	if (!psq_imap_envelopes(round->imap, uids, count, &envelopes, error)) {
		return false;
	}
	guint batches = 0;
	for (guint first = 0; first < envelopes->len;) {
		if (stopping(round) || batches++ == ROUND_BATCHES) {
			round->counts.more = true;
			return true;
		}
		uint64_t bytes;
		guint end = batch_end(round, envelopes, first, &bytes);
		if (!take_batch(round, envelopes, first, end, bytes, error)) {
			return false;
		}
		first = end;
	}
	return true;
}

static bool
run(Round *round, GError **error)
{
	const PsqIntakeJob *job = round->job;
	uint32_t uidvalidity = psq_imap_uidvalidity(round->imap);
	g_autoptr(GArray) present = NULL;
	g_autoptr(GArray) missing = NULL;
	if (!psq_imap_uids(round->imap, &present, error) ||
		!db_did(round,
			psq_store_missing(job->db, job->lease.mailbox,
				uidvalidity, present, &missing, error))) {
		return false;
	}
	guint count = MIN(missing->len, (guint)ENVELOPES_AT_ONCE);
	round->counts.more = missing->len > count;
	if (count > 0 &&
		!take_in(round, (const uint32_t *)(gpointer)missing->data,
			count, error)) {
		return false;
	}
	return settle(round, present, error) &&
		db_did(round,
			psq_store_mailbox_polled(job->db, &job->lease,
				uidvalidity, psq_imap_uidnext(round->imap),
				error));
}

bool
psq_intake_round(const PsqIntakeJob *job, PsqImap *imap,
	PsqIntakeCounts *ret_counts, bool *ret_db_failed, GError **error)
{
	Round round = { .job = job, .imap = imap };
	bool good = run(&round, error);
	*ret_counts = round.counts;
	*ret_db_failed = round.db_failed;
	return good;
}
