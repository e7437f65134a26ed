// test-mail.c - whole messages: their heads, and those that mean harm
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/limits.h"
#include "parsers/mail.h"

#include <string.h>

static PsqMail *
parse_len(const char *message, size_t len)
{
	g_autoptr(GError) error = NULL;
	PsqMail *mail = psq_mail_parse((const uint8_t *)message, len, &error);
	g_assert_no_error(error);
	return mail;
}

static PsqMail *
parse(const char *message)
{
	return parse_len(message, strlen(message));
}

static const char full[] =
	"Return-Path: <jean@x.example>\r\n"
	"Received: from a\r\n\tby b; Tue, 3 Feb 2026 09:12:44 +0100\r\n"
	"Content-Type: text/plain; charset=utf-8\r\n"
	"From: =?utf-8?Q?Jean_Lef=C3=A8vre?= <jean@x.example>,\r\n"
	" Marie <marie@x.example>\r\n"
	"Reply-To: <autre@y.example>\r\n"
	"To: PSQ <ddsp90-psq@z.example>; b@z.example\r\n"
	"Cc: c@z.example\r\n"
	"Subject: =?UTF-8?B?UHJvYmzDqG1lcw==?= =?UTF-8?B?IGRlIGJydWl0?=\r\n"
	"Date: Tue, 3 Feb 2026 09:12:41 +0100\r\n"
	"Message-ID: <m1@x.example>\r\n"
	"In-Reply-To: <m0@z.example>\r\n"
	"References: <m8@z.example>\r\n <m9@z.example>\r\n"
	"X-Brut: \xe9t\xe9\r\n"
	"\r\n"
	"Bonjour\r\n";

static void
test_head(void)
{
	g_autoptr(PsqMail) mail = parse(full);
	g_assert_cmpstr(mail->subject, ==, "Problèmes de bruit");
	g_assert_cmpstr(mail->from->name, ==, "Jean Lefèvre");
	g_assert_cmpstr(mail->from->address, ==, "jean@x.example");
	g_assert_cmpstr(mail->reply_to->address, ==, "autre@y.example");
	g_assert_cmpuint(mail->to->len, ==, 3);
	const PsqAddress *third = mail->to->pdata[2];
	g_assert_cmpstr(third->address, ==, "c@z.example");
	g_assert_cmpstr(mail->message_id, ==, "m1@x.example");
	g_assert_cmpstr(mail->in_reply_to, ==, "m0@z.example");
	g_assert_cmpuint(mail->references->len, ==, 2);
	g_assert_cmpstr(mail->references->pdata[1], ==, "m9@z.example");
	g_assert_cmpint(mail->date, ==, 1770106361);
	g_assert_cmpint(mail->utc_offset, ==, 60);
	g_assert_cmpstr(mail->content_type, ==, "text/plain");
	g_assert_null(mail->report_type);
	g_assert_cmpstr(mail->text, ==, "Bonjour\n");
	g_assert_cmpuint(mail->notes->len, ==, 0);
}

static void
test_headers(void)
{
	g_autoptr(PsqMail) mail = parse(full);
	static const char *const names[] = { "Return-Path", "Received",
		"Content-Type", "From", "Reply-To", "To", "Cc", "Subject",
		"Date", "Message-ID", "In-Reply-To", "References", "X-Brut" };
	g_assert_cmpuint(mail->headers->len, ==, G_N_ELEMENTS(names));
	for (guint i = 0; i < mail->headers->len; i++) {
		const PsqHeader *header = mail->headers->pdata[i];
		g_assert_cmpstr(header->name, ==, names[i]);
	}
	g_assert_cmpstr(psq_mail_header(mail, "x-brut"), ==, "été");
	g_assert_cmpstr(psq_mail_header(mail, "RECEIVED"), ==,
		"from a by b; Tue, 3 Feb 2026 09:12:44 +0100");
	g_assert_null(psq_mail_header(mail, "X-Absent"));
}

// What is hardly a message is one all the same.
static const struct {
	const char *name;
	const char *message;
	size_t len;
	const char *subject;
	const char *text;
} poor[] = {
	// clang-format off
	{ "0 bytes", "", 0, NULL, "" },
	{ "blank lines", "\r\n\r\n\r\n", 6, NULL, "" },
	{ "NULs", "\0\0\0\0", 4, NULL, "" },
	{ "only a head", "Subject: a", 10, "a", "" },
	{ "a head and its end", "Subject: a\r\n\r\n", 14, "a", "" },
	{ "blank lines first", "\r\n\nSubject: a\n\nb", 16, "a", "b\n" },
	{ "byte order mark", "\xef\xbb\xbfSubject: a\n\nb", 16, "a", "b\n" },
	{ "mbox line", "From a@x.example Tue\nSubject: a\n\nb", 34, "a", "b\n" },
	{ "no head", "Bonjour le\nmonde", 16, NULL, "Bonjour le\nmonde\n" },
	{ "no head, windows-1252", "\xe9t\xe9 \x80", 5, NULL, "été €\n" },
	{ "no blank line", "Subject: a\nBonjour le monde\n", 28, "a",
	  "Bonjour le monde\n" },
	{ "NUL in the text", "Subject: a\n\nun\0deux", 19, "a", "undeux\n" },
	{ "bytes above 127", "Subject: \xe9t\xe9 \x80\n\nl\x92\xe9t\xe9", 21,
	  "été €", "l’été\n" },
	{ "lone carriage returns", "Subject: a\n\nun\rdeux", 19, "a",
	  "un\ndeux\n" },
	// clang-format on
};

static void
test_poor(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(poor); i++) {
		g_test_message("%s", poor[i].name);
		g_autoptr(PsqMail) mail =
			parse_len(poor[i].message, poor[i].len);
		g_assert_cmpstr(mail->subject, ==, poor[i].subject);
		g_assert_cmpstr(mail->text, ==, poor[i].text);
		g_assert_null(mail->from);
		g_assert_nonnull(mail->to);
		g_assert_nonnull(mail->references);
		g_assert_nonnull(mail->content_type);
	}
}

static void
fill(GString *message, const char *what, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		g_string_append(message, what);
	}
}

static void
fill_numbered(GString *message, const char *before, const char *after,
	unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		g_string_append_printf(message, "%s%u%s", before, i, after);
	}
}

static void
nested_parts(GString *message, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		g_string_append_printf(message,
			"Content-Type: multipart/mixed; boundary=b%u\n\n"
			"--b%u\n",
			i, i);
	}
	g_string_append(message, "\nfin\n");
}

#define MIXED  "Content-Type: multipart/mixed; boundary=b\n\n"
#define RFC822 "Content-Type: message/rfc822\n\n"
#define PART   "Subject: a\n" MIXED "--b\n"

// Each as long as it says; note is what must be said of it, if anything.
typedef struct {
	const char *name;
	const char *head;
	const char *repeated;
	size_t count;
	const char *tail;
	const char *note;
} Bomb;

static const Bomb bombs[] = {
	// clang-format off
	{ "a million boundary lines", PART, "--b\n\n", 1000000, "--b--\n",
	  "trop de parties ou d'en-têtes" },
	{ "4,000 parts", PART, "\nx\n--b\n", 4000, "\nx\n--b--\n",
	  "plus de 200 parties : les autres sont laissées de côté" },
	{ "a header of 50 MB", "Subject: ", "0123456789", 5000000, "\n\nx",
	  "en-tête démesuré" },
	{ "a head of a million lines", "", "X-A: b\n", 1000000, "\nx",
	  "en-tête démesuré" },
	{ "a part's head of 50 MB", PART "X: ", "0123456789", 5000000, "\n\nx",
	  "trop de parties ou d'en-têtes" },
	{ "parts' heads of 100 lines", PART, "X: y\n\nx\n--b\n", 4999, "\nx",
	  "plus de 200 parties" },
	{ "100,000 nested messages", "Subject: a\n", RFC822, 100000, "\nx",
	  "trop de parties ou d'en-têtes" },
	{ "10,000 nested messages", "Subject: a\n", RFC822, 10000, "\nx",
	  NULL },
	{ "a digest of heads", "Content-Type: multipart/digest; boundary=b\n\n"
	  "--b\n\n", "X-A: b\n", 1000000, "\nx",
	  "trop de parties ou d'en-têtes" },
	{ "100,000 nested parts, one boundary", "", MIXED "--b\n", 100000,
	  "\nx", "trop de parties ou d'en-têtes" },
	{ "encoded words", "Subject: ", "=?utf-8?Q?=C3=A9?= ", 10000, "\n\nx",
	  NULL },
	{ "open encoded words", "Subject: ", "=?utf-8?Q?x ", 20000, "\n\nx",
	  "en-tête démesuré" },
	{ "some open encoded words", "Subject: ", "=?utf-8?Q?x ", 500,
	  "\n\nx", NULL },
	{ "addresses", "To: ", "a@x.example, ", 20000, "\n\nx",
	  "plus de 100 destinataires" },
	{ "groups", "From: ", ":", 250000, "\n\nx", NULL },
	{ "comments", "From: ", "(", 250000, "\n\nx", NULL },
	{ "angles", "From: ", "<", 250000, "\n\nx", NULL },
	{ "ids", "References: ", "<a@b> ", 40000, "\n\nx", NULL },
	{ "parameters", "Content-Type: text/plain", ";a=b", 60000, "\n\nx",
	  NULL },
	{ "parameters in pieces", "Content-Type: text/plain",
	  ";name*0*=utf-8''v", 15000, "\n\nx", NULL },
	{ "50 MB of text", "Subject: a\n\n", "0123456789\n", 5000000, "",
	  "texte trop long" },
	{ "50 MB on one line", "Subject: a\n\n", "0123456789", 5000000, "",
	  "texte trop long" },
	{ "50 MB of blank lines", "Subject: a\n\n", "\n", 50000000, "x", NULL },
	{ "a text of dashes", "Subject: a\n\n", "-- \nsignature\n", 4000, "",
	  NULL },
	// clang-format on
};

static bool
note_like(const PsqMail *mail, const char *wanted)
{
	for (guint i = 0; i < mail->notes->len; i++) {
		if (strstr(mail->notes->pdata[i], wanted) != NULL) {
			return true;
		}
	}
	return false;
}

// Reads message in time; the limit leaves room for sanitizers and valgrind.
static void
check_bomb(const GString *message, const char *note)
{
	g_autoptr(GError) error = NULL;
	g_test_timer_start();
	g_autoptr(PsqMail) mail = psq_mail_parse(
		(const uint8_t *)message->str, message->len, &error);
	double seconds = g_test_timer_elapsed();
	g_test_message("%zu bytes: %.3f s", message->len, seconds);
	g_assert_cmpfloat(seconds, <, 30);
	g_assert_no_error(error);
	g_assert_true(note == NULL || note_like(mail, note));
}

static void
test_bomb(gconstpointer data)
{
	const Bomb *bomb = data;
	g_autoptr(GString) message = g_string_new(bomb->head);
	fill(message, bomb->repeated, bomb->count);
	g_string_append(message, bomb->tail);
	check_bomb(message, bomb->note);
}

static void
test_nested(void)
{
	g_autoptr(GString) message = g_string_new("Subject: a\n");
	nested_parts(message, 100000);
	check_bomb(message, "trop de parties ou d'en-têtes");
	g_string_assign(message, "Subject: a\n");
	nested_parts(message, 4999);
	check_bomb(message, "parties trop imbriquées");
}

// What a reading needs is kept of a head beyond all bounds, wherever it stands.
static void
test_long_head(void)
{
	g_autoptr(GString) message =
		g_string_new("From: Jean Essai <jean@x.example>\nTo: ");
	fill(message, "a@x.example,\n ", 100000);
	g_string_append(message, "b@x.example\n");
	fill(message, "X-Filler: y\n", 100000);
	g_string_append(message,
		"Subject: Bruit\nMessage-ID: <a@b>\n"
		"Content-Type: text/html; charset=utf-8\n\n<b>Du</b> bruit");
	g_autoptr(PsqMail) mail = parse(message->str);
	g_assert_cmpstr(mail->from->address, ==, "jean@x.example");
	g_assert_cmpuint(mail->to->len, ==, 100);
	g_assert_cmpstr(mail->subject, ==, "Bruit");
	g_assert_cmpstr(mail->message_id, ==, "a@b");
	g_assert_cmpstr(mail->text, ==, "Du bruit\n");
	g_assert_true(note_like(mail, "en-tête démesuré"));
}

// GMime issue #165: several of its functions never return on this mail.
static void
test_loop(void)
{
	g_autoptr(PsqMail) mail = parse(
		"Content-Type: multipart/mixed;\r\n "
		"KKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK"
		"KKKKKKKKKKK=\"\xd1\x9c\"\r\n\r\nx");
	g_assert_cmpstr(mail->content_type, ==, "multipart/mixed");
	g_assert_cmpstr(mail->text, ==, "x\n");
}

// More names than any hash likes, and header names out of nothing.
static void
test_numbered(void)
{
	g_autoptr(GString) message = g_string_new("Content-Type: text/plain");
	fill_numbered(message, ";p", "=v", 20000);
	g_string_append(message, "\n\nx");
	check_bomb(message, NULL);
	g_string_assign(message, "");
	fill_numbered(message, "X-", ": y\n", 1999);
	g_string_append(message, "\nx");
	check_bomb(message, NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_mail_init();
	psq_mail_init(); // once too often does no harm
	g_test_add_func("/mail/head", test_head);
	g_test_add_func("/mail/headers", test_headers);
	g_test_add_func("/mail/poor", test_poor);
	g_test_add_func("/mail/loop", test_loop);
	for (size_t i = 0; i < G_N_ELEMENTS(bombs); i++) {
		g_autofree char *path =
			g_strdup_printf("/mail/bomb/%s", bombs[i].name);
		g_test_add_data_func(path, &bombs[i], test_bomb);
	}
	g_test_add_func("/mail/bomb/nested", test_nested);
	g_test_add_func("/mail/bomb/long-head", test_long_head);
	g_test_add_func("/mail/bomb/numbered", test_numbered);
	return g_test_run();
}
