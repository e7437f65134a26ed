// db.h - a connection to PostgreSQL and its transactions
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Not for: writing SQL outside of store/ (query.h), nor for two threads at the
// same time: each worker has a connection of its own. libpq stays in store/.
//
// What every function of store/ does when the database refuses: it fails with
//   PSQ_ERR_RETRY    connection lost, server starting or stopping, disk full,
//                    too many connections, read-only standby, timeout, two
//                    transactions in each other's way: close the connection,
//                    wait, open another, do the same call again;
//   PSQ_ERR_MESSAGE  what was given is refused (a value out of range, a
//                    constraint): the same call would be refused again;
//   PSQ_ERR_CONFIG   no schema, a wrong version of it, no permission;
//   PSQ_ERR_LEASE    only what is written under a lease (lease.h): it is lost.
#pragma once

#include "common/error.h"

typedef struct PsqDb PsqDb;

// Connects. conninfo is libpq's connection string, in either form, also with
// several hosts; it may set anything, but has these defaults: a connection
// attempt takes at most 10 s a host, a dead peer is noticed within a minute.
// Each statement takes at most 60 s, a transaction idles at most 60 s; times
// are UTC. application_name is what pg_stat_activity shows.
//
// Fails with PSQ_ERR_CONFIG when conninfo is no connection string, otherwise
// PSQ_ERR_RETRY: the server may be down, or still without our role.
PsqDb *psq_db_open(const char *conninfo, const char *application_name,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Closes; what is not committed is rolled back.
void psq_db_free(PsqDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqDb, psq_db_free)

// True as long as the connection is of use: not known to be lost, and in no
// transaction left behind.
bool psq_db_usable(const PsqDb *db);

// Who the server says we are, and which database: "psq_daemon@psq". The
// caller frees it.
char *psq_db_whoami(const PsqDb *db);

// A transaction, rolled back when it goes out of scope without commit. One at
// a time on a connection.
typedef struct PsqTx PsqTx;

PsqTx *psq_tx_begin(PsqDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Commits. When it fails with PSQ_ERR_RETRY the outcome may be unknown: the
// same calls again find out, since the ledger makes them harmless.
bool psq_tx_commit(PsqTx *tx, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_tx_free(PsqTx *tx);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTx, psq_tx_free)
