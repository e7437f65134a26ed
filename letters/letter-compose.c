// letter-compose.c - a letter as a message: headers, text, HTML, files
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/letter.h"

#include "letters/markup.h"
#include "parsers/gmime-auto.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeTextPart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)

// RFC 5321, 4.5.3.1.
enum { MAX_LOCAL = 64, MAX_ADDRESS = 254 };

// RFC 3834, 2: whom a program must not answer. A "*" stands for the rest.
static const char *const deaf[] = {
	"noreply*",
	"no-reply*",
	"no_reply*",
	"ne-pas-repondre*",
	"nepasrepondre*",
	"donotreply*",
	"do-not-reply*",
	"mailer-daemon",
	"postmaster",
	"bounce*",
	"*-request",
	"owner-*",
	"*-owner",
	"listserv",
	"majordomo",
};

static bool
is_deaf(const char *local)
{
	g_autofree char *folded = g_ascii_strdown(local, -1);
	for (size_t i = 0; i < G_N_ELEMENTS(deaf); i++) {
		if (g_pattern_match_simple(deaf[i], folded)) {
			return true;
		}
	}
	return false;
}

// RFC 5321, 4.1.2: atoms parted by dots. Quoted strings and address literals
// are nobody's who writes to a police station.
static bool
is_dotted(const char *text, size_t len, const char *also)
{
	bool atom = false;
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '.') {
			if (!atom) {
				return false;
			}
			atom = false;
		} else if (g_ascii_isalnum(text[i]) ||
			strchr(also, text[i]) != NULL) {
			atom = true;
		} else {
			return false;
		}
	}
	return atom;
}

bool
psq_letter_address_is_good(const char *address)
{
	const char *at = strchr(address, '@');
	if (at == NULL || strlen(address) > MAX_ADDRESS ||
		at - address > MAX_LOCAL) {
		return false;
	}
	g_autofree char *local = g_strndup(address, (gsize)(at - address));
	return is_dotted(local, strlen(local), "!#$%&'*+-/=?^_`{|}~") &&
		is_dotted(at + 1, strlen(at + 1), "-") &&
		strchr(at + 1, '.') != NULL && !is_deaf(local);
}

static GMimeObject *
text_part(const char *subtype, const char *text)
{
	GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);
	g_mime_text_part_set_charset(part, "utf-8");
	g_mime_text_part_set_text(part, text);
	g_mime_part_set_content_encoding(
		GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	return GMIME_OBJECT(part);
}

static void
multipart_take(GMimeMultipart *multipart, GMimeObject *part)
{
	g_mime_multipart_add(multipart, part);
	g_object_unref(part);
}

// RFC 2046, 5.1.1: a boundary that can't stand in quoted-printable or base64
// text, the same each time for the same letter.
static GMimeMultipart *
multipart_new(const char *subtype, const char *message_id)
{
	GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
	g_autofree char *sum = g_compute_checksum_for_string(
		G_CHECKSUM_SHA256, message_id, -1);
	g_autofree char *boundary = g_strdup_printf("=_%s_%.16s", subtype, sum);
	g_mime_multipart_set_boundary(multipart, boundary);
	return multipart;
}

static GMimeObject *
file_part(const PsqLetterFile *file)
{
	g_auto(GStrv) type = g_strsplit(file->type, "/", 2);
	bool known = type[0] != NULL && type[1] != NULL &&
		is_dotted(type[0], strlen(type[0]), "-+_") &&
		is_dotted(type[1], strlen(type[1]), "-+_");
	GMimePart *part =
		g_mime_part_new_with_type(known ? type[0] : "application",
			known ? type[1] : "octet-stream");
	gsize len = 0;
	const void *bytes = g_bytes_get_data(file->bytes, &len);
	g_autoptr(GMimeStream) stream =
		g_mime_stream_mem_new_with_buffer(bytes, len);
	g_autoptr(GMimeDataWrapper) content =
		g_mime_data_wrapper_new_with_stream(
			stream, GMIME_CONTENT_ENCODING_DEFAULT);
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_mime_part_set_filename(part, file->name);
	g_mime_object_set_disposition(GMIME_OBJECT(part), "attachment");
	return GMIME_OBJECT(part);
}

static GMimeObject *
body_of(const PsqLetterOrder *order, const PsqLetterText *text)
{
	g_autofree char *plain = psq_markup_plain(text->markup);
	g_autofree char *html =
		psq_markup_html(text->markup, text->language, text->subject);
	GMimeMultipart *both = multipart_new("alternative", order->message_id);
	multipart_take(both, text_part("plain", plain));
	multipart_take(both, text_part("html", html));
	if (order->files == NULL || order->files->len == 0) {
		return GMIME_OBJECT(both);
	}
	GMimeMultipart *all = multipart_new("mixed", order->message_id);
	multipart_take(all, GMIME_OBJECT(both));
	for (guint i = 0; i < order->files->len; i++) {
		multipart_take(
			all, file_part(g_ptr_array_index(order->files, i)));
	}
	return GMIME_OBJECT(all);
}

static void
set_header(GMimeMessage *message, const char *name, const char *value)
{
	g_mime_object_set_header(GMIME_OBJECT(message), name, value, NULL);
}

// A Message-ID of somebody else goes into our header only if it is one: what
// the sender wrote there may be anything.
static bool
is_message_id(const char *id)
{
	const char *at = strchr(id, '@');
	for (const char *c = id; *c != '\0'; c++) {
		if (*c <= ' ' || *c >= 0x7f || strchr("<>(),;\\\"", *c)) {
			return false;
		}
	}
	return at != NULL && at != id && at[1] != '\0' &&
		strlen(id) <= MAX_ADDRESS;
}

// RFC 5322, 3.6.4. The whole may be long: folded between the identifiers.
static void
set_thread(GMimeMessage *message, const PsqLetterOrder *order)
{
	g_autoptr(GString) references = g_string_new(NULL);
	guint count = order->references != NULL ? order->references->len : 0;
	for (guint i = 0; i < count; i++) {
		const char *id = g_ptr_array_index(order->references, i);
		if (is_message_id(id) && g_strcmp0(id, order->in_reply_to)) {
			g_string_append_printf(references, "<%s> ", id);
		}
	}
	if (order->in_reply_to != NULL && is_message_id(order->in_reply_to)) {
		g_autofree char *parent =
			g_strdup_printf("<%s>", order->in_reply_to);
		set_header(message, "In-Reply-To", parent);
		g_string_append(references, parent);
	}
	if (references->len > 0) {
		set_header(message, "References", g_strchomp(references->str));
	}
}

static void
set_headers(GMimeMessage *message, const PsqLetterOrder *order,
	const PsqLetterText *text)
{
	g_autoptr(GDateTime) date =
		g_date_time_new_from_unix_utc(order->sent_at);
	g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM,
		order->station.name, order->station.mail);
	g_mime_message_add_mailbox(
		message, GMIME_ADDRESS_TYPE_TO, NULL, order->to);
	g_mime_message_set_subject(message, text->subject, "utf-8");
	g_mime_message_set_date(message, date);
	g_mime_message_set_message_id(message, order->message_id);
	set_thread(message, order);
	set_header(message, "Content-Language", text->language);
	if (order->kind != PSQ_LETTER_ANSWER) {
		set_header(message, "Auto-Submitted",
			order->kind == PSQ_LETTER_ACKNOWLEDGEMENT
				? "auto-replied"
				: "auto-generated");
		set_header(message, "X-Auto-Response-Suppress", "All");
	}
}

static GBytes *
message_bytes(GMimeMessage *message)
{
	g_autoptr(GMimeFormatOptions) format = g_mime_format_options_new();
	g_mime_format_options_set_newline_format(
		format, GMIME_NEWLINE_FORMAT_DOS);
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
	g_mime_object_write_to_stream(GMIME_OBJECT(message), format, stream);
	GByteArray *bytes =
		g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	return g_bytes_new(bytes->data, bytes->len);
}

GBytes *
psq_letter_compose(
	const PsqLetters *letters, const PsqLetterOrder *order, GError **error)
{
	if (!psq_letter_address_is_good(order->to)) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"the address can't be written to");
	}
	g_autoptr(PsqLetterText) text = psq_letter_write(letters, order, error);
	if (text == NULL) {
		return NULL;
	}
	g_autoptr(GMimeMessage) message = g_mime_message_new(TRUE);
	set_headers(message, order, text);
	GMimeObject *body = body_of(order, text);
	g_mime_message_set_mime_part(message, body);
	g_object_unref(body);
	return message_bytes(message);
}
