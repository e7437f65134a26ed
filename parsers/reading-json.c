// reading-json.c - a reading as JSON: what psqctl explain prints, what is kept
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading-json.h"

#include <json-glib/json-glib.h>

static void
add_string(JsonBuilder *b, const char *key, const char *value)
{
	json_builder_set_member_name(b, key);
	if (value == NULL) {
		json_builder_add_null_value(b);
	} else {
		json_builder_add_string_value(b, value);
	}
}

static void
add_flags(JsonBuilder *b, const PsqReading *reading)
{
	json_builder_set_member_name(b, "flags");
	json_builder_begin_array(b);
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (reading->flags[i]) {
			json_builder_add_string_value(
				b, psq_flag_name((PsqFlag)i));
		}
	}
	json_builder_end_array(b);
}

static void
add_from(JsonBuilder *b, const PsqAddress *from)
{
	json_builder_set_member_name(b, "from");
	json_builder_begin_object(b);
	add_string(b, "name", from != NULL ? from->name : NULL);
	add_string(b, "address", from != NULL ? from->address : NULL);
	json_builder_end_object(b);
}

static void
add_contact(JsonBuilder *b, const PsqContact *contact)
{
	json_builder_set_member_name(b, "contact");
	json_builder_begin_object(b);
	add_string(b, "surname", contact->surname);
	add_string(b, "given_name", contact->given_name);
	json_builder_set_member_name(b, "phones");
	json_builder_begin_array(b);
	for (guint i = 0; i < contact->phones->len; i++) {
		json_builder_add_string_value(
			b, g_ptr_array_index(contact->phones, i));
	}
	json_builder_end_array(b);
	add_string(b, "channel", psq_channel_name(contact->channel));
	json_builder_set_member_name(b, "anonymous");
	json_builder_add_boolean_value(b, contact->anonymous);
	json_builder_end_object(b);
}

static const char *
passage_text(const PsqReading *reading, const char *name)
{
	const struct {
		const char *name;
		const char *text;
	} passages[] = {
		{ "said", reading->words->said },
		{ "signature", reading->words->signature },
		{ "quoted", reading->words->quoted },
		{ "subject", reading->mail->subject },
		{ "from",
			reading->mail->from ? reading->mail->from->name
					    : NULL },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(passages); i++) {
		if (g_str_equal(passages[i].name, name)) {
			return passages[i].text;
		}
	}
	return NULL;
}

static void
add_evidence(JsonBuilder *b, const PsqReading *reading)
{
	json_builder_begin_array(b);
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = g_ptr_array_index(reading->evidence, i);
		const char *text = passage_text(reading, e->from);
		glong start = text != NULL
			? g_utf8_pointer_to_offset(text, text + e->span.start)
			: 0;
		json_builder_begin_object(b);
		add_string(b, "of", e->of);
		add_string(b, "from", e->from);
		json_builder_set_member_name(b, "start");
		json_builder_add_int_value(b, start);
		json_builder_set_member_name(b, "end");
		json_builder_add_int_value(
			b, start + g_utf8_strlen(e->text, -1));
		add_string(b, "text", e->text);
		add_string(b, "why", e->why);
		json_builder_set_member_name(b, "score");
		json_builder_add_double_value(b, e->score);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void
add_attachments(JsonBuilder *b, const PsqMail *mail)
{
	json_builder_begin_array(b);
	for (guint i = 0; i < mail->attachments->len; i++) {
		const PsqAttachment *a =
			g_ptr_array_index(mail->attachments, i);
		json_builder_begin_object(b);
		add_string(b, "name", a->name);
		add_string(b, "type", a->type);
		json_builder_set_member_name(b, "size");
		json_builder_add_int_value(b, (gint64)a->size);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

static void
add_notes(JsonBuilder *b, const PsqMail *mail)
{
	json_builder_set_member_name(b, "notes");
	json_builder_begin_array(b);
	for (guint i = 0; i < mail->notes->len; i++) {
		json_builder_add_string_value(
			b, g_ptr_array_index(mail->notes, i));
	}
	json_builder_end_array(b);
}

static char *
finish(JsonBuilder *b)
{
	g_autoptr(JsonNode) root = json_builder_get_root(b);
	return json_to_string(root, FALSE);
}

char *
psq_reading_to_json(const PsqReading *reading, const char *file)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	json_builder_begin_object(b);
	if (file != NULL) {
		add_string(b, "file", file);
	}
	add_string(b, "kind", psq_kind_name(reading->kind));
	add_string(b, "subject", reading->mail->subject);
	add_from(b, reading->mail->from);
	add_string(b, "message_id", reading->mail->message_id);
	add_string(b, "said", reading->words->said);
	add_string(b, "quoted", reading->words->quoted);
	add_string(b, "signature", reading->words->signature);
	add_flags(b, reading);
	add_string(b, "topic", psq_topic_name(reading->topic));
	add_string(b, "language", reading->language);
	add_contact(b, &reading->contact);
	add_string(b, "place", reading->place);
	add_string(b, "ticket_ref", reading->ticket_ref);
	json_builder_set_member_name(b, "evidence");
	add_evidence(b, reading);
	json_builder_set_member_name(b, "attachments");
	add_attachments(b, reading->mail);
	add_notes(b, reading->mail);
	json_builder_end_object(b);
	return finish(b);
}

char *
psq_reading_error_json(const char *file, const char *reason)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	json_builder_begin_object(b);
	add_string(b, "file", file);
	add_string(b, "error", reason);
	json_builder_end_object(b);
	return finish(b);
}

char *
psq_reading_evidence_json(const PsqReading *reading)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	add_evidence(b, reading);
	return finish(b);
}

char *
psq_reading_attachments_json(const PsqReading *reading)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	add_attachments(b, reading->mail);
	return finish(b);
}
