// reading-json.c - a reading as JSON: what psqctl explain prints, what is kept
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading-json.h"

#include "parsers/json-text.h"

#include <string.h>

static void
add_flags(GString *out, const PsqReading *reading)
{
	psq_json_put_open(out, "flags", '[');
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (reading->flags[i]) {
			psq_json_put_string(
				out, NULL, psq_flag_name((PsqFlag)i));
		}
	}
	psq_json_put_close(out, ']');
}

static void
add_from(GString *out, const PsqAddress *from)
{
	psq_json_put_open(out, "from", '{');
	psq_json_put_string(out, "name", from != NULL ? from->name : NULL);
	psq_json_put_string(
		out, "address", from != NULL ? from->address : NULL);
	psq_json_put_close(out, '}');
}

static void
add_contact(GString *out, const PsqContact *contact)
{
	psq_json_put_open(out, "contact", '{');
	psq_json_put_string(out, "surname", contact->surname);
	psq_json_put_string(out, "given_name", contact->given_name);
	psq_json_put_strings(out, "phones", contact->phones);
	psq_json_put_string(out, "channel", psq_channel_name(contact->channel));
	psq_json_put_bool(out, "anonymous", contact->anonymous);
	psq_json_put_string(out, "call_hours", contact->call_hours);
	psq_json_put_close(out, '}');
}

static void
add_commune(GString *out, const PsqReading *reading)
{
	if (reading->commune == NULL) {
		psq_json_put_string(out, "commune", NULL);
		return;
	}
	psq_json_put_open(out, "commune", '{');
	psq_json_put_string(out, "code", reading->commune);
	psq_json_put_string(out, "name", reading->commune_name);
	psq_json_put_close(out, '}');
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

static int64_t
count_characters(const char *text, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t inner = 0; // bytes inside of characters: 10xxxxxx
	size_t i = 0;
	for (; i + sizeof ones <= len; i += sizeof ones) {
		uint64_t eight;
		memcpy(&eight, text + i, sizeof eight);
		inner += (((eight >> 7) & (~eight >> 6) & ones) * ones) >> 56;
	}
	for (; i < len; i++) {
		inner += ((guchar)text[i] & 0xc0) == 0x80;
	}
	return (int64_t)(len - inner);
}

static void
add_evidence(GString *out, const char *key, const PsqReading *reading)
{
	psq_json_put_open(out, key, '[');
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = g_ptr_array_index(reading->evidence, i);
		const char *text = passage_text(reading, e->from);
		int64_t start = text != NULL
			? count_characters(text, e->span.start)
			: 0;
		psq_json_put_open(out, NULL, '{');
		psq_json_put_string(out, "of", e->of);
		psq_json_put_string(out, "from", e->from);
		psq_json_put_int(out, "start", start);
		psq_json_put_int(out, "end",
			start + count_characters(e->text, strlen(e->text)));
		psq_json_put_string(out, "text", e->text);
		psq_json_put_string(out, "why", e->why);
		psq_json_put_real(out, "score", e->score);
		psq_json_put_close(out, '}');
	}
	psq_json_put_close(out, ']');
}

static void
add_attachments(GString *out, const char *key, const PsqMail *mail)
{
	psq_json_put_open(out, key, '[');
	for (guint i = 0; i < mail->attachments->len; i++) {
		const PsqAttachment *a =
			g_ptr_array_index(mail->attachments, i);
		psq_json_put_open(out, NULL, '{');
		psq_json_put_string(out, "name", a->name);
		psq_json_put_string(out, "type", a->type);
		psq_json_put_int(out, "size", (gint64)a->size);
		psq_json_put_close(out, '}');
	}
	psq_json_put_close(out, ']');
}

char *
psq_reading_to_json(const PsqReading *reading, const char *file)
{
	GString *out = g_string_sized_new(1024);
	psq_json_put_open(out, NULL, '{');
	if (file != NULL) {
		psq_json_put_string(out, "file", file);
	}
	psq_json_put_string(out, "kind", psq_kind_name(reading->kind));
	psq_json_put_string(out, "subject", reading->mail->subject);
	add_from(out, reading->mail->from);
	psq_json_put_string(out, "message_id", reading->mail->message_id);
	psq_json_put_string(out, "said", reading->words->said);
	psq_json_put_string(out, "quoted", reading->words->quoted);
	psq_json_put_string(out, "signature", reading->words->signature);
	add_flags(out, reading);
	psq_json_put_string(out, "topic", psq_topic_name(reading->topic));
	psq_json_put_string(out, "language", reading->language);
	add_contact(out, &reading->contact);
	psq_json_put_string(out, "place", reading->place);
	add_commune(out, reading);
	psq_json_put_string(out, "ticket_ref", reading->ticket_ref);
	add_evidence(out, "evidence", reading);
	add_attachments(out, "attachments", reading->mail);
	psq_json_put_strings(out, "notes", reading->mail->notes);
	psq_json_put_close(out, '}');
	return g_string_free(out, FALSE);
}

char *
psq_reading_error_json(const char *file, const char *reason)
{
	GString *out = g_string_sized_new(1024);
	psq_json_put_open(out, NULL, '{');
	psq_json_put_string(out, "file", file);
	psq_json_put_string(out, "error", reason);
	psq_json_put_close(out, '}');
	return g_string_free(out, FALSE);
}

char *
psq_reading_evidence_json(const PsqReading *reading)
{
	GString *out = g_string_sized_new(1024);
	add_evidence(out, NULL, reading);
	return g_string_free(out, FALSE);
}

char *
psq_reading_attachments_json(const PsqReading *reading)
{
	GString *out = g_string_sized_new(1024);
	add_attachments(out, NULL, reading->mail);
	return g_string_free(out, FALSE);
}
