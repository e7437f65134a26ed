// test-store.c - filing against a real PostgreSQL: each message exactly once
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/ledger.h"
#include "store/mailbox.h"
#include "store/quarantine.h"
#include "store/ticket.h"

static PsqDb *db;

static void
file_batch(GPtrArray *batch)
{
	g_autoptr(GError) error = NULL;
	g_assert_true(psq_store_file(db, NULL, "test/1", batch, &error));
	g_assert_no_error(error);
}

// Files one message and gives its ticket's number (NULL if none).
static char *
file_one(PsqIntake *intake, PsqFate fate)
{
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	g_ptr_array_add(batch, intake);
	file_batch(batch);
	g_assert_cmpstr(psq_fate_name(intake->fate), ==, psq_fate_name(fate));
	return g_strdup(intake->number);
}

static void
test_ticket(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autofree char *number = file_one(
		psq_fixture_intake(mailbox, 1, "ticket\0", PSQ_KIND_PERSON),
		PSQ_FATE_TICKET);
	g_autoptr(PsqTicket) ticket = psq_store_ticket_show(db, number, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(ticket->number, ==, number);
	g_assert_true(g_str_has_suffix(number, "-000001"));
	g_assert_cmpstr(ticket->state, ==, "new");
	g_assert_cmpstr(ticket->topic, ==, "neighbourhood");
	g_assert_cmpstr(ticket->place, ==, "rue de Madrid");
	g_assert_cmpstr(ticket->surname, ==, "Fictive");
	g_assert_null(ticket->given_name);
	g_assert_cmpuint(ticket->phones->len, ==, 1);
	g_assert_cmpstr(ticket->phones->pdata[0], ==, "+33639980001");
	g_assert_cmpstr(ticket->channel, ==, "phone");
	g_assert_cmpuint(ticket->flags->len, ==, 1);
	g_assert_cmpstr(ticket->flags->pdata[0], ==, "emergency");
	g_assert_cmpstr(ticket->subject, ==, "Bruit \"la nuit\"");
	g_assert_cmpstr(ticket->from_name, ==, "Élodie Fictive");
	g_assert_cmpint(ticket->received_at, ==, 1790000100);
	g_assert_cmpint(ticket->closed_at, ==, 0);
	g_assert_cmpstr(ticket->notes->pdata[0], ==, "une note");
	g_assert_nonnull(strstr(ticket->evidence, "J'entends"));
	g_assert_true(ticket->complete);
	g_assert_cmpuint(ticket->events->len, ==, 2); // and the alarm
	PsqTicketEvent *event = ticket->events->pdata[0];
	g_assert_cmpstr(event->what, ==, "taken_in");
	psq_assert_sql(db,
		"SELECT refs[1] || '|' || refs[2] FROM psq.message "
		"ORDER BY id DESC LIMIT 1",
		"a\"b\\c,{d}@x.example|NULL");
	g_autofree char *score = psq_fixture_ask(
		db, "SELECT score FROM psq.flag ORDER BY ticket DESC LIMIT 1");
	g_assert_cmpstr(score, ==, "0.75");
}

static void
test_bytes_are_kept(void)
{
	static const char raw[] = "From: a\r\n\0\xff\xfe\\x41'\r\n";
	int64_t mailbox = psq_fixture_mailbox(db);
	PsqIntake *intake = psq_fixture_intake(mailbox, 1, "", PSQ_KIND_PERSON);
	g_bytes_unref(intake->bytes);
	intake->bytes = g_bytes_new_static(raw, sizeof(raw));
	g_autofree char *number = file_one(intake, PSQ_FATE_TICKET);
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ROW, "test",
		"SELECT bytes FROM psq.raw ORDER BY message DESC LIMIT 1", NULL,
		&error);
	g_assert_no_error(error);
	g_autoptr(GBytes) back = psq_result_bytes(result, 0, 0);
	g_assert_cmpmem(raw, sizeof(raw), g_bytes_get_data(back, NULL),
		(int)g_bytes_get_size(back));
}

static void
test_same_key(void)
{
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autofree char *first =
		file_one(psq_fixture_intake(mailbox, 4, "key", PSQ_KIND_PERSON),
			PSQ_FATE_TICKET);
	g_autofree char *again =
		file_one(psq_fixture_intake(mailbox, 4, "key", PSQ_KIND_PERSON),
			PSQ_FATE_TICKET);
	g_assert_cmpstr(first, ==, again);
	psq_assert_sql(db,
		"SELECT count(*) FROM psq.ledger WHERE sha256 = sha256('key')",
		"1");
}

static void
test_same_bytes(void)
{
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autofree char *first = file_one(
		psq_fixture_intake(mailbox, 4, "bytes", PSQ_KIND_PERSON),
		PSQ_FATE_TICKET);
	g_autofree char *again = file_one(
		psq_fixture_intake(mailbox, 5, "bytes", PSQ_KIND_PERSON),
		PSQ_FATE_DUPLICATE);
	g_assert_cmpstr(first, ==, again);
	PsqIntake *other =
		psq_fixture_intake(mailbox, 4, "bytes", PSQ_KIND_PERSON);
	other->uidvalidity = 8;
	g_autofree char *moved = file_one(other, PSQ_FATE_DUPLICATE);
	g_assert_cmpstr(first, ==, moved);
	psq_assert_sql(db,
		"SELECT count(*) FROM psq.message "
		"WHERE sha256 = sha256('bytes')",
		"1");
	// Another mailbox is another matter.
	g_autofree char *elsewhere =
		file_one(psq_fixture_intake(psq_fixture_mailbox(db), 4, "bytes",
				 PSQ_KIND_PERSON),
			PSQ_FATE_TICKET);
	g_assert_cmpstr(first, !=, elsewhere);
}

static void
test_within_a_batch(void)
{
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	for (uint32_t uid = 1; uid <= 300; uid++) {
		g_autofree char *bytes = g_strdup_printf("b%u", uid / 3);
		PsqKind kind = uid % 2 ? PSQ_KIND_PERSON : PSQ_KIND_BULK;
		g_ptr_array_add(
			batch, psq_fixture_intake(mailbox, uid, bytes, kind));
	}
	g_ptr_array_add(batch, psq_fixture_unread(mailbox, 301, "odd"));
	file_batch(batch);
	const PsqIntake *third = batch->pdata[2];
	const PsqIntake *fourth = batch->pdata[3];
	g_assert_cmpint(third->fate, ==, PSQ_FATE_TICKET);
	g_assert_cmpint(fourth->fate, ==, PSQ_FATE_DUPLICATE);
	g_assert_cmpstr(third->number, ==, fourth->number);
	const PsqIntake *last = batch->pdata[300];
	g_assert_cmpint(last->fate, ==, PSQ_FATE_QUARANTINED);
	g_assert_null(last->number);
	psq_assert_sql(db,
		"SELECT count(*) || ' ' || count(DISTINCT message) "
		"FROM psq.ledger WHERE mailbox = (SELECT max(id) "
		"FROM psq.mailbox)",
		"301 101");
}

static void
test_automatic(void)
{
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autofree char *number = file_one(
		psq_fixture_intake(mailbox, 1, "auto", PSQ_KIND_BOUNCE),
		PSQ_FATE_AUTOMATIC);
	g_assert_null(number);
}

// What the schema refuses must not hold up the rest of its batch.
static void
test_refused(void)
{
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	for (uint32_t uid = 1; uid <= 3; uid++) {
		g_autofree char *bytes = g_strdup_printf("refused%u", uid);
		g_ptr_array_add(batch,
			psq_fixture_intake(
				mailbox, uid, bytes, PSQ_KIND_PERSON));
	}
	PsqIntake *bad = batch->pdata[1];
	g_ptr_array_add(bad->reading->contact.phones, g_strdup("17"));
	file_batch(batch);
	g_assert_cmpint(bad->fate, ==, PSQ_FATE_QUARANTINED);
	g_assert_nonnull(strstr(bad->reason, "phone"));
	const PsqIntake *last = batch->pdata[2];
	g_assert_true(g_str_has_suffix(last->number, "-000002"));
	g_assert_true(psq_db_usable(db));
}

static void
test_absurd(void)
{
	int64_t mailbox = psq_fixture_mailbox(db);
	PsqIntake *intake = psq_fixture_intake(
		mailbox, UINT32_MAX, "absurd", PSQ_KIND_PERSON);
	intake->uidvalidity = UINT32_MAX;
	intake->internal_date = G_MAXINT64;
	intake->reading->mail->date = G_MININT64;
	intake->reading->mail->utc_offset = 5999;
	g_free(intake->reading->place);
	intake->reading->place = g_strdup("");
	g_free(intake->reading->mail->message_id);
	intake->reading->mail->message_id = g_strnfill(300000, 'x');
	g_autofree char *number = file_one(intake, PSQ_FATE_TICKET);
	g_assert_nonnull(number);
}

static void
test_no_mailbox(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) batch = psq_fixture_batch();
	g_ptr_array_add(
		batch, psq_fixture_intake(999999, 1, "none", PSQ_KIND_PERSON));
	g_assert_false(psq_store_file(db, NULL, "test/1", batch, &error));
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
	g_assert_true(psq_db_usable(db));
}

static GArray *
uids_new(const uint32_t *uids, guint count)
{
	GArray *array = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_array_append_vals(array, uids, count);
	return array;
}

static void
assert_uids(GArray *uids, const uint32_t *expected, guint count)
{
	// GLib 2.74 counts in int.
	g_assert_cmpmem(uids->data, (int)(uids->len * sizeof(uint32_t)),
		expected, (int)(count * sizeof(uint32_t)));
	g_array_unref(uids);
}

static void
assert_missing(int64_t mailbox, uint32_t uidvalidity, const GArray *uids,
	const uint32_t *expected, guint count)
{
	g_autoptr(GError) error = NULL;
	GArray *fresh = NULL;
	GArray *suspects = NULL;
	g_assert_true(psq_store_missing(db, mailbox, uidvalidity, uids, "me",
		&fresh, &suspects, &error));
	g_assert_no_error(error);
	assert_uids(fresh, expected, count);
	assert_uids(suspects, NULL, 0);
}

static void
test_ledger(void)
{
	static const uint32_t on_server[] = { 9, UINT32_MAX, 2, 5, 3 };
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	g_autofree char *a =
		file_one(psq_fixture_intake(mailbox, 2, "l2", PSQ_KIND_PERSON),
			PSQ_FATE_TICKET);
	g_autofree char *b = file_one(
		psq_fixture_unread(mailbox, 5, "l5"), PSQ_FATE_QUARANTINED);
	g_autoptr(GArray) all = uids_new(on_server, 5);
	GArray *got = NULL;
	assert_missing(mailbox, 7, all, (uint32_t[]){ 3, 9, UINT32_MAX }, 3);
	assert_missing(
		mailbox, 8, all, (uint32_t[]){ 2, 3, 5, 9, UINT32_MAX }, 5);
	g_assert_true(psq_store_unsettled(db, mailbox, 7, all, &got, &error));
	assert_uids(got, (uint32_t[]){ 2, 5 }, 2);
	g_autoptr(GArray) two = uids_new((uint32_t[]){ 2, 3 }, 2);
	g_assert_true(psq_store_settled(
		db, &(PsqLease){ .mailbox = mailbox }, 7, two, &error));
	g_assert_true(psq_store_unsettled(db, mailbox, 7, all, &got, &error));
	assert_uids(got, (uint32_t[]){ 5 }, 1);
	g_autoptr(GArray) none = uids_new(NULL, 0);
	assert_missing(mailbox, 7, none, NULL, 0);
	g_assert_no_error(error);
}

static void
test_import(void)
{
	g_autoptr(GError) error = NULL;
	int64_t mailbox = psq_fixture_mailbox(db);
	uint32_t uid = 0;
	g_assert_true(psq_store_next_import_uid(db, mailbox, &uid, &error));
	g_assert_cmpuint(uid, ==, 1);
	g_assert_true(psq_store_next_import_uid(db, mailbox, &uid, &error));
	g_assert_cmpuint(uid, ==, 2);
	PsqIntake *intake =
		psq_fixture_intake(mailbox, uid, "import", PSQ_KIND_PERSON);
	intake->uidvalidity = 0;
	g_autofree char *number = file_one(intake, PSQ_FATE_TICKET);
	g_autofree char *later = file_one(
		psq_fixture_intake(mailbox, 1, "import", PSQ_KIND_PERSON),
		PSQ_FATE_DUPLICATE);
	g_assert_cmpstr(number, ==, later);
	g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
	psq_fixture_begin();
	g_test_init(&argc, &argv, NULL);
	db = psq_fixture_db();
	g_test_add_func("/store/ticket", test_ticket);
	g_test_add_func("/store/bytes-are-kept", test_bytes_are_kept);
	g_test_add_func("/store/same-key", test_same_key);
	g_test_add_func("/store/same-bytes", test_same_bytes);
	g_test_add_func("/store/within-a-batch", test_within_a_batch);
	g_test_add_func("/store/automatic", test_automatic);
	g_test_add_func("/store/refused", test_refused);
	g_test_add_func("/store/absurd", test_absurd);
	g_test_add_func("/store/no-mailbox", test_no_mailbox);
	g_test_add_func("/store/ledger", test_ledger);
	g_test_add_func("/store/import", test_import);
	int status = g_test_run();
	psq_db_free(db);
	psq_fixture_end();
	return status;
}
