// test-body.c - which part is the text, and what becomes of the others
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/limits.h"
#include "parsers/mail.h"

#include <string.h>

typedef struct {
	const char *name;
	const char *message;
	PsqTextSource source;
	const char *text;
	// "name type size[ inline]" of each attachment, one a line
	const char *attachments;
	const char *note; // the first, or NULL
} Case;

#define FROM  "From: Jean <jean@x.example>\r\nMIME-Version: 1.0\r\n"
#define TYPE  "Content-Type: "
#define PLAIN TYPE "text/plain; charset=utf-8\r\n"
#define HTML  TYPE "text/html; charset=utf-8\r\n"
#define CTE   "Content-Transfer-Encoding: "
#define DISP  "Content-Disposition: "
#define MIXED TYPE "multipart/mixed; boundary=b\r\n\r\n"
#define ALT   TYPE "multipart/alternative; boundary=a\r\n\r\n"

static const Case cases[] = {
	// clang-format off
	{ "plain", FROM PLAIN "\r\nun\r\ndeux", PSQ_TEXT_PLAIN, "un\ndeux\n",
	  "", NULL },
	{ "no type", "From: a@x.example\n\nun\n", PSQ_TEXT_PLAIN, "un\n", "",
	  NULL },
	{ "html only", FROM HTML "\r\n<p>un<p>deux", PSQ_TEXT_HTML,
	  "un\n\ndeux\n", "", NULL },
	{ "html that goes as plain", FROM PLAIN "\r\n<html><b>un</b></html>",
	  PSQ_TEXT_HTML, "un\n", "", NULL },
	{ "type in quotes", FROM TYPE "\"text/html\"\r\n\r\n<b>un",
	  PSQ_TEXT_HTML, "un\n", "", NULL },
	{ "the body has a name", FROM TYPE "text/plain; name=message.txt\r\n"
	  DISP "attachment\r\n\r\nun", PSQ_TEXT_PLAIN, "un\n", "", NULL },
	{ "flowed", FROM TYPE "text/plain; format=Flowed; DelSp=Yes\r\n\r\n"
	  "instal \r\nlé", PSQ_TEXT_PLAIN, "installé\n", "", NULL },
	{ "quoted-printable", FROM PLAIN CTE "quoted-printable\r\n\r\n"
	  "caf=C3=A9 =ZZ 100% = fin=\r\nsuite=", PSQ_TEXT_PLAIN,
	  "café =ZZ 100% = finsuite\n", "", NULL },
	{ "base64 with padding inside (issue #150)", FROM PLAIN CTE "base64\r\n"
	  "\r\nQm9uam91cg==\r\nTW9uc2lldXI\r\n", PSQ_TEXT_PLAIN,
	  "BonjourMonsieur\n", "", NULL },
	{ "encoding with a comment", FROM PLAIN CTE "Base64 (MIME)\r\n\r\n"
	  "Qm9uam91cg==", PSQ_TEXT_PLAIN, "Bonjour\n", "", NULL },
	{ "unknown encoding", FROM PLAIN CTE "x-foo\r\n\r\ncafé",
	  PSQ_TEXT_PLAIN, "café\n", "", NULL },
	{ "uuencode", FROM PLAIN CTE "x-uuencode\r\n\r\nbegin 644 x\r\n"
	  "#8VIT\r\n`\r\nend\r\n", PSQ_TEXT_PLAIN, "cjt\n", "", NULL },
	{ "charset lies", FROM PLAIN "\r\nl\x92\xe9t\xe9", PSQ_TEXT_PLAIN,
	  "l’été\n", "", "accents réparés : jeu de caractères mal déclaré" },
	{ "Outlook's winmail.dat alone", FROM TYPE "application/vnd.ms-tnef; "
	  "name=winmail.dat\r\n\r\nx\x9f>\"\1", PSQ_TEXT_NONE, "",
	  "winmail.dat application/vnd.ms-tnef 5\n",
	  "pièce winmail.dat (Outlook) : contenu non lu" },
	{ "NUL", FROM PLAIN "\r\nun", PSQ_TEXT_PLAIN, "un\n", "", NULL },
	{ "alternative", FROM ALT "--a\r\n" PLAIN "\r\nun\r\n--a\r\n" HTML
	  "\r\n<b>un</b>\r\n--a--\r\n", PSQ_TEXT_PLAIN, "un\n", "", NULL },
	{ "alternative, plain is blank", FROM ALT "--a\r\n" PLAIN
	  "\r\n \r\n\r\n--a\r\n" HTML "\r\n<b>un</b>\r\n--a--\r\n",
	  PSQ_TEXT_HTML, "un\n", "", NULL },
	{ "alternative, plain is a stub", FROM ALT "--a\r\n" PLAIN
	  "\r\nVotre logiciel ne lit pas le HTML.\r\n--a\r\n" HTML "\r\n<p>"
	  "Depuis la Toussaint, chaque nuit, on traîne des meubles au-dessus "
	  "de ma tête et une boule roule sur le carrelage. Merci de passer."
	  "\r\n--a--\r\n", PSQ_TEXT_HTML,
	  "Depuis la Toussaint, chaque nuit, on traîne des meubles au-dessus "
	  "de ma tête et une boule roule sur le carrelage. Merci de passer.\n",
	  "", NULL },
	{ "alternative, html first", FROM ALT "--a\r\n" HTML "\r\n<b>un\r\n--a"
	  "\r\n" PLAIN "\r\nun\r\n--a--", PSQ_TEXT_PLAIN, "un\n", "", NULL },
	{ "alternative, invitation", FROM ALT "--a\r\n" PLAIN "\r\nun\r\n--a\r\n"
	  TYPE "text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n--a--\r\n",
	  PSQ_TEXT_PLAIN, "un\n", "- text/calendar 15\n", NULL },
	{ "alternative, named", FROM ALT "--a\r\n" TYPE "text/plain; name=a.txt"
	  "\r\n\r\nun\r\n--a\r\n" TYPE "text/html; name=a.html\r\n\r\nun\r\n"
	  "--a--", PSQ_TEXT_PLAIN, "un\n", "", NULL },
	{ "alternative with a picture", FROM ALT "--a\r\n" PLAIN "\r\nun\r\n"
	  "--a\r\n" TYPE "multipart/related; boundary=r\r\n\r\n--r\r\n" HTML
	  "\r\n<img src='cid:i@x'>un\r\n--r\r\n" TYPE "image/png\r\n"
	  "Content-ID: <i@x>\r\n\r\nxxx\r\n--r--\r\n--a--\r\n", PSQ_TEXT_PLAIN,
	  "un\n", "- image/png 3 inline\n", NULL },
	{ "picture between texts, as Apple Mail sends it", FROM MIXED "--b\r\n"
	  PLAIN "\r\nun\r\n--b\r\n" TYPE "image/jpeg; name=\"p.jpg\"\r\n" DISP
	  "inline; filename=p.jpg\r\n" CTE "base64\r\n\r\nAAAA\r\n--b\r\n" PLAIN
	  "\r\ndeux\r\n--b--\r\n", PSQ_TEXT_PLAIN, "un\n\ndeux\n",
	  "p.jpg image/jpeg 3 inline\n", NULL },
	{ "text file", FROM MIXED "--b\r\n" PLAIN "\r\nun\r\n--b\r\n" TYPE
	  "text/plain; name=releve.txt\r\n" DISP "inline\r\n\r\ndeux\r\n--b--\r\n",
	  PSQ_TEXT_PLAIN, "un\n", "releve.txt text/plain 4 inline\n", NULL },
	{ "only a text file", FROM MIXED "--b\r\n" TYPE "text/plain\r\n" DISP
	  "attachment; filename=lettre.txt\r\n\r\nun\r\n--b--\r\n", PSQ_TEXT_PLAIN,
	  "un\n", "lettre.txt text/plain 2\n", NULL },
	{ "html, then a list's footer", FROM MIXED "--b\r\n" HTML "\r\n<b>un\r\n"
	  "--b\r\n" PLAIN "\r\n-- \r\nliste\r\n--b--", PSQ_TEXT_HTML,
	  "un\n\n-- \nliste\n", "", NULL },
	{ "bad names", FROM MIXED "--b\r\n" DISP "attachment; "
	  "filename=\"../../etc/pass\twd\"\r\n\r\n\r\n--b\r\n" TYPE
	  "application/x; name=\"C:\\a\\b.doc\"\r\n\r\n\r\n--b\r\n" TYPE
	  "application/x; name=\"..\"\r\n\r\n\r\n--b--\r\n", PSQ_TEXT_NONE, "",
	  "pass wd text/plain 0\nb.doc application/x 0\n- application/x 0\n",
	  NULL },
	{ "boundary is missing", FROM TYPE "multipart/mixed\r\n\r\nun\r\n",
	  PSQ_TEXT_PLAIN, "un\n", "",
	  "parties mal délimitées : pris comme texte brut" },
	{ "boundary never ends", FROM MIXED "--b\r\n" PLAIN "\r\nun",
	  PSQ_TEXT_PLAIN, "un\n", "", NULL },
	{ "no parts", FROM MIXED "--b--\r\n", PSQ_TEXT_NONE, "", "", NULL },
	{ "encrypted", FROM TYPE "multipart/encrypted; boundary=b\r\n\r\n--b\r\n"
	  TYPE "application/octet-stream\r\n\r\nx\r\n--b--\r\n", PSQ_TEXT_NONE, "",
	  "- application/octet-stream 1\n", "message chiffré : texte non lu" },
	{ "nothing", FROM "\r\n", PSQ_TEXT_NONE, "", "", NULL },
	// clang-format on
};

static char *
attachments_of(const PsqMail *mail)
{
	GString *lines = g_string_new(NULL);
	for (guint i = 0; i < mail->attachments->len; i++) {
		const PsqAttachment *file = mail->attachments->pdata[i];
		g_string_append_printf(lines, "%s %s %zu%s\n",
			file->name != NULL ? file->name : "-", file->type,
			file->size, file->in_line ? " inline" : "");
	}
	return g_string_free(lines, FALSE);
}

static PsqMail *
parse(const char *message)
{
	g_autoptr(GError) error = NULL;
	PsqMail *mail = psq_mail_parse(
		(const uint8_t *)message, strlen(message), &error);
	g_assert_no_error(error);
	return mail;
}

static void
test_case(gconstpointer data)
{
	const Case *c = data;
	g_autoptr(PsqMail) mail = parse(c->message);
	g_autofree char *attachments = attachments_of(mail);
	g_assert_cmpstr(mail->text, ==, c->text);
	g_assert_cmpint(mail->source, ==, c->source);
	g_assert_cmpint(mail->quote_at, ==, -1);
	g_assert_cmpstr(attachments, ==, c->attachments);
	g_assert_cmpstr(mail->notes->len > 0 ? mail->notes->pdata[0] : NULL, ==,
		c->note);
}

static void
test_quote(void)
{
	g_autoptr(PsqMail) mail = parse(FROM MIXED
		"--b\r\n" HTML "\r\n<p>un\r\n--b\r\n" HTML
		"\r\n<p>deux</p><div "
		"class=gmail_quote>Le 3 a écrit :<blockquote>trois\r\n--b--");
	g_assert_cmpstr(
		mail->text, ==, "un\n\ndeux\n\nLe 3 a écrit :\n> trois\n");
	g_assert_cmpint(mail->quote_at, ==, 10);
}

static void
test_forwarded(void)
{
	g_autoptr(PsqMail) mail = parse(
		FROM MIXED "--b\r\n" PLAIN "\r\nVoir ci-joint.\r\n--b\r\n" TYPE
			   "message/rfc822\r\n\r\n"
			   "From: Marie <marie@y.example>\r\nSubject: Bruit / "
			   "nuit\r\n" PLAIN "\r\nAu secours.\r\n--b\r\n" TYPE
			   "message/rfc822\r\n\r\n"
			   "Subject: autre\r\n\r\nx\r\n--b--\r\n");
	g_autofree char *attachments = attachments_of(mail);
	g_assert_cmpstr(mail->text, ==, "Voir ci-joint.\n");
	g_assert_cmpstr(mail->forwarded->subject, ==, "Bruit / nuit");
	g_assert_cmpstr(mail->forwarded->text, ==, "Au secours.\n");
	g_assert_cmpstr(mail->forwarded->from->address, ==, "marie@y.example");
	g_assert_cmpstr(attachments, ==,
		"Bruit - nuit.eml message/rfc822 11\n"
		"autre.eml message/rfc822 1\n");
}

static void
test_forwarded_encoded(void)
{
	g_autofree char *inner =
		g_base64_encode((const guchar *)"Subject: un\r\n\r\ndeux", 19);
	g_autofree char *message = g_strconcat(FROM MIXED
		"--b\r\n" TYPE "message/rfc822\r\n" CTE "base64\r\n\r\n",
		inner, "\r\n--b--\r\n", NULL);
	g_autoptr(PsqMail) mail = parse(message);
	g_assert_cmpstr(mail->forwarded->subject, ==, "un");
	g_assert_cmpstr(mail->forwarded->text, ==, "deux\n");
}

// Every kind of part that may tell which message a report returns.
static void
test_report(void)
{
	static const struct {
		const char *type;
		const char *content;
	} returned[] = {
		{ "message/rfc822", "Message-ID: <o@x.example>\r\n\r\nx" },
		{ "text/rfc822-headers",
			"Subject: a\r\nMessage-Id:\r\n "
			"<o@x.example>\r\n" },
		{ "message/delivery-status",
			"Reporting-MTA: dns; x\r\nX-Original-Message-ID: "
			"<o@x.example>\r\n" },
		{ "message/disposition-notification",
			"Original-Message-ID: <o@x.example>\r\n" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(returned); i++) {
		g_autofree char *message = g_strconcat(FROM TYPE
			"multipart/report; report-type=Delivery-Status;\r\n"
			" boundary=b\r\n\r\n--b\r\n\r\nnon "
			"remis\r\n--b\r\n" TYPE,
			returned[i].type, "\r\n\r\n", returned[i].content,
			"\r\n--b--\r\n", NULL);
		g_autoptr(PsqMail) mail = parse(message);
		g_assert_cmpstr(mail->content_type, ==, "multipart/report");
		g_assert_cmpstr(mail->report_type, ==, "delivery-status");
		g_assert_cmpstr(mail->original_id, ==, "o@x.example");
		g_assert_cmpstr(mail->text, ==, "non remis\n");
	}
}

static void
test_long_text(void)
{
	g_autoptr(GString) message = g_string_new(FROM PLAIN "\r\n");
	while (message->len < 3 * PSQ_MAX_TEXT_BYTES) {
		g_string_append(message, "é encore une ligne\r\n");
	}
	g_autoptr(PsqMail) mail = parse(message->str);
	g_assert_cmpuint(strlen(mail->text), <=, PSQ_MAX_TEXT_BYTES);
	g_assert_cmpuint(strlen(mail->text), >, PSQ_MAX_TEXT_BYTES - 4);
	g_assert_true(g_utf8_validate(mail->text, -1, NULL));
	g_assert_cmpuint(mail->notes->len, ==, 2);
	g_assert_cmpstr(mail->notes->pdata[1], ==, "texte coupé à 512 Kio");
}

static void
test_long_name(void)
{
	g_autoptr(GString) message = g_string_new(
		FROM MIXED "--b\r\n" DISP "attachment; filename=\"");
	for (int i = 0; i < 500; i++) {
		g_string_append(message, "é");
	}
	g_string_append(message, ".pdf\"\r\n\r\nx\r\n--b--\r\n");
	g_autoptr(PsqMail) mail = parse(message->str);
	const PsqAttachment *file = mail->attachments->pdata[0];
	g_assert_cmpuint(strlen(file->name), ==, PSQ_MAX_NAME_BYTES);
	g_assert_true(g_str_has_suffix(file->name, "é.pdf"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_mail_init();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/body/%s", cases[i].name);
		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/body/quote", test_quote);
	g_test_add_func("/body/forwarded", test_forwarded);
	g_test_add_func("/body/forwarded-encoded", test_forwarded_encoded);
	g_test_add_func("/body/report", test_report);
	g_test_add_func("/body/long-text", test_long_text);
	g_test_add_func("/body/long-name", test_long_name);
	return g_test_run();
}
