// reading-params.c - a reading as the database's type psq.reading
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/reading-params.h"

#include "parsers/reading-json.h"

static void
add_flags(PsqParams *params, const PsqReading *reading)
{
	g_autoptr(GPtrArray) flags = g_ptr_array_new();
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (reading->flags[i]) {
			g_ptr_array_add(
				flags, (gpointer)psq_flag_name((PsqFlag)i));
		}
	}
	psq_params_texts(params, flags);
}

// The letter that a report returns is referred to as well.
static void
add_references(PsqParams *params, const PsqMail *mail)
{
	g_autoptr(GPtrArray) references = g_ptr_array_new();
	for (guint i = 0; i < mail->references->len; i++) {
		g_ptr_array_add(
			references, g_ptr_array_index(mail->references, i));
	}
	if (mail->original_id != NULL) {
		g_ptr_array_add(references, mail->original_id);
	}
	psq_params_texts(params, references);
}

static void
add_mail(PsqParams *params, const PsqMail *mail)
{
	psq_params_text(params, mail->message_id);
	psq_params_text(params, mail->in_reply_to);
	add_references(params, mail);
	psq_params_text(params, mail->from ? mail->from->name : NULL);
	psq_params_text(params, mail->from ? mail->from->address : NULL);
	psq_params_text(params, mail->subject);
}

static void
add_words(PsqParams *params, const PsqReading *reading)
{
	psq_params_text(params, reading->words->said);
	psq_params_text(params, reading->words->quoted);
	psq_params_text(params, reading->words->signature);
	psq_params_text(params, reading->language);
}

static void
add_contact(PsqParams *params, const PsqContact *contact)
{
	psq_params_text(params, contact->surname);
	psq_params_text(params, contact->given_name);
	psq_params_texts(params, contact->phones);
	psq_params_text(params, psq_channel_name(contact->channel));
	psq_params_bool(params, contact->anonymous);
	psq_params_text(params, contact->call_hours);
}

void
psq_params_reading(PsqParams *params, const PsqReading *reading)
{
	const PsqMail *mail = reading->mail;
	g_autofree char *attachments = psq_reading_attachments_json(reading);
	g_autofree char *evidence = psq_reading_evidence_json(reading);
	psq_params_text(params, psq_kind_name(reading->kind));
	add_mail(params, mail);
	add_words(params, reading);
	psq_params_int(params, mail->date);
	psq_params_int(params, mail->utc_offset);
	psq_params_text(params, attachments);
	psq_params_texts(params, mail->notes);
	psq_params_text(params, evidence);
	psq_params_text(params, psq_topic_name(reading->topic));
	add_flags(params, reading);
	psq_params_text(params, reading->place);
	add_contact(params, &reading->contact);
	psq_params_text(params, reading->commune);
	psq_params_text(params, reading->commune_name);
}
