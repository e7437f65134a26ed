// db.c - a connection to PostgreSQL and its transactions
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/db-private.h"

#include <string.h>

struct PsqTx {
	PsqDb *db;
	bool done;
};

// Before dbname, so that conninfo may override them; the name after it.
typedef struct {
	const char *keyword;
	const char *value;
} Setting;

static const Setting defaults[] = {
	{ "connect_timeout", "10" },
	{ "keepalives_idle", "30" },
	{ "keepalives_interval", "10" },
	{ "keepalives_count", "3" },
	{ "tcp_user_timeout", "30000" },
};

// Set by statement, not by "options": pgbouncer refuses unknown ones.
static const char on_connect[] =
	"SET statement_timeout = '60s';"
	"SET idle_in_transaction_session_timeout = '60s';"
	"SET client_encoding = 'UTF8';"
	"SET client_min_messages = warning;"
	"SET bytea_output = hex;"
	"SET TimeZone = 'UTC'";

// libpq's reason quotes the string, which is no good where a password may be.
static bool
conninfo_is_good(const char *conninfo, GError **error)
{
	char *reason = NULL;
	PQconninfoOption *options = PQconninfoParse(conninfo, &reason);
	if (options == NULL) {
		bool secret = strstr(conninfo, "password") != NULL ||
			strstr(conninfo, "://") != NULL;
		psq_db_fail_state("42",
			secret || reason == NULL ? "libpq can't read it"
						 : reason,
			"the database's connection string is wrong", error);
		PQfreemem(reason);
		return false;
	}
	PQconninfoFree(options);
	return true;
}

static PGconn *
connect_to(const char *conninfo, const char *application_name)
{
	const char *keywords[G_N_ELEMENTS(defaults) + 3];
	const char *values[G_N_ELEMENTS(defaults) + 3];
	size_t n = 0;
	for (; n < G_N_ELEMENTS(defaults); n++) {
		keywords[n] = defaults[n].keyword;
		values[n] = defaults[n].value;
	}
	keywords[n] = "dbname";
	values[n++] = conninfo;
	keywords[n] = "application_name";
	values[n++] = application_name;
	keywords[n] = NULL;
	values[n] = NULL;
	return PQconnectdbParams(keywords, values, 1);
}

// Notices are for a person at psql; what matters comes as an error.
static void
swallow(void *arg, const PGresult *result)
{
	(void)arg;
	(void)result;
}

PsqDb *
psq_db_open(const char *conninfo, const char *application_name, GError **error)
{
	if (!conninfo_is_good(conninfo, error)) {
		return NULL;
	}
	g_autoptr(PsqDb) db = g_new0(PsqDb, 1);
	db->prepared = g_hash_table_new(g_direct_hash, g_direct_equal);
	db->conn = connect_to(conninfo, application_name);
	if (PQstatus(db->conn) != CONNECTION_OK) {
		psq_db_fail(
			db, NULL, "could not connect to the database", error);
		return NULL;
	}
	PQsetNoticeReceiver(db->conn, swallow, NULL);
	if (!psq_script(db, "could not set up the database connection",
		    on_connect, error)) {
		return NULL;
	}
	return g_steal_pointer(&db);
}

void
psq_db_free(PsqDb *db)
{
	if (db == NULL) {
		return;
	}
	PQfinish(db->conn);
	g_hash_table_unref(db->prepared);
	g_free(db);
}

bool
psq_db_usable(const PsqDb *db)
{
	return PQstatus(db->conn) == CONNECTION_OK &&
		PQtransactionStatus(db->conn) == PQTRANS_IDLE;
}

char *
psq_db_whoami(const PsqDb *db)
{
	return g_strdup_printf("%s@%s", PQuser(db->conn), PQdb(db->conn));
}

PsqTx *
psq_tx_begin(PsqDb *db, GError **error)
{
	g_assert(!db->in_tx);
	if (!psq_command(db, "could not begin a transaction", "BEGIN", NULL,
		    error)) {
		return NULL;
	}
	PsqTx *tx = g_new0(PsqTx, 1);
	tx->db = db;
	db->in_tx = true;
	return tx;
}

// COMMIT of a transaction that has failed is a ROLLBACK, without an error.
bool
psq_tx_commit(PsqTx *tx, GError **error)
{
	static const char what[] = "could not commit";
	g_assert(!tx->done);
	tx->done = true;
	tx->db->in_tx = false;
	g_autoptr(PsqResult) result =
		psq_query(tx->db, PSQ_SHAPE_NONE, what, "COMMIT", NULL, error);
	if (result == NULL) {
		return false;
	}
	if (!g_str_equal(PQcmdStatus(result->pg), "COMMIT")) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"%s: the transaction was rolled back", what);
	}
	return true;
}

void
psq_tx_free(PsqTx *tx)
{
	if (tx == NULL) {
		return;
	}
	if (!tx->done) {
		tx->db->in_tx = false;
		PQclear(PQexec(tx->db->conn, "ROLLBACK"));
	}
	g_free(tx);
}
