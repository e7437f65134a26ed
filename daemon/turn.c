// turn.c - what a worker does with one mailbox when its turn comes
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/turn.h"

#include "common/log.h"
#include "daemon/intake.h"
#include "daemon/outage.h"
#include "daemon/self.h"
#include "store/mailbox.h"
#include "store/migrate.h"

struct PsqTurns {
	const PsqLexicon *lexicon;
	const PsqSchema *schema;
	const char *application;
	const PsqConf *conf;
	PsqTrust *trust;
	PsqTokens *tokens;
	int stop_fd;
	const int *stopping;
	char *process;
	GMutex lock;
	GPtrArray *idle_dbs; // PsqDb that no turn is using
	PsqOutage outage;
};

PsqTurns *
psq_turns_new(const PsqLexicon *lexicon, const PsqSchema *schema,
	const char *application, int stop_fd, const int *stopping)
{
	PsqTurns *turns = g_new0(PsqTurns, 1);
	turns->lexicon = lexicon;
	turns->schema = schema;
	turns->application = application;
	turns->stop_fd = stop_fd;
	turns->stopping = stopping;
	turns->process = psq_self_name();
	g_mutex_init(&turns->lock);
	turns->idle_dbs =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_db_free);
	return turns;
}

void
psq_turns_configure(PsqTurns *turns, const PsqConf *conf)
{
	turns->conf = conf;
	g_clear_pointer(&turns->trust, psq_trust_free);
	turns->trust = psq_trust_new(); // CA files are read again
	g_clear_pointer(&turns->tokens, psq_tokens_free);
	turns->tokens = psq_tokens_new();
	g_ptr_array_set_size(turns->idle_dbs, 0);
}

void
psq_turns_free(PsqTurns *turns)
{
	if (turns == NULL) {
		return;
	}
	g_ptr_array_unref(turns->idle_dbs);
	psq_trust_free(turns->trust);
	psq_tokens_free(turns->tokens);
	g_mutex_clear(&turns->lock);
	g_free(turns->process);
	g_free(turns);
}

// A new connection, to a database with the schema that this program needs.
static PsqDb *
db_open(const PsqTurns *turns, GError **error)
{
	g_autoptr(PsqDb) db =
		psq_db_open(turns->conf->database, turns->application, error);
	if (db == NULL || !psq_store_schema_check(db, turns->schema, error)) {
		return NULL;
	}
	return g_steal_pointer(&db);
}

static PsqDb *
db_take(PsqTurns *turns, GError **error)
{
	PsqDb *db = NULL;
	g_mutex_lock(&turns->lock);
	if (turns->idle_dbs->len > 0) {
		db = g_ptr_array_steal_index_fast(
			turns->idle_dbs, turns->idle_dbs->len - 1);
	}
	g_mutex_unlock(&turns->lock);
	return db != NULL ? db : db_open(turns, error);
}

static void
db_give_back(PsqTurns *turns, PsqDb *db)
{
	g_mutex_lock(&turns->lock);
	g_ptr_array_add(turns->idle_dbs, db);
	g_mutex_unlock(&turns->lock);
}

// Connects, or comes out of IDLE.
static bool
wake(PsqTurns *turns, PsqTurnMailbox *mailbox, GError **error)
{
	if (mailbox->imap == NULL) {
		const PsqImapWays ways = {
			.conf = turns->conf,
			.trust = turns->trust,
			.tokens = turns->tokens,
			.stop_fd = turns->stop_fd,
		};
		mailbox->imap = psq_imap_open(mailbox->conf, &ways, error);
		return mailbox->imap != NULL;
	}
	return !psq_imap_is_idling(mailbox->imap) ||
		psq_imap_idle_done(mailbox->imap, error);
}

// Whose fault a failed turn was.
typedef enum { TURN_OF_SERVER, TURN_OF_DATABASE } TurnSide;

static bool
take_turn(PsqTurns *turns, PsqTurnMailbox *mailbox, PsqDb *db, bool stay,
	PsqTurnEnd *ret_end, TurnSide *ret_side, GError **error)
{
	const PsqIntakeJob job = {
		.db = db,
		.lexicon = turns->lexicon,
		.conf = turns->conf,
		.mailbox = mailbox->conf,
		.lease = mailbox->lease,
		.stopping = turns->stopping,
		.connected = mailbox->imap == NULL,
		.process = turns->process,
	};
	PsqIntakeCounts counts = { 0 };
	bool db_failed = false;
	if (!wake(turns, mailbox, error)) {
		return false;
	}
	if (!psq_intake_round(
		    &job, mailbox->imap, &counts, &db_failed, error)) {
		*ret_side = db_failed ? TURN_OF_DATABASE : TURN_OF_SERVER;
		return false;
	}
	if (counts.more) {
		*ret_end = PSQ_TURN_MORE;
	} else if (!stay || !psq_imap_has_idle(mailbox->imap)) {
		*ret_end = PSQ_TURN_POLL;
	} else {
		*ret_end = PSQ_TURN_IDLING;
		return psq_imap_idle_start(mailbox->imap, error);
	}
	return true;
}

// A mailbox that has failed and will be tried again.
static void
server_failed(
	PsqTurns *turns, PsqTurnMailbox *mailbox, PsqDb *db, const GError *why)
{
	if (g_atomic_int_get(turns->stopping) != 0) {
		return;
	}
	if (g_strcmp0(mailbox->trouble, why->message) != 0) {
		psq_log(PSQ_LOG_ERROR, "%s: %s; psqd tries again",
			mailbox->conf->address, why->message);
		g_free(mailbox->trouble);
		mailbox->trouble = g_strdup(why->message);
	}
	g_autoptr(GError) ignored = NULL; // the log has it already
	if (!psq_store_mailbox_failed(
		    db, &mailbox->lease, why->message, &ignored)) {
		psq_outage_tell(&turns->outage, ignored);
	}
}

static void
server_worked(PsqTurnMailbox *mailbox)
{
	mailbox->failures = 0;
	if (mailbox->trouble != NULL) {
		psq_log(PSQ_LOG_NOTICE, "%s: works again",
			mailbox->conf->address);
		g_clear_pointer(&mailbox->trouble, g_free);
	}
}

static void
log_remarks(PsqTurnMailbox *mailbox)
{
	if (mailbox->imap == NULL) {
		return;
	}
	if (mailbox->remarks == NULL) {
		mailbox->remarks = psq_remarks_new();
	}
	psq_remarks_log(mailbox->remarks, mailbox->conf->address,
		psq_imap_remarks(mailbox->imap));
	psq_imap_remarks_told(mailbox->imap);
}

void
psq_turn_mailbox_clear(PsqTurnMailbox *mailbox)
{
	g_clear_pointer(&mailbox->remarks, psq_remarks_free);
	g_clear_pointer(&mailbox->imap, psq_imap_free);
	g_clear_pointer(&mailbox->trouble, g_free);
}

PsqTurnEnd
psq_turn(PsqTurns *turns, PsqTurnMailbox *mailbox, bool stay)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(PsqDb) db = db_take(turns, &failure);
	if (db == NULL) {
		psq_outage_tell(&turns->outage, failure);
		mailbox->failures++;
		return PSQ_TURN_FAILED;
	}
	PsqTurnEnd end = PSQ_TURN_FAILED;
	TurnSide side = TURN_OF_SERVER;
	bool good = take_turn(turns, mailbox, db, stay, &end, &side, &failure);
	log_remarks(mailbox);
	if (good) {
		psq_outage_tell(&turns->outage, NULL);
		server_worked(mailbox);
		if (!stay && end == PSQ_TURN_POLL) {
			g_clear_pointer(&mailbox->imap, psq_imap_free);
		}
		db_give_back(turns, g_steal_pointer(&db));
		return end;
	}
	if (psq_error_is(failure, PSQ_ERR_LEASE)) {
		psq_log(PSQ_LOG_WARNING, "%s: %s", mailbox->conf->address,
			failure->message);
		psq_turn_mailbox_clear(mailbox);
		db_give_back(turns, g_steal_pointer(&db));
		return PSQ_TURN_LOST;
	}
	mailbox->failures++;
	if (side == TURN_OF_DATABASE) {
		psq_outage_tell(&turns->outage,
			failure); // and the connection is closed
		return PSQ_TURN_FAILED;
	}
	server_failed(turns, mailbox, db, failure);
	g_clear_pointer(&mailbox->imap, psq_imap_free);
	db_give_back(turns, g_steal_pointer(&db));
	return PSQ_TURN_FAILED;
}
