// suspects-run.c - the child process that takes suspect messages in
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/log.h"
#include "daemon/self.h"
#include "daemon/suspects.h"
#include "daemon/wake.h"
#include "store/mailbox.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sysexits.h>
#include <unistd.h>

static const PsqConfMailbox *
mailbox_of(const PsqConf *conf, const char *address)
{
	for (guint i = 0; i < conf->mailboxes->len; i++) {
		const PsqConfMailbox *mailbox =
			g_ptr_array_index(conf->mailboxes, i);
		if (g_str_equal(mailbox->address, address)) {
			return mailbox;
		}
	}
	return NULL;
}

static bool
take_all(PsqIntakeJob *job, PsqTrust *trust, int stop_fd, GError **error)
{
	g_autoptr(PsqTokens) tokens = psq_tokens_new();
	PsqIntakeCounts counts = { .more = true };
	bool db_failed;
	const PsqImapWays ways = {
		.conf = job->conf,
		.trust = trust,
		.tokens = tokens,
		.stop_fd = stop_fd,
	};
	g_autoptr(PsqImap) imap = psq_imap_open(job->mailbox, &ways, error);
	while (imap != NULL && counts.more) {
		if (!psq_intake_round(job, imap, &counts, &db_failed, error)) {
			return false;
		}
	}
	return imap != NULL;
}

static bool
run(PsqIntakeJob *job, GError **error)
{
	g_autofree char *process = psq_self_name();
	g_autoptr(PsqTrust) trust = psq_trust_new();
	int stop_fd =
		psq_wake_event(); // never raised: the parent's end is ours
	g_autofree char *application =
		psq_lease_application(job->lease.process);
	g_autoptr(PsqDb) db =
		psq_db_open(job->conf->database, application, error);
	job->db = db;
	job->process = process;
	bool good = db != NULL &&
		psq_store_mailbox_find(db, job->mailbox->address,
			&job->lease.mailbox, error) &&
		take_all(job, trust, stop_fd, error);
	close(stop_fd);
	return good;
}

// "PROCESS/FENCE", as psq_suspects_take() writes it.
static PsqLease
lease_of(const char *text)
{
	PsqLease lease = { 0 };
	const char *slash = strchr(text, '/');
	if (slash != NULL) {
		g_autofree char *process = g_strndup(text, slash - text);
		g_strlcpy(lease.process, process, sizeof lease.process);
		lease.fence = g_ascii_strtoll(slash + 1, NULL, 10);
	}
	return lease;
}

int
psq_suspects_run(const PsqConf *conf, const PsqLexicon *lexicon,
	const char *address, const char *lease)
{
	const int stopping = 0;
	g_autoptr(GError) error = NULL;
	PsqIntakeJob job = {
		.lexicon = lexicon,
		.conf = conf,
		.mailbox = mailbox_of(conf, address),
		.lease = lease_of(lease),
		.stopping = &stopping,
		.tell = stdout,
	};
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (job.mailbox == NULL) {
		psq_log(PSQ_LOG_ERROR, "there is no mailbox %s", address);
		return EX_CONFIG;
	}
	if (!run(&job, &error)) {
		psq_log(PSQ_LOG_ERROR, "%s: %s", address, error->message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
