// reading-json.c - a reading as JSON: what psqctl explain prints, what is kept
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading-json.h"

#include "parsers/json.h"

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
	psq_json_string(b, "name", from != NULL ? from->name : NULL);
	psq_json_string(b, "address", from != NULL ? from->address : NULL);
	json_builder_end_object(b);
}

static void
add_contact(JsonBuilder *b, const PsqContact *contact)
{
	json_builder_set_member_name(b, "contact");
	json_builder_begin_object(b);
	psq_json_string(b, "surname", contact->surname);
	psq_json_string(b, "given_name", contact->given_name);
	psq_json_strings(b, "phones", contact->phones);
	psq_json_string(b, "channel", psq_channel_name(contact->channel));
	json_builder_set_member_name(b, "anonymous");
	json_builder_add_boolean_value(b, contact->anonymous);
	json_builder_end_object(b);
}

static const char *
passage_text(const PsqReading *reading, const char *name)
{
	const PsqAddress *from = reading->mail->from;
	const struct {
		const char *name;
		const char *text;
	} passages[] = {
		{ "said", reading->words->said },
		{ "signature", reading->words->signature },
		{ "quoted", reading->words->quoted },
		{ "subject", reading->mail->subject },
		{ "from", from != NULL ? from->name : NULL },
		{ "address", from != NULL ? from->address : NULL },
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
		psq_json_string(b, "of", e->of);
		psq_json_string(b, "from", e->from);
		psq_json_int(b, "start", start);
		psq_json_int(b, "end", start + g_utf8_strlen(e->text, -1));
		psq_json_string(b, "text", e->text);
		psq_json_string(b, "why", e->why);
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
		psq_json_string(b, "name", a->name);
		psq_json_string(b, "type", a->type);
		psq_json_int(b, "size", (gint64)a->size);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

char *
psq_reading_to_json(const PsqReading *reading, const char *file)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	json_builder_begin_object(b);
	if (file != NULL) {
		psq_json_string(b, "file", file);
	}
	psq_json_string(b, "kind", psq_kind_name(reading->kind));
	psq_json_string(b, "subject", reading->mail->subject);
	add_from(b, reading->mail->from);
	psq_json_string(b, "message_id", reading->mail->message_id);
	psq_json_string(b, "said", reading->words->said);
	psq_json_string(b, "quoted", reading->words->quoted);
	psq_json_string(b, "signature", reading->words->signature);
	add_flags(b, reading);
	psq_json_string(b, "topic", psq_topic_name(reading->topic));
	psq_json_string(b, "language", reading->language);
	add_contact(b, &reading->contact);
	psq_json_string(b, "place", reading->place);
	psq_json_string(b, "ticket_ref", reading->ticket_ref);
	json_builder_set_member_name(b, "evidence");
	add_evidence(b, reading);
	json_builder_set_member_name(b, "attachments");
	add_attachments(b, reading->mail);
	psq_json_strings(b, "notes", reading->mail->notes);
	json_builder_end_object(b);
	return psq_json_line(b);
}

char *
psq_reading_error_json(const char *file, const char *reason)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	json_builder_begin_object(b);
	psq_json_string(b, "file", file);
	psq_json_string(b, "error", reason);
	json_builder_end_object(b);
	return psq_json_line(b);
}

char *
psq_reading_evidence_json(const PsqReading *reading)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	add_evidence(b, reading);
	return psq_json_line(b);
}

char *
psq_reading_attachments_json(const PsqReading *reading)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	add_attachments(b, reading->mail);
	return psq_json_line(b);
}
