// test-store-lease.c - processes share mailboxes, and a lost lease files nothing
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/lease.h"
#include "store/ledger.h"
#include "store/mailbox.h"

#include <string.h>

enum { SECONDS = 60 };

static PsqDb *db;

// A process with a name of its own, here.
static PsqProcess
process_new(int number)
{
	PsqProcess process = { .host = "a.example", .pid = number };
	g_snprintf(process.id, sizeof process.id,
		"00000000-0000-4000-8000-%012d", number);
	return process;
}

// Mailboxes of their own, ids ascending.
static GArray *
mailboxes_new(guint count)
{
	GArray *ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (guint i = 0; i < count; i++) {
		int64_t id = psq_fixture_mailbox(db);
		g_array_append_val(ids, id);
	}
	return ids;
}

static GArray *
part(const GArray *ids, guint first, guint count)
{
	GArray *some = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_array_append_vals(some, &g_array_index(ids, int64_t, first), count);
	return some;
}

static void
beat(const PsqProcess *process, const GArray *wanted, int seconds)
{
	g_autoptr(GError) error = NULL;
	g_assert_true(psq_store_beat(db, process, wanted, seconds, &error));
	g_assert_no_error(error);
}

// What the process has after a look.
static GArray *
take(const PsqProcess *process, int company)
{
	g_autoptr(GError) error = NULL;
	GArray *leases = NULL;
	g_assert_true(psq_store_take(db, process, company, &leases, &error));
	g_assert_no_error(error);
	return leases;
}

static guint
takes(const PsqProcess *process, int company)
{
	g_autoptr(GArray) leases = take(process, company);
	return leases->len;
}

static void
give_back(const PsqProcess *process, const GArray *leases, bool all)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (guint i = 0; i < leases->len; i++) {
		const PsqLease *lease = &g_array_index(leases, PsqLease, i);
		if (all || lease->spare) {
			g_array_append_val(ids, lease->mailbox);
		}
	}
	g_assert_true(psq_store_release(db, process, ids, &error));
	g_assert_no_error(error);
}

// One look, and what is spare is given back: how many are left.
static guint
settle_down(const PsqProcess *process)
{
	g_autoptr(GArray) leases = take(process, 1);
	give_back(process, leases, false);
	g_autoptr(GArray) left = take(process, 1);
	return left->len;
}

static void
leave(const PsqProcess *process)
{
	g_autoptr(GError) error = NULL;
	g_assert_true(psq_store_leave(db, process, &error));
	g_assert_no_error(error);
}

static void
test_shares(void)
{
	g_autoptr(GArray) ids = mailboxes_new(20);
	PsqProcess a = process_new(1);
	PsqProcess b = process_new(2);
	PsqProcess c = process_new(3);
	beat(&a, ids, SECONDS);
	g_assert_cmpuint(takes(&a, 1), ==, 20);
	beat(&b, ids, SECONDS);
	g_assert_cmpuint(takes(&b, 1), ==, 0);
	g_assert_cmpuint(settle_down(&a), ==, 10);
	g_assert_cmpuint(takes(&b, 1), ==, 10);
	beat(&c, ids, SECONDS);
	g_assert_cmpuint(settle_down(&a), ==, 7);
	g_assert_cmpuint(settle_down(&b), ==, 7);
	g_assert_cmpuint(takes(&c, 1), ==, 6);
	g_assert_cmpuint(settle_down(&a), ==, 7);
	leave(&b);
	guint of_a = takes(&a, 1);
	guint of_c = takes(&c, 1);
	g_assert_cmpuint(of_a, ==, 10);
	g_assert_cmpuint(of_a + of_c, ==, 20);
	leave(&a);
	g_assert_cmpuint(takes(&c, 1), ==, 20);
	leave(&c);
}

// Those that start together leave room for each other, but not for long.
static void
test_company(void)
{
	g_autoptr(GArray) ids = mailboxes_new(9);
	PsqProcess a = process_new(11);
	PsqProcess b = process_new(12);
	beat(&a, ids, SECONDS);
	g_assert_cmpuint(takes(&a, 2), ==, 5);
	beat(&b, ids, SECONDS);
	g_assert_cmpuint(takes(&b, 2), ==, 4);
	g_assert_cmpuint(settle_down(&a), ==, 5);
	leave(&b);
	g_assert_cmpuint(takes(&a, 1), ==, 9);
	leave(&a);
}

// A mailbox is only for those whose configuration has it, and none is left
// lying because somebody who can't take it has room.
static void
test_configurations(void)
{
	g_autoptr(GArray) ids = mailboxes_new(12);
	g_autoptr(GArray) first = part(ids, 0, 10);
	g_autoptr(GArray) last = part(ids, 10, 2);
	PsqProcess a = process_new(21);
	PsqProcess b = process_new(22);
	PsqProcess both = process_new(23);
	beat(&a, first, SECONDS);
	beat(&b, last, SECONDS);
	g_assert_cmpuint(takes(&b, 1), ==, 2);
	g_assert_cmpuint(takes(&a, 1), ==, 10);
	beat(&both, ids, SECONDS);
	g_assert_cmpuint(settle_down(&a), ==, 5);
	g_assert_cmpuint(settle_down(&b), ==, 1);
	g_assert_cmpuint(takes(&both, 1), ==, 6);
	leave(&a);
	leave(&b);
	g_assert_cmpuint(takes(&both, 1), ==, 12);
	leave(&both);
}

static PsqLease
lease_of(const PsqProcess *process)
{
	g_autoptr(GArray) leases = take(process, 1);
	g_assert_cmpuint(leases->len, ==, 1);
	return g_array_index(leases, PsqLease, 0);
}

static bool
file_under(const PsqLease *lease, uint32_t uid, GError **error)
{
	g_autofree char *bytes = g_strdup_printf("lease %u", uid);
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	g_ptr_array_add(batch,
		psq_fixture_intake(
			lease->mailbox, uid, bytes, PSQ_KIND_PERSON));
	return psq_store_file(db, lease, "test/1", batch, error);
}

static void
assert_lost(const PsqLease *lease)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_assert_false(file_under(lease, 2, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_LEASE);
	g_clear_error(&error);
	g_assert_false(psq_store_settled(db, lease, 7, uids, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_LEASE);
	g_clear_error(&error);
	g_assert_false(psq_fixture_visit(db, lease, 3, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_LEASE);
	g_clear_error(&error);
	g_assert_false(psq_store_mailbox_failed(db, lease, "x", &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_LEASE);
	g_assert_true(psq_db_usable(db));
}

static void
test_lost(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) ids = mailboxes_new(1);
	PsqProcess a = process_new(31);
	PsqProcess b = process_new(32);
	beat(&a, ids, SECONDS);
	PsqLease of_a = lease_of(&a);
	g_assert_true(file_under(&of_a, 1, &error));
	beat(&a, ids, -1); // its time is over
	beat(&b, ids, SECONDS);
	PsqLease of_b = lease_of(&b);
	g_assert_cmpint(of_b.fence, >, of_a.fence);
	assert_lost(&of_a);
	beat(&a, ids, SECONDS); // it is back, and has nothing
	g_assert_cmpuint(takes(&a, 1), ==, 0);
	assert_lost(&of_a);
	g_assert_true(file_under(&of_b, 3, &error));
	g_assert_no_error(error);
	leave(&b);
	PsqLease again = lease_of(&a);
	assert_lost(&of_a); // the fence tells the same process's leases apart
	g_assert_true(file_under(&again, 4, &error));
	leave(&a);
}

static bool
is_number_41(int pid)
{
	return pid == 41;
}

// A process that stopped in the middle of a transaction: the others do not
// wait for it, and once it is declared dead its transaction is over.
static void
test_stuck(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) ids = mailboxes_new(2);
	PsqProcess a = process_new(41);
	PsqProcess b = process_new(42);
	a.place = b.place = "here";
	g_autofree char *name = psq_lease_application(a.id);
	g_autofree char *conninfo = psq_fixture_conninfo(NULL);
	g_autoptr(PsqDb) of_a = psq_db_open(conninfo, name, &error);
	g_assert_no_error(error);
	beat(&a, ids, SECONDS);
	g_autoptr(GArray) leases = take(&a, 1);
	g_autoptr(PsqTx) tx = psq_tx_begin(of_a, &error);
	g_autofree char *hold = g_strdup_printf(
		"SELECT FROM psq.lease WHERE mailbox = %" G_GINT64_FORMAT
		" FOR SHARE",
		(gint64)g_array_index(leases, PsqLease, 0).mailbox);
	psq_fixture_run(of_a, hold);
	psq_fixture_run(db,
		"UPDATE psq.process SET alive_until = now() WHERE pid = 41");
	beat(&b, ids, SECONDS);
	g_assert_cmpuint(takes(&b, 1), ==, 1);
	unsigned count = 0;
	g_assert_true(psq_store_bury(db, &b, is_number_41, &count, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(count, ==, 1);
	while (takes(&b, 1) < 2) { // its backend ends in its own time
		g_usleep(1000);
	}
	g_assert_false(psq_tx_commit(tx, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
	leave(&b);
}

// Who is gone is known by its pid, in the same place only.
static void
test_gone(void)
{
	static const struct {
		int pid;
		const char *place;
		int seconds;
		unsigned buried;
	} cases[] = {
		{ 41, "here", SECONDS, 1 },
		{ 41, "there", SECONDS, 0 },
		{ 41, NULL, SECONDS, 0 },
		{ 43, "here", SECONDS, 0 },
		{ 43, "here", -1, 1 },
		{ 43, "there", -1, 1 },
	};
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(int64_t));
	PsqProcess me = process_new(52);
	me.place = "here";
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		unsigned count = 0;
		PsqProcess other = process_new(51);
		other.pid = cases[i].pid;
		other.place = cases[i].place;
		beat(&other, none, cases[i].seconds);
		g_assert_true(
			psq_store_bury(db, &me, is_number_41, &count, &error));
		g_assert_no_error(error);
		g_assert_cmpuint(count, ==, cases[i].buried);
		leave(&other);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_fixture_begin();
	db = psq_fixture_db();
	g_test_add_func("/store-lease/shares", test_shares);
	g_test_add_func("/store-lease/company", test_company);
	g_test_add_func("/store-lease/configurations", test_configurations);
	g_test_add_func("/store-lease/lost", test_lost);
	g_test_add_func("/store-lease/stuck", test_stuck);
	g_test_add_func("/store-lease/gone", test_gone);
	int status = g_test_run();
	psq_db_free(db);
	psq_fixture_end();
	return status;
}
