// store-fixture.c - a database for the tests of store/, and messages for it
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store-fixture.h"

#include "store/folder.h"
#include "store/mailbox.h"
#include "store/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *
database(void)
{
	return g_strdup_printf("psq_test_%d", (int)getpid());
}

static PsqDb *
open_db(const char *conninfo)
{
	g_autoptr(GError) error = NULL;
	PsqDb *db = psq_db_open(conninfo, "test-store", &error);
	g_assert_no_error(error);
	return db;
}

void
psq_fixture_begin(void)
{
	const char *server = g_getenv("PSQ_TEST_DATABASE");
	if (server == NULL) {
		puts("1..0 # SKIP PSQ_TEST_DATABASE is not set");
		exit(g_getenv("PSQ_TESTS_REQUIRED") != NULL ? 1 : 0);
	}
	g_autofree char *conninfo =
		g_strdup_printf("%s dbname=postgres", server);
	g_autofree char *name = database();
	g_autofree char *sql = g_strdup_printf("CREATE DATABASE %s", name);
	g_autoptr(PsqDb) db = open_db(conninfo);
	psq_fixture_run(db, sql);
}

void
psq_fixture_end(void)
{
	g_autofree char *conninfo = g_strdup_printf(
		"%s dbname=postgres", g_getenv("PSQ_TEST_DATABASE"));
	g_autofree char *name = database();
	g_autofree char *sql =
		g_strdup_printf("DROP DATABASE %s WITH (FORCE)", name);
	g_autoptr(PsqDb) db = open_db(conninfo);
	psq_fixture_run(db, sql);
}

char *
psq_fixture_conninfo(const char *user)
{
	g_autofree char *name = database();
	return g_strdup_printf("%s dbname=%s%s%s",
		g_getenv("PSQ_TEST_DATABASE"), name,
		user != NULL ? " user=" : "", user != NULL ? user : "");
}

PsqSchema *
psq_fixture_schema(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = psq_datadir_find(NULL, "schema");
	PsqSchema *schema = psq_schema_read(folder, &error);
	g_assert_no_error(error);
	return schema;
}

PsqDb *
psq_fixture_db(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqSchema) schema = psq_fixture_schema();
	g_autofree char *conninfo = psq_fixture_conninfo(NULL);
	PsqDb *db = open_db(conninfo);
	g_assert_true(psq_store_migrate(db, schema, NULL, &error));
	g_assert_no_error(error);
	return db;
}

void
psq_fixture_run(PsqDb *db, const char *sql)
{
	g_autoptr(GError) error = NULL;
	(void)!psq_script(db, "test", sql, &error);
	g_assert_no_error(error);
}

char *
psq_fixture_ask(PsqDb *db, const char *sql)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqResult) result =
		psq_query(db, PSQ_SHAPE_ROW, "test", sql, NULL, &error);
	g_assert_no_error(error);
	return g_strdup(psq_result_text(result, 0, 0));
}

int64_t
psq_fixture_mailbox(PsqDb *db)
{
	static int count;
	g_autoptr(GError) error = NULL;
	g_autofree char *code = g_strdup_printf("9%03d", ++count);
	g_autofree char *address =
		g_strdup_printf("psq%d@police.example", count);
	PsqStoreStation station = { .code = code, .name = "Essai" };
	PsqStoreMailbox mailbox = {
		.address = address, .station = code, .folder = "INBOX"
	};
	g_assert_true(psq_store_sync(db, &station, 1, &mailbox, 1, &error));
	g_assert_no_error(error);
	return mailbox.id;
}

bool
psq_fixture_visit(
	PsqDb *db, const PsqLease *lease, int64_t uidnext, GError **error)
{
	g_autoptr(PsqShown) nothing = psq_shown_new();
	const PsqVisit visit = {
		.uidvalidity = 7,
		.uidnext = uidnext,
		.missing = nothing,
	};
	int64_t vanished;
	uint32_t stuck;
	return psq_store_visit(db, lease, &visit, &vanished, &stuck, error);
}

static PsqMail *
mail_new(void)
{
	PsqMail *mail = g_new0(PsqMail, 1);
	mail->subject = g_strdup("Bruit \"la nuit\"");
	mail->from = g_new0(PsqAddress, 1);
	mail->from->name = g_strdup("Élodie Fictive");
	mail->from->address = g_strdup("elodie@habitante.example");
	mail->message_id = g_strdup("1@habitante.example");
	mail->date = 1790000000;
	mail->utc_offset = 120;
	mail->text = g_strdup("");
	mail->to = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_address_free);
	mail->references = g_ptr_array_new_with_free_func(g_free);
	mail->headers = g_ptr_array_new();
	mail->attachments = g_ptr_array_new();
	mail->notes = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(mail->references, g_strdup("a\"b\\c,{d}@x.example"));
	g_ptr_array_add(mail->references, g_strdup("NULL"));
	g_ptr_array_add(mail->notes, g_strdup("une note"));
	return mail;
}

static PsqEvidence *
evidence_new(const char *of, const char *text)
{
	PsqEvidence *evidence = g_new0(PsqEvidence, 1);
	evidence->of = g_strdup(of);
	evidence->from = "said";
	evidence->text = g_strdup(text);
	evidence->why = g_strdup("essai");
	evidence->score = 0.75;
	return evidence;
}

static PsqReading *
reading_new(PsqKind kind)
{
	PsqReading *reading = g_new0(PsqReading, 1);
	reading->mail = mail_new();
	reading->kind = kind;
	reading->words = g_new0(PsqQuote, 1);
	reading->words->said = g_strdup("J'entends crier, rue de Madrid.");
	reading->words->quoted = g_strdup("");
	reading->words->signature = g_strdup("Élodie");
	reading->language = g_strdup("fr");
	reading->topic = kind == PSQ_KIND_PERSON ? PSQ_TOPIC_NEIGHBOURHOOD
						 : PSQ_TOPIC_AUTOMATIC;
	reading->flags[PSQ_FLAG_EMERGENCY] = kind == PSQ_KIND_PERSON;
	reading->contact.surname = g_strdup("Fictive");
	reading->contact.phones = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(reading->contact.phones, g_strdup("+33639980001"));
	reading->contact.channel = PSQ_CHANNEL_PHONE;
	reading->place = g_strdup("rue de Madrid");
	reading->evidence = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_evidence_free);
	g_ptr_array_add(
		reading->evidence, evidence_new("emergency", "J'entends"));
	return reading;
}

PsqIntake *
psq_fixture_unread(int64_t mailbox, uint32_t uid, const char *bytes)
{
	PsqIntake *intake = g_new0(PsqIntake, 1);
	intake->mailbox = mailbox;
	intake->uidvalidity = 7;
	intake->uid = uid;
	intake->internal_date = 1790000100;
	intake->size_on_server = strlen(bytes);
	intake->complete = true;
	intake->bytes = g_bytes_new(bytes, strlen(bytes));
	intake->reason = g_strdup("illisible");
	return intake;
}

PsqIntake *
psq_fixture_intake(
	int64_t mailbox, uint32_t uid, const char *bytes, PsqKind kind)
{
	PsqIntake *intake = psq_fixture_unread(mailbox, uid, bytes);
	g_clear_pointer(&intake->reason, g_free);
	intake->reading = reading_new(kind);
	return intake;
}

GPtrArray *
psq_fixture_batch(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)psq_intake_free);
}
