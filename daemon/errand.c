// errand.c - a thread that does something whenever the database tells of it
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/errand.h"

#include "common/log.h"
#include "daemon/net.h"
#include "daemon/wake.h"
#include "daemon/wanted.h"
#include "store/notice.h"

#include <unistd.h>

// Between two looks, where nothing is told.
enum { LOOK_SECONDS = 10 };

struct PsqErrand {
	const PsqConf *conf;
	const char *name;
	const char *channel;
	PsqErrandRound round;
	void *data;
	PsqDb *db; // NULL: not connected
	PsqWanted *wanted;
	GThread *thread;
	int stop_fd;
	int stopping; // atomic
	bool down;    // the outage has been logged
};

PsqErrand *
psq_errand_new(const PsqConf *conf, const char *name, const char *channel,
	PsqErrandRound round, void *data)
{
	PsqErrand *errand = g_new0(PsqErrand, 1);
	errand->conf = conf;
	errand->name = name;
	errand->channel = channel;
	errand->round = round;
	errand->data = data;
	errand->wanted = psq_wanted_new(conf);
	errand->stop_fd = psq_wake_event();
	return errand;
}

static bool
connect_db(PsqErrand *errand, GError **error)
{
	if (errand->db != NULL && psq_db_usable(errand->db)) {
		return true;
	}
	g_clear_pointer(&errand->db, psq_db_free);
	g_autofree char *name = g_strconcat("psqd ", errand->name, NULL);
	errand->db = psq_db_open(errand->conf->database, name, error);
	if (errand->db != NULL &&
		!psq_store_listen(errand->db, errand->channel, error)) {
		g_clear_pointer(&errand->db, psq_db_free);
	}
	return errand->db != NULL;
}

bool
psq_errand_round(PsqErrand *errand)
{
	g_autoptr(GError) error = NULL;
	if (!connect_db(errand, &error)) {
		return false; // the workers, who need it as well, log that
	}
	bool good = psq_wanted_sync(errand->wanted, errand->db, &error) &&
		errand->round(errand, &error);
	if (good && errand->down) {
		psq_log(PSQ_LOG_NOTICE, "%s: works again", errand->name);
	} else if (!good && !errand->down) {
		psq_log(PSQ_LOG_ERROR, "%s: %s; psqd tries again", errand->name,
			error->message);
	}
	errand->down = !good;
	if (!good) {
		g_clear_pointer(&errand->db, psq_db_free);
	}
	return good;
}

static gpointer
run(gpointer data)
{
	PsqErrand *errand = data;
	while (!psq_errand_is_stopping(errand)) {
		g_autoptr(GError) lost = NULL;
		if (!psq_errand_round(errand)) {
			psq_wake_wait(errand->stop_fd, LOOK_SECONDS);
		} else if (!psq_store_wait(errand->db, errand->stop_fd,
				   LOOK_SECONDS, &lost)) {
			g_clear_pointer(&errand->db, psq_db_free);
		}
	}
	psq_net_thread_rest();
	return NULL;
}

void
psq_errand_start(PsqErrand *errand)
{
	errand->thread = g_thread_new(errand->name, run, errand);
}

void
psq_errand_free(PsqErrand *errand)
{
	if (errand == NULL) {
		return;
	}
	g_atomic_int_set(&errand->stopping, 1);
	psq_wake_raise(errand->stop_fd);
	if (errand->thread != NULL) {
		g_thread_join(errand->thread);
	}
	psq_db_free(errand->db);
	psq_wanted_free(errand->wanted);
	close(errand->stop_fd);
	g_free(errand);
}

const PsqConf *
psq_errand_conf(const PsqErrand *errand)
{
	return errand->conf;
}

void *
psq_errand_data(const PsqErrand *errand)
{
	return errand->data;
}

PsqDb *
psq_errand_db(PsqErrand *errand)
{
	return errand->db;
}

int
psq_errand_stop_fd(const PsqErrand *errand)
{
	return errand->stop_fd;
}

bool
psq_errand_is_stopping(const PsqErrand *errand)
{
	return g_atomic_int_get(&errand->stopping) != 0;
}

const GArray *
psq_errand_mailboxes(const PsqErrand *errand)
{
	return errand->wanted->ids;
}

const PsqConfMailbox *
psq_errand_mailbox(const PsqErrand *errand, int64_t id)
{
	const GArray *mailboxes = errand->wanted->mailboxes;
	for (guint i = 0; i < mailboxes->len; i++) {
		if (g_array_index(mailboxes, PsqStoreMailbox, i).id == id) {
			return g_ptr_array_index(errand->conf->mailboxes, i);
		}
	}
	g_assert_not_reached(); // id is one of psq_errand_mailboxes()
}
