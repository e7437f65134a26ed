// test-store-work.c - what psqctl asks of the store: status, lists, quarantine
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/mailbox.h"
#include "store/quarantine.h"
#include "store/ticket.h"

static PsqDb *db;

static void
file_one(PsqIntake *intake)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	g_ptr_array_add(batch, intake);
	g_assert_true(psq_store_file(db, NULL, "test/1", batch, &error));
	g_assert_no_error(error);
}

static int64_t
last_quarantined(void)
{
	g_autofree char *id =
		psq_fixture_ask(db, "SELECT max(id) FROM psq.quarantine");
	return g_ascii_strtoll(id, NULL, 10);
}

static void
test_sync(void)
{
	g_autoptr(GError) error = NULL;
	PsqStoreStation stations[] = { { .code = "80", .name = "Amiens" },
		{ .code = "2A", .name = "Ajaccio" } };
	PsqStoreMailbox mailboxes[] = {
		{ "Amiens-PSQ@Police.Example", "80", "INBOX", 0 },
		{ "ajaccio-psq@police.example", "2A", "PSQ", 0 },
	};
	g_assert_true(psq_store_sync(db, stations, 2, mailboxes, 2, &error));
	int64_t id = mailboxes[0].id;
	g_assert_cmpint(id, !=, mailboxes[1].id);
	stations[1].name = "Ajaccio et environs";
	mailboxes[1].station = "80";
	g_assert_true(psq_store_sync(db, stations, 2, mailboxes, 2, &error));
	g_assert_cmpint(id, ==, mailboxes[0].id);
	psq_assert_sql(db,
		"SELECT name || '|' || (SELECT station FROM psq.mailbox "
		"WHERE address = 'ajaccio-psq@police.example') "
		"FROM psq.station WHERE code = '2A'",
		"Ajaccio et environs|80");
	int64_t found = 0;
	g_assert_true(psq_store_mailbox_find(
		db, "AMIENS-psq@police.example", &found, &error));
	g_assert_cmpint(found, ==, id);
	g_assert_no_error(error);
	g_assert_false(psq_store_mailbox_find(
		db, "nobody@police.example", &found, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_clear_error(&error);
	stations[0].code = "Belfort";
	g_assert_false(psq_store_sync(db, stations, 2, mailboxes, 2, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_assert_true(psq_db_usable(db));
}

static PsqMailboxStatus *
status_of(int64_t mailbox)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *sql = g_strdup_printf(
		"SELECT address FROM psq.mailbox WHERE id = %" G_GINT64_FORMAT,
		(gint64)mailbox);
	g_autofree char *address = psq_fixture_ask(db, sql);
	g_autoptr(GPtrArray) list = psq_store_status(db, &error);
	g_assert_no_error(error);
	for (guint i = 0; i < list->len; i++) {
		PsqMailboxStatus *status = list->pdata[i];
		if (g_str_equal(status->address, address)) {
			return g_ptr_array_steal_index(list, i);
		}
	}
	g_assert_not_reached();
}

static void
test_status(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autoptr(PsqMailboxStatus) fresh = status_of(mailbox);
	g_assert_cmpint(fresh->last_poll_at, ==, 0);
	g_assert_null(fresh->last_error);
	for (int i = 0; i < 3; i++) {
		g_assert_true(psq_store_mailbox_failed(db,
			&(PsqLease){ .mailbox = mailbox },
			"mot de passe refus\xe9", &error));
	}
	file_one(psq_fixture_intake(mailbox, 1, "s1", PSQ_KIND_PERSON));
	file_one(psq_fixture_unread(mailbox, 2, "s2"));
	g_autoptr(PsqMailboxStatus) failing = status_of(mailbox);
	g_assert_cmpint(failing->errors_in_row, ==, 3);
	g_assert_nonnull(strstr(failing->last_error, "mot de passe"));
	g_assert_cmpint(failing->last_message_at, >, 0);
	g_assert_cmpint(failing->open_tickets, ==, 1);
	g_assert_cmpint(failing->alarms, ==, 1);
	g_assert_cmpint(failing->quarantined, ==, 1);
	g_assert_true(psq_fixture_visit(db, &(PsqLease){ .mailbox = mailbox },
		(int64_t)UINT32_MAX + 1, &error));
	g_autoptr(PsqMailboxStatus) well = status_of(mailbox);
	g_assert_cmpint(well->errors_in_row, ==, 0);
	g_assert_cmpint(well->last_poll_at, >, 0);
	g_assert_no_error(error);
}

static void
test_ticket_list(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	file_one(psq_fixture_intake(mailbox, 1, "t1", PSQ_KIND_PERSON));
	PsqIntake *calm = psq_fixture_intake(mailbox, 2, "t2", PSQ_KIND_PERSON);
	calm->reading->flags[PSQ_FLAG_EMERGENCY] = false;
	calm->reading->flags[PSQ_FLAG_APPOINTMENT] = true;
	file_one(calm);
	g_autofree char *station = psq_fixture_ask(
		db, "SELECT station FROM psq.mailbox ORDER BY id DESC LIMIT 1");
	PsqTicketFilter filter = { .station = station };
	g_autoptr(GPtrArray) alarms =
		psq_store_ticket_list(db, &filter, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(alarms->len, ==, 2);
	const PsqTicket *first = alarms->pdata[0];
	g_assert_cmpstr(first->flags->pdata[0], ==, "emergency");
	filter.order = PSQ_ORDER_NEWEST;
	filter.limit = 1;
	g_autoptr(GPtrArray) newest =
		psq_store_ticket_list(db, &filter, &error);
	g_assert_cmpuint(newest->len, ==, 1);
	first = newest->pdata[0];
	g_assert_cmpstr(first->flags->pdata[0], ==, "appointment");
	filter.flag = "distress";
	g_autoptr(GPtrArray) none = psq_store_ticket_list(db, &filter, &error);
	g_assert_cmpuint(none->len, ==, 0);
	g_assert_null(psq_store_ticket_show(db, "90-2026-999999", &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_MESSAGE);
}

static void
test_closed_are_left_out(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	file_one(psq_fixture_intake(mailbox, 1, "c1", PSQ_KIND_PERSON));
	psq_fixture_run(db,
		"UPDATE psq.ticket SET state = 'closed', outcome = 'by_mail', "
		"closed_at = now() WHERE id = (SELECT max(id) FROM "
		"psq.ticket)");
	g_autofree char *station = psq_fixture_ask(
		db, "SELECT station FROM psq.mailbox ORDER BY id DESC LIMIT 1");
	PsqTicketFilter filter = { .station = station };
	g_autoptr(GPtrArray) open = psq_store_ticket_list(db, &filter, &error);
	g_assert_cmpuint(open->len, ==, 0);
	filter.state = "closed";
	g_autoptr(GPtrArray) closed =
		psq_store_ticket_list(db, &filter, &error);
	g_assert_cmpuint(closed->len, ==, 1);
	g_assert_no_error(error);
}

static void
test_retry(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	file_one(psq_fixture_unread(mailbox, 1, "retry"));
	file_one(psq_fixture_unread(mailbox, 2, "retry"));
	int64_t id = last_quarantined();
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(PsqQuarantined) shown =
		psq_store_quarantine_show(db, id, &bytes, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(shown->reason, ==, "illisible");
	g_assert_cmpuint(shown->uid, ==, 1);
	g_assert_cmpmem(g_bytes_get_data(bytes, NULL),
		(int)g_bytes_get_size(bytes), "retry", 5);
	g_autoptr(PsqIntake) again =
		psq_fixture_intake(mailbox, 1, "retry", PSQ_KIND_PERSON);
	PsqFate fate = PSQ_FATE_COUNT;
	g_autofree char *number = NULL;
	g_assert_true(psq_store_refile(db, id, "test/2", again->reading,
		"agent", &fate, &number, &error));
	g_assert_cmpint(fate, ==, PSQ_FATE_TICKET);
	g_assert_nonnull(number);
	psq_assert_sql(db,
		"SELECT string_agg(fate || ' ' || (message IS NOT NULL), ',' "
		"ORDER BY uid) FROM psq.ledger WHERE mailbox = "
		"(SELECT max(id) FROM psq.mailbox)",
		"ticket true,duplicate true");
	psq_assert_sql(db,
		"SELECT bytes FROM psq.raw ORDER BY message DESC LIMIT 1",
		"\\x7265747279");
	g_assert_false(psq_store_refile(db, id, "test/2", again->reading,
		"agent", &fate, NULL, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_MESSAGE);
	// What comes again later is known.
	PsqIntake *later = psq_fixture_unread(mailbox, 3, "retry");
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	g_ptr_array_add(batch, later);
	g_clear_error(&error);
	g_assert_true(psq_store_file(db, NULL, "test/2", batch, &error));
	g_assert_cmpint(later->fate, ==, PSQ_FATE_DUPLICATE);
	g_assert_cmpstr(later->number, ==, number);
}

static void
test_discard(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	file_one(psq_fixture_unread(mailbox, 1, "discard"));
	int64_t id = last_quarantined();
	g_autoptr(GPtrArray) before =
		psq_store_quarantine_list(db, false, &error);
	g_assert_true(psq_store_quarantine_discard(
		db, id, "agent", "pourriel", &error));
	g_autoptr(GPtrArray) after =
		psq_store_quarantine_list(db, false, &error);
	g_assert_cmpuint(after->len + 1, ==, before->len);
	g_autoptr(PsqQuarantined) shown =
		psq_store_quarantine_show(db, id, NULL, &error);
	g_assert_cmpstr(shown->state, ==, "discarded");
	g_assert_cmpuint(shown->size, ==, 7);
	g_assert_no_error(error);
	g_assert_false(psq_store_quarantine_discard(
		db, 99999, "agent", "pourriel", &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_MESSAGE);
}

int
main(int argc, char **argv)
{
	psq_fixture_begin();
	g_test_init(&argc, &argv, NULL);
	db = psq_fixture_db();
	g_test_add_func("/store/sync", test_sync);
	g_test_add_func("/store/status", test_status);
	g_test_add_func("/store/ticket-list", test_ticket_list);
	g_test_add_func("/store/closed-left-out", test_closed_are_left_out);
	g_test_add_func("/store/retry", test_retry);
	g_test_add_func("/store/discard", test_discard);
	int status = g_test_run();
	psq_db_free(db);
	psq_fixture_end();
	return status;
}
