// first-look.c - what a mailbox held before psqd came may be left out
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/first-look.h"

#include "common/log.h"
#include "store/folder.h"

enum { ENVELOPES_AT_ONCE = 500 };

static bool
find_skipped(PsqRound *round, const GArray *present, int64_t before,
	PsqShown *skipped, GError **error)
{
	const uint32_t *uids = (const uint32_t *)(gpointer)present->data;
	for (guint i = 0; i < present->len; i += ENVELOPES_AT_ONCE) {
		g_autoptr(GArray) envelopes = NULL;
		guint count = MIN(present->len - i, (guint)ENVELOPES_AT_ONCE);
		if (!psq_imap_envelopes(
			    round->imap, uids + i, count, &envelopes, error)) {
			return false;
		}
		for (guint j = 0; j < envelopes->len; j++) {
			const PsqImapEnvelope *e =
				&g_array_index(envelopes, PsqImapEnvelope, j);
			if (before == PSQ_BEFORE_EVER ||
				e->internal_date < before) {
				psq_shown_add(skipped, e->uid, (int64_t)e->size,
					e->internal_date);
			}
		}
	}
	return true;
}

bool
psq_first_look(PsqRound *round, const GArray *present, GError **error)
{
	const PsqIntakeJob *job = round->job;
	uint32_t uidvalidity = psq_imap_uidvalidity(round->imap);
	int64_t before;
	if (g_str_equal(job->mailbox->first_look, "all")) {
		return true;
	}
	if (!psq_round_db_did(round,
		    psq_store_first_look(job->db, job->lease.mailbox,
			    uidvalidity, job->mailbox->first_look, &before,
			    error))) {
		return false;
	}
	if (before == 0) {
		return true;
	}
	g_autoptr(PsqShown) skipped = psq_shown_new();
	if (!find_skipped(round, present, before, skipped, error) ||
		!psq_round_db_did(round,
			psq_store_skip(job->db, &job->lease, uidvalidity,
				before, skipped, error))) {
		return false;
	}
	psq_log(PSQ_LOG_NOTICE, "%s: first look: %u messages of %u left out",
		job->mailbox->address, skipped->uids->len, present->len);
	return true;
}
