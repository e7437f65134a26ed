// head.c - the fields of a message's own head
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/head.h"

#include "parsers/address.h"
#include "parsers/header.h"
#include "parsers/limits.h"
#include "parsers/param.h"
#include "parsers/part.h"

#include <string.h>

void
psq_header_free(PsqHeader *header)
{
	if (header == NULL) {
		return;
	}
	g_free(header->name);
	g_free(header->value);
	g_free(header);
}

// GMime keeps the fields of a message in two lists: Content-* with its body,
// the others with itself.
static void
collect(GMimeObject *object, GPtrArray *fields)
{
	if (object == NULL) {
		return;
	}
	GMimeHeaderList *list = g_mime_object_get_header_list(object);
	int count = g_mime_header_list_get_count(list);
	for (int i = 0; i < count; i++) {
		g_ptr_array_add(
			fields, g_mime_header_list_get_header_at(list, i));
	}
}

static int
by_offset(gconstpointer a, gconstpointer b)
{
	GMimeHeader *const *x = a;
	GMimeHeader *const *y = b;
	gint64 first = g_mime_header_get_offset(*x);
	gint64 second = g_mime_header_get_offset(*y);
	return (first > second) - (first < second);
}

// All fields in the order of the message (GMimeHeader, borrowed).
static GPtrArray *
fields_of(GMimeMessage *message)
{
	GPtrArray *fields = g_ptr_array_new();
	collect(GMIME_OBJECT(message), fields);
	collect(g_mime_message_get_mime_part(message), fields);
	g_ptr_array_sort(fields, by_offset);
	return fields;
}

static const char *
raw_value(GMimeHeader *field)
{
	const char *raw = g_mime_header_get_raw_value(field);
	return raw != NULL ? raw : "";
}

static bool
is_named(GMimeHeader *field, const char *name)
{
	return g_ascii_strcasecmp(g_mime_header_get_name(field), name) == 0;
}

// The raw value of the first field called name, or NULL.
static const char *
raw_field(const GPtrArray *fields, const char *name)
{
	for (guint i = 0; i < fields->len; i++) {
		if (is_named(fields->pdata[i], name)) {
			return raw_value(fields->pdata[i]);
		}
	}
	return NULL;
}

static void
copy_headers(const GPtrArray *fields, GPtrArray *headers)
{
	for (guint i = 0; i < fields->len; i++) {
		PsqHeader *header = g_new0(PsqHeader, 1);
		header->name = psq_header_text(
			g_mime_header_get_name(fields->pdata[i]));
		header->value = psq_header_text(raw_value(fields->pdata[i]));
		g_ptr_array_add(headers, header);
	}
}

static GPtrArray *
addresses_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)psq_address_free);
}

// The first mailbox of the field that can be answered, else the first.
static PsqAddress *
first_mailbox(const GPtrArray *fields, const char *name)
{
	const char *raw = raw_field(fields, name);
	if (raw == NULL) {
		return NULL;
	}
	g_autoptr(GPtrArray) list = addresses_new();
	(void)psq_address_parse(raw, list, PSQ_MAX_ADDRESSES);
	for (guint i = 0; i < list->len; i++) {
		const PsqAddress *mailbox = list->pdata[i];
		if (mailbox->address != NULL) {
			return g_ptr_array_steal_index(list, i);
		}
	}
	return list->len > 0 ? g_ptr_array_steal_index(list, 0) : NULL;
}

// To and Cc, each at most PSQ_MAX_ADDRESSES.
static void
read_recipients(const GPtrArray *fields, PsqMail *mail)
{
	bool all = true;
	for (guint i = 0; i < fields->len && all; i++) {
		GMimeHeader *field = fields->pdata[i];
		if (is_named(field, "To") || is_named(field, "Cc")) {
			guint max = MIN(mail->to->len + PSQ_MAX_ADDRESSES,
				2 * PSQ_MAX_ADDRESSES);
			all = psq_address_parse(
				raw_value(field), mail->to, max);
		}
	}
	if (!all) {
		g_autofree char *note = g_strdup_printf(
			"plus de %d destinataires : les autres sont laissés "
			"de côté",
			PSQ_MAX_ADDRESSES);
		psq_mail_note(mail->notes, note);
	}
}

static void
read_ids(const GPtrArray *fields, PsqMail *mail)
{
	mail->message_id = psq_header_id(raw_field(fields, "Message-ID"));
	mail->in_reply_to = psq_header_id(raw_field(fields, "In-Reply-To"));
	const char *references = raw_field(fields, "References");
	mail->references = psq_header_ids(references != NULL ? references : "");
}

static void
read_type(const GPtrArray *fields, GMimeMessage *message, PsqMail *mail)
{
	GMimeObject *body = g_mime_message_get_mime_part(message);
	mail->content_type =
		body != NULL ? psq_part_type(body) : g_strdup("text/plain");
	if (strcmp(mail->content_type, "multipart/report") != 0) {
		return;
	}
	g_autofree char *type =
		psq_param_get(raw_field(fields, "Content-Type"), "report-type");
	mail->report_type = type != NULL ? g_ascii_strdown(type, -1) : NULL;
}

void
psq_head_read(PsqMail *mail, GMimeMessage *message)
{
	g_autoptr(GPtrArray) fields = fields_of(message);
	copy_headers(fields, mail->headers);
	const char *subject = raw_field(fields, "Subject");
	mail->subject = subject != NULL ? psq_header_text(subject) : NULL;
	mail->from = first_mailbox(fields, "From");
	mail->reply_to = first_mailbox(fields, "Reply-To");
	mail->date =
		psq_header_date(raw_field(fields, "Date"), &mail->utc_offset);
	read_recipients(fields, mail);
	read_ids(fields, mail);
	read_type(fields, message, mail);
}
