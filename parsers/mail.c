// mail.c - bytes of RFC 5322 in, a plain description of the message out
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/mail.h"

#include "parsers/address.h"
#include "parsers/attachment.h"
#include "parsers/body.h"
#include "parsers/head.h"
#include "parsers/html-text.h"
#include "parsers/limits.h"
#include "parsers/mail-build.h"
#include "parsers/piece.h"
#include "parsers/prescan.h"

#include <string.h>

// What is decoded of all texts together; UTF-16 takes two bytes for one.
enum { MAX_DECODED_BYTES = 2 * PSQ_MAX_TEXT_BYTES };

void
psq_mail_init(void)
{
	static gsize once = 0;
	if (g_once_init_enter(&once)) {
		g_mime_init();
		psq_html_text_init();
		g_once_init_leave(&once, 1);
	}
}

static PsqMail *
mail_new(void)
{
	PsqMail *mail = g_new0(PsqMail, 1);
	mail->to = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_address_free);
	mail->headers =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_header_free);
	mail->attachments = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_attachment_free);
	mail->notes = g_ptr_array_new_with_free_func(g_free);
	mail->quote_at = -1;
	return mail;
}

void
psq_mail_free(PsqMail *mail)
{
	if (mail == NULL) {
		return;
	}
	g_free(mail->subject);
	psq_address_free(mail->from);
	psq_address_free(mail->reply_to);
	g_ptr_array_unref(mail->to);
	g_free(mail->message_id);
	g_free(mail->in_reply_to);
	g_clear_pointer(&mail->references, g_ptr_array_unref);
	g_ptr_array_unref(mail->headers);
	g_free(mail->content_type);
	g_free(mail->report_type);
	g_free(mail->original_id);
	g_free(mail->text);
	g_ptr_array_unref(mail->attachments);
	psq_mail_free(mail->forwarded);
	g_ptr_array_unref(mail->notes);
	g_free(mail);
}

const char *
psq_mail_header(const PsqMail *mail, const char *name)
{
	for (guint i = 0; i < mail->headers->len; i++) {
		const PsqHeader *header = mail->headers->pdata[i];
		if (g_ascii_strcasecmp(header->name, name) == 0) {
			return header->value;
		}
	}
	return NULL;
}

void
psq_mail_note(GPtrArray *notes, const char *note)
{
	if (!g_ptr_array_find_with_equal_func(notes, note, g_str_equal, NULL)) {
		g_ptr_array_add(notes, g_strdup(note));
	}
}

PsqMail *
psq_mail_build(
	GMimeMessage *message, PsqAllowance *allowance, unsigned int depth)
{
	PsqMail *mail = mail_new();
	psq_head_read(mail, message);
	psq_body_read(mail, message, allowance, depth);
	return mail;
}

static void
take_text(PsqMail *mail, const uint8_t *bytes, size_t len, const char *note)
{
	g_autoptr(GPtrArray) pieces = psq_pieces_new();
	g_ptr_array_add(pieces, psq_piece_from_bytes((const char *)bytes, len));
	psq_pieces_join(pieces, mail);
	if (*mail->text != '\0') {
		psq_mail_note(mail->notes, note);
	}
}

// What has no head that GMime knows is all text.
static PsqMail *
mail_from_text(const uint8_t *bytes, size_t len)
{
	PsqMail *mail = mail_new();
	mail->references = g_ptr_array_new_with_free_func(g_free);
	mail->content_type = g_strdup("text/plain");
	take_text(mail, bytes, len,
		"message sans en-tête : pris comme texte brut");
	return mail;
}

// GMime takes the text for broken fields where the blank line after the head
// is missing.
static void
find_lost_text(PsqMail *mail, const uint8_t *bytes, size_t len)
{
	if (*mail->text == '\0' && mail->attachments->len == 0) {
		size_t at = psq_prescan_open_head(bytes, len);
		take_text(mail, bytes + at, len - at,
			"en-tête sans fin : la suite est prise comme texte");
	}
}

// GMime reads the bytes where they are; array only borrows them.
static GMimeMessage *
message_parse(GByteArray *array)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), array);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
	return g_mime_parser_construct_message(parser, NULL);
}

// Past a byte order mark and blank lines, which would be an empty head.
static size_t
leading_bytes(const uint8_t *bytes, size_t len)
{
	size_t at = 0;
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		at = 3;
	}
	while (at < len && (bytes[at] == '\n' || bytes[at] == '\r')) {
		at++;
	}
	return at;
}

// What of the bytes is handed to GMime: all of them where they are, or a copy
// with a shorter head.
static GByteArray *
bounded_bytes(const uint8_t *bytes, size_t len, GPtrArray *notes)
{
	PsqPrescan found = psq_prescan(bytes, len);
	size_t keep = found.keep;
	if (keep < len) {
		psq_mail_note(notes,
			"trop de parties ou d'en-têtes : la suite du message "
			"est laissée de côté");
	}
	if (!found.long_head) {
		return g_byte_array_new_take((guint8 *)bytes, keep);
	}
	psq_mail_note(notes,
		"en-tête démesuré : seuls les champs utiles en ont été lus");
	GByteArray *copy = psq_prescan_shorten(bytes, found.head);
	size_t rest = keep > found.head ? keep - found.head : 0;
	if (rest > PSQ_MAX_COPY_BYTES) {
		rest = PSQ_MAX_COPY_BYTES;
		psq_mail_note(
			notes, "message démesuré : la fin n'a pas été lue");
	}
	g_byte_array_append(copy, bytes + found.head, (guint)rest);
	return copy;
}

static PsqMail *
build_bounded(const uint8_t *bytes, size_t len, PsqAllowance *allowance,
	unsigned int depth)
{
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	GByteArray *array = bounded_bytes(bytes, len, notes);
	GMimeMessage *message = message_parse(array);
	PsqMail *mail = message != NULL
		? psq_mail_build(message, allowance, depth)
		: mail_from_text(bytes, len);
	find_lost_text(mail, bytes, len);
	g_clear_object(&message);
	if (array->data == bytes) {
		(void)g_byte_array_steal(array, NULL);
	}
	g_byte_array_unref(array);
	for (guint i = 0; i < notes->len; i++) {
		psq_mail_note(mail->notes, notes->pdata[i]);
	}
	return mail;
}

PsqMail *
psq_mail_build_bytes(const uint8_t *bytes, size_t len, PsqAllowance *allowance,
	unsigned int depth, GError **error)
{
	if (len > G_MAXINT32) {
		(void)psq_fail(error, PSQ_ERR_MESSAGE,
			"message is longer than %d bytes", G_MAXINT32);
		return NULL;
	}
	if (len == 0) {
		bytes = (const uint8_t *)""; // NULL is allowed then
	}
	size_t skip = leading_bytes(bytes, len);
	return build_bounded(bytes + skip, len - skip, allowance, depth);
}

PsqMail *
psq_mail_parse(const uint8_t *bytes, size_t len, GError **error)
{
	PsqAllowance allowance = {
		.parts = PSQ_MAX_PARTS,
		.text = MAX_DECODED_BYTES,
		.html = PSQ_MAX_HTML_BYTES,
	};
	return psq_mail_build_bytes(bytes, len, &allowance, 0, error);
}
