// db-private.h - what the files of store/ that speak libpq share
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/query.h"

#include <libpq-fe.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGresult, PQclear)

struct PsqDb {
	PGconn *conn;
	GHashTable *prepared; // const char *sql -> itself, on this connection
	bool in_tx;
};

struct PsqParams {
	GPtrArray *values; // char *, or NULL where bytes or SQL's NULL stand
	GArray *lengths;   // int
	GArray *formats;   // int
	GPtrArray *held;   // GBytes that values point into
	GPtrArray *owned;  // char * to free
};

struct PsqResult {
	PGresult *pg;
};

// Sets error from what the server or libpq says of a failed statement
// (result, which may be NULL) and returns false. what: see psq_query().
bool psq_db_fail(const PsqDb *db, const PGresult *result, const char *what,
	GError **error);

// Sets error from SQLSTATE (NULL: none, libpq's own trouble) and text.
bool psq_db_fail_state(const char *sqlstate, const char *text, const char *what,
	GError **error);

// Checks that result is a success of this shape.
bool psq_db_shaped(const PsqDb *db, const PGresult *result, PsqShape shape,
	const char *what, GError **error);
