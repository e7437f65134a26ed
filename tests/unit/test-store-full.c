// test-store-full.c - a full disk: nothing is lost, and it goes on afterwards
// SPDX-License-Identifier: GPL-3.0-or-later
//
// PSQ_TEST_TINY_FOLDER must be an empty folder of the server's user on a file
// system of a few megabytes, which only root can make: skipped without.
#include "config.h"

#include "store-fixture.h"

#include <stdio.h>
#include <stdlib.h>

static PsqDb *db;

static PsqIntake *
large_new(int64_t mailbox, uint32_t uid)
{
	enum { SIZE = 512 * 1024 };
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

// Moves the bytes of messages, of whatever month.
static void
move_raw(const char *tablespace)
{
	g_autofree char *sql = g_strdup_printf(
		"DO $$ DECLARE name regclass; BEGIN "
		"FOR name IN SELECT relid FROM pg_partition_tree('psq.raw') "
		"WHERE isleaf LOOP "
		"EXECUTE format('ALTER TABLE %%s SET TABLESPACE %s', name); "
		"END LOOP; END $$",
		tablespace);
	psq_fixture_run(db, sql);
}

static void
test_full(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autofree char *tablespace =
		g_strdup_printf("CREATE TABLESPACE psq_test_tiny LOCATION '%s'",
			g_getenv("PSQ_TEST_TINY_FOLDER"));
	psq_fixture_run(db, tablespace);
	move_raw("psq_test_tiny");
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	uint32_t filed = 0;
	for (;;) {
		g_ptr_array_set_size(batch, 0);
		g_ptr_array_add(batch, large_new(mailbox, filed + 1));
		if (!psq_store_file(db, NULL, "test/1", batch, &error)) {
			break;
		}
		filed++;
		g_assert_cmpuint(filed, <, 1000);
	}
	g_test_message("after %u: %s", filed, error->message);
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
	g_assert_nonnull(strstr(error->message, "disk is full"));
	g_autofree char *rows =
		psq_fixture_ask(db, "SELECT count(*) FROM psq.ledger");
	g_assert_cmpint(atoi(rows), ==, (int)filed);
	move_raw("pg_default");
	g_clear_error(&error);
	g_assert_true(psq_store_file(db, NULL, "test/1", batch, &error));
	g_assert_no_error(error);
	const PsqIntake *last = batch->pdata[0];
	g_autofree char *end = g_strdup_printf("-%06u", filed + 1);
	g_assert_true(g_str_has_suffix(last->number, end));
	psq_fixture_run(db, "DROP TABLESPACE psq_test_tiny");
}

int
main(int argc, char **argv)
{
	if (g_getenv("PSQ_TEST_TINY_FOLDER") == NULL) {
		puts("1..0 # SKIP PSQ_TEST_TINY_FOLDER is not set");
		return 0;
	}
	psq_fixture_begin();
	g_test_init(&argc, &argv, NULL);
	db = psq_fixture_db();
	g_test_add_func("/store/full-disk", test_full);
	int status = g_test_run();
	psq_db_free(db);
	psq_fixture_end();
	return status;
}
