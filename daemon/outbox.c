// outbox.c - sends the letters that wait in the database
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/outbox.h"

#include "common/crash.h"
#include "common/log.h"
#include "daemon/smtp.h"
#include "store/letter-order.h"

#include <inttypes.h>

enum {
	// A letter that is being sent has at most so long: RFC 5321 gives the
	// server ten minutes after the final dot alone.
	STALE_SECONDS = 1800,
	FIRST_PAUSE_SECONDS = 60,
	LONGEST_PAUSE_SECONDS = 4 * 3600,
	GIVE_UP_SECONDS = 48 * 3600,
};

// Those that have a server to send by.
static GArray *
senders(const PsqErrand *outbox)
{
	const GArray *all = psq_errand_mailboxes(outbox);
	GArray *some = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (guint i = 0; i < all->len; i++) {
		int64_t id = g_array_index(all, int64_t, i);
		if (psq_errand_mailbox(outbox, id)->smtp_host != NULL) {
			g_array_append_val(some, id);
		}
	}
	return some;
}

// An answer comes from a person, and its bounce is of use; the rest comes from
// nobody (RFC 3834, 4).
static const char *
sender_of(const PsqOutgoing *letter)
{
	const char *person = psq_letter_kind_name(PSQ_LETTER_ANSWER);
	return g_str_equal(letter->kind, person) ? letter->station_mail : NULL;
}

static PsqLetterEnd
hand_over(const PsqSmtpWay *way, const PsqOutgoing *letter, GBytes *bytes,
	char **ret_why)
{
	static const PsqLetterEnd ends[] = {
		[PSQ_SMTP_TAKEN] = PSQ_LETTER_SENT,
		[PSQ_SMTP_LATER] = PSQ_LETTER_AGAIN,
		[PSQ_SMTP_REFUSED] = PSQ_LETTER_FAILED,
	};
	return ends[psq_smtp_send(
		way, sender_of(letter), letter->to, bytes, ret_why)];
}

static int64_t
age_of(const PsqOutgoing *letter)
{
	return g_get_real_time() / G_USEC_PER_SEC - letter->queued_at;
}

// Each pause is as long as the letter has waited already: 1, 2, 4... minutes,
// at most four hours, for 48 hours (RFC 5321, 4.5.4.1).
static int
pause_of(const PsqOutgoing *letter)
{
	return (int)CLAMP(
		age_of(letter), FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS);
}

static bool
note_end(PsqErrand *outbox, const PsqOutgoing *letter, PsqLetterEnd end,
	const char *why, GError **error)
{
	if (end == PSQ_LETTER_AGAIN && age_of(letter) > GIVE_UP_SECONDS) {
		end = PSQ_LETTER_FAILED;
	}
	if (end != PSQ_LETTER_SENT) {
		psq_log(PSQ_LOG_WARNING,
			"letter %" PRId64 " of ticket %s was not sent%s",
			letter->id, letter->number,
			end == PSQ_LETTER_AGAIN ? "; psqd tries again" : "");
	}
	return psq_store_letter_went(psq_errand_db(outbox), letter->id, end,
		why, pause_of(letter), error);
}

static bool
send_one(PsqErrand *outbox, const PsqSmtpWay *way, const PsqOutgoing *letter,
	GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autofree char *why = NULL;
	g_autoptr(GBytes) bytes = NULL;
	if (letter->bytes != NULL) {
		bytes = g_bytes_ref(letter->bytes);
	} else {
		bytes = psq_letter_order_compose(
			psq_errand_data(outbox), letter, &reason);
	}
	if (bytes == NULL) {
		return note_end(outbox, letter, PSQ_LETTER_FAILED,
			reason->message, error);
	}
	if (letter->bytes == NULL &&
		!psq_store_letter_keep(
			psq_errand_db(outbox), letter->id, bytes, error)) {
		return false;
	}
	psq_crash_point("letter-kept");
	PsqLetterEnd end = hand_over(way, letter, bytes, &why);
	psq_crash_point("letter-told");
	return note_end(outbox, letter, end, why, error);
}

static bool
send_letters(PsqErrand *outbox, GError **error)
{
	g_autoptr(GArray) mailboxes = senders(outbox);
	g_autoptr(PsqTrust) trust = psq_trust_new();
	g_autoptr(PsqTokens) tokens = psq_tokens_new();
	while (mailboxes->len > 0 && !psq_errand_is_stopping(outbox)) {
		g_autoptr(PsqOutgoing) letter = NULL;
		if (!psq_store_letter_take(psq_errand_db(outbox), mailboxes,
			    STALE_SECONDS, &letter, error)) {
			return false;
		}
		if (letter == NULL) {
			break;
		}
		psq_crash_point("letter-taken");
		const PsqSmtpWay way = {
			.mailbox = psq_errand_mailbox(outbox, letter->mailbox),
			.trust = trust,
			.tokens = tokens,
			.timeout_seconds =
				psq_errand_conf(outbox)->timeout_seconds,
			.stop_fd = psq_errand_stop_fd(outbox),
		};
		if (!send_one(outbox, &way, letter, error)) {
			return false;
		}
		psq_crash_point("letter-noted");
	}
	return true;
}

PsqErrand *
psq_outbox_new(const PsqConf *conf, const PsqLetters *letters)
{
	return psq_errand_new(
		conf, "outbox", "psq_letter", send_letters, (gpointer)letters);
}
