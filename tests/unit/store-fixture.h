// store-fixture.h - a database for the tests of store/, and messages for it
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/file.h"
#include "store/query.h"
#include "store/schema.h"

// Ends the program with a SKIP where PSQ_TEST_DATABASE, the connection string
// of a superuser, is not set. Otherwise makes a database of its own in that
// cluster, which psq_fixture_end() drops.
void psq_fixture_begin(void);
void psq_fixture_end(void);

// Connection string of the tests' database, as user (NULL: the superuser).
// The caller frees it.
char *psq_fixture_conninfo(const char *user);

// A connection to it; the schema is there.
PsqDb *psq_fixture_db(void);

// The schema as it lies in the source.
PsqSchema *psq_fixture_schema(void);

// Runs SQL, or asks one question of one value; the caller frees the answer.
void psq_fixture_run(PsqDb *db, const char *sql);
char *psq_fixture_ask(PsqDb *db, const char *sql);

// Asserts that sql answers value.
#define psq_assert_sql(db, sql, value)                               \
	do {                                                         \
		g_autofree char *answer_ = psq_fixture_ask(db, sql); \
		g_assert_cmpstr(answer_, ==, value);                 \
	} while (0)

// A station and a mailbox of its own: its id.
int64_t psq_fixture_mailbox(PsqDb *db);

// Notes a visit under UIDVALIDITY 7 that showed nothing that was missing.
bool psq_fixture_visit(
	PsqDb *db, const PsqLease *lease, int64_t uidnext, GError **error);

// A person's message with these bytes, with a name, a phone, a flag and
// evidence; and one of a machine; and one that could not be read.
PsqIntake *psq_fixture_intake(
	int64_t mailbox, uint32_t uid, const char *bytes, PsqKind kind);
PsqIntake *psq_fixture_unread(int64_t mailbox, uint32_t uid, const char *bytes);

// A batch that frees its PsqIntake.
GPtrArray *psq_fixture_batch(void);
