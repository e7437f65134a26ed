// test-letters.c - letters: their texts, what may stand in them, their form
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/letters-read.h"
#include "letters/markup.h"
#include "parsers/mail.h"

#include <locale.h>
#include <string.h>

static const char *const languages[] = { "fr", "en", "de", "es", "pt", "ar" };

static PsqLetters *
read_letters(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = psq_datadir_find(NULL, "letters");
	PsqLetters *letters = psq_letters_read(folder, NULL, &error);
	g_assert_no_error(error);
	return letters;
}

static PsqLetterOrder
order_of(PsqLetterKind kind)
{
	return (PsqLetterOrder) {
		.kind = kind,
		.station = {
			.name = "Commissariat de Trévenans",
			.mail = "psq@police.example",
			.address = "1, rue des Lilas, 90000 Trévenans",
			.phone = "03 53 01 12 34",
			.answers = "Le délégué à la cohésion police-population",
		},
		.language = "fr",
		.number = "90-2026-000123",
		.received_at = 1795507500, // 2026-11-24 08:05 UTC
		.sent_at = 1795507501,
		.zone = "Europe/Paris",
		.said = "Bonjour Madame,\n\nNous sommes passés hier.\n"
			"Le hall était vide.",
		.token = "avis 90-2026-000123 abcdef",
		.to = "lucie.martin@poste.example",
		.message_id = "90-2026-000123.1@police.example",
		.in_reply_to = "a1@poste.example",
	};
}

static char *
compose(const PsqLetters *letters, const PsqLetterOrder *order)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = psq_letter_compose(letters, order, &error);
	g_assert_no_error(error);
	gsize len;
	const char *data = g_bytes_get_data(bytes, &len);
	return g_strndup(data, len);
}

static char *
plain_of(const PsqLetters *letters, const PsqLetterOrder *order)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqLetterText) text =
		psq_letter_write(letters, order, &error);
	g_assert_no_error(error);
	return psq_markup_plain(text->markup);
}

static void
assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL) {
		g_error("\"%s\" is not in:\n%s", part, text);
	}
}

static void
assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part) != NULL) {
		g_error("\"%s\" is in:\n%s", part, text);
	}
}

// RFC 5322, 2.1.1: 78 characters and CR LF; nothing but ASCII.
static void
assert_lines(const char *message)
{
	g_auto(GStrv) lines = g_strsplit(message, "\r\n", -1);
	for (size_t i = 0; lines[i] != NULL; i++) {
		g_assert_cmpuint(strlen(lines[i]), <=, 78);
		g_assert_null(strpbrk(lines[i], "\r\n"));
		g_assert_true(g_str_is_ascii(lines[i]));
	}
}

static void
test_languages(void)
{
	g_autoptr(PsqLetters) letters = read_letters();
	for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
		for (int kind = 0; kind < PSQ_LETTER_COUNT; kind++) {
			PsqLetterOrder order = order_of((PsqLetterKind)kind);
			order.language = languages[i];
			order.flags = (1U << PSQ_FLAG_COUNT) - 1;
			order.deadline = 739950;
			g_autofree char *plain = plain_of(letters, &order);
			assert_has(plain, order.number);
			assert_lacks(plain, "{");
			g_autofree char *mail = compose(letters, &order);
			assert_lines(mail);
		}
	}
}

static void
test_acknowledgement(void)
{
	g_autoptr(PsqLetters) letters = read_letters();
	PsqLetterOrder order = order_of(PSQ_LETTER_ACKNOWLEDGEMENT);
	g_autofree char *plain = plain_of(letters, &order);
	// R112-11-1: day of receipt, service, its address and phone.
	assert_has(plain, "24 novembre 2026 à 9 h 05");
	assert_has(plain, "Commissariat de Trévenans");
	assert_has(plain, "Lilas, 90000 Trévenans\n");
	assert_has(plain, "03 53 01 12 34");
	assert_has(plain, "psq@police.example");
	g_assert_true(g_str_has_prefix(plain, "Danger immédiat"));
	assert_lacks(plain, "plainte");
	g_autofree char *mail = compose(letters, &order);
	assert_has(mail, "Auto-Submitted: auto-replied\r\n");
	assert_has(mail, "In-Reply-To: <a1@poste.example>\r\n");
	assert_has(mail, "Message-Id: <90-2026-000123.1@police.example>\r\n");
}

static void
test_blocks(void)
{
	g_autoptr(PsqLetters) letters = read_letters();
	PsqLetterOrder order = order_of(PSQ_LETTER_ACKNOWLEDGEMENT);
	g_autofree char *none = plain_of(letters, &order);
	order.flags = 1U << PSQ_FLAG_COMPLAINT | 1U << PSQ_FLAG_OUT_OF_SCOPE;
	g_autofree char *two = plain_of(letters, &order);
	assert_has(two, "n'est pas une plainte");
	assert_has(two, "plainte-en-ligne.masecurite.interieur.gouv.fr");
	assert_has(two, "3237");
	assert_lacks(two, "rendez-vous par cette");
	order.flags |= 1U << PSQ_FLAG_DISTRESS;
	order.safe = true;
	g_autofree char *safe = plain_of(letters, &order);
	g_assert_cmpstr(safe, ==, none);
}

static void
test_other_language(void)
{
	g_autoptr(PsqLetters) letters = read_letters();
	PsqLetterOrder order = order_of(PSQ_LETTER_ACKNOWLEDGEMENT);
	order.language = "tr";
	g_autofree char *plain = plain_of(letters, &order);
	assert_has(plain, "Nous avons bien reçu votre message");
	assert_has(plain, "We received your message on 24 November 2026");
	order.language = NULL;
	g_autofree char *french = plain_of(letters, &order);
	assert_lacks(french, "We received");
	PsqLetterOrder alarm = order_of(PSQ_LETTER_ALARM); // in French only
	alarm.language = "tr";
	g_autofree char *ring = plain_of(letters, &alarm);
	assert_has(ring, "Ouvrez la liste des demandes");
}

static void
test_answer(void)
{
	g_autoptr(PsqLetters) letters = read_letters();
	PsqLetterOrder order = order_of(PSQ_LETTER_ANSWER);
	order.said = "# Titre\n\n    1. <b>gras</b> [x](y) *a* {if} \\ &amp;\n"
		     "ligne deux\n\n- fin";
	g_autofree char *plain = plain_of(letters, &order);
	assert_has(plain,
		"# Titre\n\n1. <b>gras</b> [x](y) *a* {if} \\ &amp;\n"
		"ligne deux\n\n- fin\n\nCommissariat de Trévenans");
	g_autoptr(PsqLetterText) text = psq_letter_write(letters, &order, NULL);
	g_autofree char *html = psq_markup_html(text->markup, "fr", "a<b");
	assert_has(html, "&lt;b&gt;gras&lt;/b&gt; [x](y) *a* {if}");
	assert_has(html, "<title>a&lt;b</title>");
	g_autofree char *mail = compose(letters, &order);
	assert_lacks(mail, "Auto-Submitted");
}

static void
test_files(void)
{
	g_autoptr(PsqLetters) letters = read_letters();
	g_autoptr(GBytes) bytes = g_bytes_new_static("\0\1\2\r\n.\r\n", 8);
	const PsqLetterFile file = {
		.name = "plan\r\nBcc: x@y.example \"é\".pdf",
		.type = "application/pdf\r\nX: y",
		.bytes = bytes,
	};
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	g_ptr_array_add(files, (gpointer)&file);
	PsqLetterOrder order = order_of(PSQ_LETTER_ANSWER);
	order.files = files;
	g_autofree char *message = compose(letters, &order);
	assert_lines(message);
	assert_lacks(message, "\r\nBcc:");
	assert_lacks(message, "\r\nX:");
	g_autoptr(PsqMail) mail =
		psq_mail_parse((const uint8_t *)message, strlen(message), NULL);
	g_assert_nonnull(mail);
	g_assert_cmpuint(mail->attachments->len, ==, 1);
}

static void
test_hostile_headers(void)
{
	g_autoptr(PsqLetters) letters = read_letters();
	g_autoptr(GPtrArray) references = g_ptr_array_new();
	g_ptr_array_add(references, (char *)"a@b>\r\nBcc: <x@y.example");
	g_ptr_array_add(references, (char *)"good@poste.example");
	PsqLetterOrder order = order_of(PSQ_LETTER_ACKNOWLEDGEMENT);
	order.station.name = "Police\r\nBcc: x@y.example";
	order.in_reply_to = "x\r\nBcc: y@z.example";
	order.references = references;
	g_autofree char *mail = compose(letters, &order);
	assert_lacks(mail, "\r\nBcc:");
	assert_lacks(mail, "In-Reply-To");
	assert_has(mail, "References: <good@poste.example>\r\n");
	assert_lines(mail);
}

static void
test_addresses(void)
{
	static const char *const good[] = {
		"lucie.martin@poste.example",
		"a+b_c'd@sub.poste-x.example",
	};
	static const char *const bad[] = {
		"",
		"lucie",
		"@poste.example",
		"lucie@",
		"lucie@poste",
		"a b@poste.example",
		"a@poste.example, b@poste.example",
		"a@b@poste.example",
		"a@poste.example\r\nBcc: b@poste.example",
		"a@poste.example>",
		"<a@poste.example>",
		"\"a b\"@poste.example",
		"a@[192.0.2.1]",
		".a@poste.example",
		"a..b@poste.example",
		"a@poste..example",
		"é@poste.example",
		"noreply@poste.example",
		"No-Reply-42@poste.example",
		"MAILER-DAEMON@poste.example",
		"liste-request@poste.example",
		"owner-liste@poste.example",
	};
	g_autofree char *local = g_strnfill(65, 'a');
	g_autofree char *long_local = g_strconcat(local, "@x.example", NULL);
	g_assert_false(psq_letter_address_is_good(long_local));
	for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
		g_assert_true(psq_letter_address_is_good(good[i]));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_test_message("%s", bad[i]);
		g_assert_false(psq_letter_address_is_good(bad[i]));
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "");
	g_test_init(&argc, &argv, NULL);
	psq_mail_init();
	g_test_add_func("/letters/languages", test_languages);
	g_test_add_func("/letters/acknowledgement", test_acknowledgement);
	g_test_add_func("/letters/blocks", test_blocks);
	g_test_add_func("/letters/other-language", test_other_language);
	g_test_add_func("/letters/answer", test_answer);
	g_test_add_func("/letters/files", test_files);
	g_test_add_func("/letters/hostile-headers", test_hostile_headers);
	g_test_add_func("/letters/addresses", test_addresses);
	return g_test_run();
}
