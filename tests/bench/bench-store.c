// bench-store.c - how many messages a second one connection files
// SPDX-License-Identifier: GPL-3.0-or-later
//
// tests/lib/with-pg bench-store [MESSAGES [BATCH]]: messages of 4 kB that
// don't compress, each with a ticket, by psq_daemon, with fsync on.
#include "config.h"

#include "tests/unit/store-fixture.h"

#include <stdio.h>
#include <stdlib.h>

enum { SIZE = 4096 };

static PsqIntake *
message_new(int64_t mailbox, uint32_t uid)
{
	PsqIntake *intake =
		psq_fixture_intake(mailbox, uid, "", PSQ_KIND_PERSON);
	uint32_t *noise = g_new(uint32_t, SIZE / sizeof(uint32_t));
	for (size_t i = 0; i < SIZE / sizeof(uint32_t); i++) {
		noise[i] = g_random_int();
	}
	g_bytes_unref(intake->bytes);
	intake->bytes = g_bytes_new_take(noise, SIZE);
	return intake;
}

static double
file_all(PsqDb *db, GPtrArray *all, guint per_batch)
{
	gint64 start = g_get_monotonic_time();
	for (guint i = 0; i < all->len; i += per_batch) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) batch = g_ptr_array_new();
		for (guint j = i; j < MIN(i + per_batch, all->len); j++) {
			g_ptr_array_add(batch, all->pdata[j]);
		}
		if (!psq_store_file(db, NULL, "bench", batch, &error)) {
			g_error("%s", error->message);
		}
	}
	return (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
}

int
main(int argc, char **argv)
{
	guint count = argc > 1 ? (guint)atoi(argv[1]) : 1000;
	guint per_batch = argc > 2 ? (guint)atoi(argv[2]) : 50;
	psq_fixture_begin();
	g_autoptr(PsqDb) db = psq_fixture_db();
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autofree char *conninfo = psq_fixture_conninfo("psq_daemon");
	g_autoptr(PsqDb) daemon = psq_db_open(conninfo, "bench", NULL);
	g_autoptr(GPtrArray) all = psq_fixture_batch();
	for (guint i = 0; i < count; i++) {
		g_ptr_array_add(all, message_new(mailbox, i + 1));
	}
	double seconds = file_all(daemon, all, MAX(per_batch, 1));
	g_autofree char *fsync = psq_fixture_ask(db, "SHOW fsync");
	printf("filed_per_second\t%.0f\t%u messages of %d bytes, batches of "
	       "%u, fsync %s\n",
		count / seconds, count, SIZE, per_batch, fsync);
	g_clear_pointer(&db, psq_db_free);
	g_clear_pointer(&daemon, psq_db_free);
	psq_fixture_end();
	return 0;
}
