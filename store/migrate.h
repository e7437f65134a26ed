// migrate.h - brings the database's schema to what the program needs
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/db.h"
#include "store/schema.h"

// Runs what comes first (roles, the table psq.migration); the migrations of
// schema that the database lacks, each in a transaction of its own, recorded
// with its SHA-256; then what is repeatable, in one transaction. Two at once
// wait for each other; running it again changes nothing. *ret_applied, if not
// NULL, gets the names (char *) of the migrations that were run.
//
// The database may be in use: no step waits longer than half a second for a
// lock, but gives way and tries again, up to a minute. A migration with lines
// "-- next" is run outside of a transaction, statement by statement between
// these lines, each of which must not mind being run again: for what takes
// long (CREATE INDEX CONCURRENTLY, filling in by batches).
//
// Whoever connects must own the database and be able to create roles. Fails
// with PSQ_ERR_CONFIG when a migration that was run has changed or is no
// longer there, and when one fails: the text names the file and its line, and
// the database stays as the migration before left it.
bool psq_store_migrate(PsqDb *db, const PsqSchema *schema,
	GPtrArray **ret_applied, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// True if the database has exactly the migrations of schema. Fails with
// PSQ_ERR_CONFIG and a sentence that says what to do when it has none, fewer,
// more or others.
bool psq_store_schema_check(PsqDb *db, const PsqSchema *schema,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
