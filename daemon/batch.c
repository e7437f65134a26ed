// batch.c - one batch of a mailbox: written down, fetched, read, filed
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/batch.h"

#include "common/crash.h"
#include "common/log.h"
#include "daemon/watchdog.h"
#include "store/ledger.h"

enum {
	BATCH_MESSAGES = 50, // at most in one transaction
	// Of a message over the limit so much is taken in: its head and, as
	// mailers put it first, its text.
	HEAD_BYTES = 1024 * 1024,
};

bool
psq_round_db_did(PsqRound *round, bool good)
{
	if (!good) {
		round->db_failed = true;
	}
	return good;
}

bool
psq_round_stopping(const PsqRound *round)
{
	return g_atomic_int_get(round->job->stopping) != 0;
}

static void
log_fate(const PsqRound *round, const PsqIntake *intake)
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
count_fates(PsqRound *round, const GPtrArray *batch)
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
		case PSQ_FATE_CANARY:
			break;
		case PSQ_FATE_SKIPPED:
		case PSQ_FATE_COUNT:
		default:
			g_assert_not_reached();
		}
	}
}

static PsqIntake *
intake_new(const PsqRound *round, const PsqImapEnvelope *envelope,
	GBytes *bytes, bool complete)
{
	PsqIntake *intake = g_new0(PsqIntake, 1);
	intake->mailbox = round->job->lease.mailbox;
	intake->uidvalidity = psq_imap_uidvalidity(round->imap);
	intake->uid = envelope->uid;
	intake->internal_date = envelope->internal_date;
	intake->size_on_server = envelope->size;
	intake->complete = complete;
	intake->bytes = bytes != NULL ? g_bytes_ref(bytes) : NULL;
	return intake;
}

// Reads one message. What can't be read is left without a reading, with the
// reason, and goes to quarantine.
static void
read_message(const PsqRound *round, PsqIntake *intake)
{
	const PsqIntakeJob *job = round->job;
	g_autoptr(GError) reason = NULL;
	gsize len;
	const uint8_t *bytes = g_bytes_get_data(intake->bytes, &len);
	PsqMail *mail = psq_mail_parse(bytes, len, &reason);
	if (mail == NULL) {
		intake->reason = g_strdup(reason->message);
		return;
	}
	if (!intake->complete) {
		g_ptr_array_add(mail->notes,
			g_strdup_printf("message de %.1f Mo, trop volumineux : "
					"seul son début a été pris, le reste "
					"est dans la messagerie",
				(double)intake->size_on_server / 1e6));
	}
	intake->reading =
		psq_reading_new(job->lexicon, mail, job->mailbox->address);
}

static bool
file_batch(PsqRound *round, GPtrArray *batch, GError **error)
{
	g_autofree char *version = psq_reading_version(round->job->lexicon);
	if (!psq_round_db_did(round,
		    psq_store_file(round->job->db, &round->job->lease, version,
			    batch, error))) {
		return false;
	}
	count_fates(round, batch);
	return true;
}

guint
psq_batch_length(const PsqConf *conf, const GArray *envelopes, guint first,
	uint64_t *ret_bytes)
{
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
	return end - first;
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

// Where a suspect ends this process, the one that started it knows by what it
// was told last.
static void
tell(const PsqRound *round, const char *what, const GArray *uids)
{
	FILE *to = round->job->tell;
	if (to != NULL) {
		fprintf(to, "%s %u\n", what, g_array_index(uids, uint32_t, 0));
		fflush(to);
	}
}

static bool
fetch(PsqRound *round, const GArray *uids, uint64_t bytes, bool complete,
	GPtrArray **ret_messages, GError **error)
{
	tell(round, "fetch", uids);
	if (!psq_imap_fetch(round->imap, (const uint32_t *)(gpointer)uids->data,
		    uids->len, complete ? bytes : HEAD_BYTES,
		    complete ? 0 : HEAD_BYTES, ret_messages, error)) {
		return false;
	}
	psq_crash_point("fetched");
	tell(round, "read", uids);
	return true;
}

// Messages (PsqImapMessage) as they are to be filed (PsqIntake).
static GPtrArray *
read_all(const PsqRound *round, const GPtrArray *messages,
	const GArray *envelopes, bool complete)
{
	GPtrArray *batch =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_intake_free);
	for (guint i = 0; i < messages->len; i++) {
		const PsqImapMessage *message = g_ptr_array_index(messages, i);
		const PsqImapEnvelope *envelope =
			envelope_of(envelopes, message->uid);
		if (envelope == NULL) {
			continue;
		}
		PsqIntake *intake =
			intake_new(round, envelope, message->bytes, complete);
		PsqWatchdog watchdog =
			psq_watchdog_start(round->job->conf->read_seconds);
		read_message(round, intake);
		psq_watchdog_stop(&watchdog);
		g_ptr_array_add(batch, intake);
	}
	return batch;
}

static bool
fits(const PsqRound *round, guint count, uint64_t bytes)
{
	return count > 1 ||
		bytes <= (uint64_t)round->job->conf->max_message_bytes;
}

static bool
take(PsqRound *round, const GArray *envelopes, const GArray *uids,
	uint64_t bytes, GError **error)
{
	bool complete = fits(round, uids->len, bytes);
	g_autoptr(GPtrArray) messages = NULL;
	if (!fetch(round, uids, bytes, complete, &messages, error)) {
		return false;
	}
	g_autoptr(GPtrArray) batch =
		read_all(round, messages, envelopes, complete);
	return batch->len == 0 || file_batch(round, batch, error);
}

bool
psq_batch_take(PsqRound *round, const GArray *envelopes, guint first,
	guint count, uint64_t bytes, GError **error)
{
	const PsqIntakeJob *job = round->job;
	uint32_t uidvalidity = psq_imap_uidvalidity(round->imap);
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (guint i = first; i < first + count; i++) {
		g_array_append_val(
			uids, g_array_index(envelopes, PsqImapEnvelope, i).uid);
	}
	if (!psq_round_db_did(round,
		    psq_store_attempt(job->db, job->lease.mailbox, uidvalidity,
			    uids, job->process, error))) {
		return false;
	}
	if (take(round, envelopes, uids, bytes, error)) {
		return true;
	}
	// The server or the database failed, not this process.
	g_autoptr(GError) ignored = NULL; // the first error is what counts
	(void)!psq_store_attempt_end(job->db, job->lease.mailbox, uidvalidity,
		uids, job->process, &ignored);
	return false;
}

bool
psq_batch_quarantine(PsqRound *round, uint32_t uid, bool with_bytes,
	const char *reason, GError **error)
{
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(GArray) envelopes = NULL;
	g_autoptr(GPtrArray) messages = NULL;
	g_array_append_val(uids, uid);
	if (!psq_imap_envelopes(round->imap, &uid, 1, &envelopes, error)) {
		return false;
	}
	if (envelopes->len == 0) {
		return true; // gone meanwhile
	}
	const PsqImapEnvelope *envelope =
		&g_array_index(envelopes, PsqImapEnvelope, 0);
	bool complete = with_bytes && fits(round, 1, envelope->size);
	if (with_bytes &&
		!fetch(round, uids, envelope->size, complete, &messages,
			error)) {
		return false;
	}
	GBytes *bytes = NULL;
	if (messages != NULL && messages->len > 0) {
		PsqImapMessage *message = g_ptr_array_index(messages, 0);
		bytes = message->bytes;
	}
	g_autoptr(GPtrArray) batch =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_intake_free);
	PsqIntake *intake =
		intake_new(round, envelope, bytes, bytes != NULL && complete);
	intake->reason = g_strdup(reason);
	g_ptr_array_add(batch, intake);
	return file_batch(round, batch, error);
}
