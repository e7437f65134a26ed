// test-store-attempt.c - what is taken up is written down until it is filed
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/ledger.h"

static PsqDb *db;

static GArray *
uids_new(const uint32_t *uids, guint count)
{
	GArray *array = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_array_append_vals(array, uids, count);
	return array;
}

static char *
words(GArray *uids)
{
	GString *text = g_string_new(NULL);
	for (guint i = 0; i < uids->len; i++) {
		g_string_append_printf(text, "%s%u", i > 0 ? " " : "",
			g_array_index(uids, uint32_t, i));
	}
	g_array_unref(uids);
	return g_string_free(text, FALSE);
}

// What process finds missing: UIDs 1 to 4 are on the server.
static void
assert_missing(int64_t mailbox, const char *process, const char *fresh,
	const char *suspects)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) all = uids_new((uint32_t[]){ 1, 2, 3, 4 }, 4);
	GArray *got_fresh = NULL;
	GArray *got_suspects = NULL;
	g_assert_true(psq_store_missing(db, mailbox, 7, all, process,
		&got_fresh, &got_suspects, &error));
	g_assert_no_error(error);
	g_autofree char *a = words(got_fresh);
	g_autofree char *b = words(got_suspects);
	g_assert_cmpstr(a, ==, fresh);
	g_assert_cmpstr(b, ==, suspects);
}

static void
test_attempt(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autoptr(GArray) taken = uids_new((uint32_t[]){ 2, 3 }, 2);
	assert_missing(mailbox, "a", "1 2 3 4", "");
	g_assert_true(psq_store_attempt(db, mailbox, 7, taken, "a", &error));
	assert_missing(mailbox, "a", "1 2 3 4", "");
	assert_missing(mailbox, "b", "1 4", "2 3");

	// Another takes them up.
	g_assert_true(psq_store_attempt(db, mailbox, 7, taken, "b", &error));
	assert_missing(mailbox, "a", "1 4", "2 3");
	psq_assert_sql(db, "SELECT sum(tries) FROM psq.attempt", "4");

	// Only whoever has them puts them back.
	g_assert_true(
		psq_store_attempt_end(db, mailbox, 7, taken, "a", &error));
	assert_missing(mailbox, "a", "1 4", "2 3");
	g_assert_true(
		psq_store_attempt_end(db, mailbox, 7, taken, "b", &error));
	assert_missing(mailbox, "a", "1 2 3 4", "");
	g_assert_no_error(error);
}

static void
test_filed(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autoptr(GArray) taken = uids_new((uint32_t[]){ 1, 2, 3 }, 3);
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	g_assert_true(psq_store_attempt(db, mailbox, 7, taken, "a", &error));
	g_ptr_array_add(
		batch, psq_fixture_intake(mailbox, 1, "a1", PSQ_KIND_PERSON));
	PsqIntake *unread = psq_fixture_unread(mailbox, 2, "a2");
	g_clear_pointer(&unread->bytes, g_bytes_unref);
	g_ptr_array_add(batch, unread);
	g_assert_true(psq_store_file(db, NULL, "test", batch, &error));
	g_assert_no_error(error);
	g_assert_cmpint(unread->fate, ==, PSQ_FATE_QUARANTINED);
	psq_assert_sql(
		db, "SELECT string_agg(uid::text, ' ') FROM psq.attempt", "3");

	// What has no bytes here must stay on the server as it is.
	GArray *unsettled = NULL;
	g_assert_true(
		psq_store_unsettled(db, mailbox, 7, taken, &unsettled, &error));
	g_autofree char *uids = words(unsettled);
	g_assert_cmpstr(uids, ==, "1");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_fixture_begin();
	db = psq_fixture_db();
	g_test_add_func("/store/attempt", test_attempt);
	g_test_add_func("/store/attempt/filed", test_filed);
	int status = g_test_run();
	psq_db_free(db);
	psq_fixture_end();
	return status;
}
