// explain-text.c - a reading for a person at a terminal
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/explain-text.h"

#include "tools/french.h"
#include "tools/lines.h"

#include <string.h>

static char *
flags_text(const PsqReading *reading)
{
	GString *text = g_string_new(NULL);
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (reading->flags[i]) {
			g_string_append_printf(text, "%s%s",
				text->len > 0 ? ", " : "",
				psq_french(psq_flag_name((PsqFlag)i)));
		}
	}
	if (text->len == 0) {
		g_string_append(text, "aucun");
	}
	return g_string_free(text, FALSE);
}

static void
add_part(GString *text, const char *part)
{
	if (part != NULL) {
		g_string_append_printf(
			text, "%s%s", text->len > 0 ? " · " : "", part);
	}
}

static char *
contact_text(const PsqContact *contact)
{
	GString *text = g_string_new(NULL);
	g_autofree char *name =
		g_strconcat(contact->given_name ? contact->given_name : "",
			contact->given_name && contact->surname ? " " : "",
			contact->surname ? contact->surname : "", NULL);
	add_part(text, *name != '\0' ? name : NULL);
	for (guint i = 0; i < contact->phones->len; i++) {
		g_autofree char *phone =
			psq_french_phone(g_ptr_array_index(contact->phones, i));
		add_part(text, phone);
	}
	add_part(text, psq_french_channel(psq_channel_name(contact->channel)));
	add_part(text, contact->call_hours);
	add_part(text, contact->anonymous ? "demande l'anonymat" : NULL);
	return g_string_free(text, FALSE);
}

static char *
from_text(const PsqAddress *from)
{
	if (from == NULL || from->address == NULL) {
		return g_strdup(from != NULL ? from->name : NULL);
	}
	return g_strdup_printf("%s%s<%s>", from->name ? from->name : "",
		from->name ? " " : "", from->address);
}

// Puts "[n]" behind the words of each piece of evidence that stand in text.
static char *
mark(const PsqReading *reading, const char *from, const char *text)
{
	GString *marked = g_string_new(NULL);
	size_t len = strlen(text);
	for (size_t at = 0; at <= len; at++) {
		for (guint i = 0; i < reading->evidence->len; i++) {
			const PsqEvidence *e =
				g_ptr_array_index(reading->evidence, i);
			if (g_str_equal(e->from, from) && e->span.end == at &&
				e->span.start < at) {
				g_string_append_printf(marked, "[%u]", i + 1);
			}
		}
		if (at < len) {
			g_string_append_c(marked, text[at]);
		}
	}
	return g_string_free(marked, FALSE);
}

static void
add_evidence(GString *out, const PsqReading *reading)
{
	if (reading->evidence->len == 0) {
		return;
	}
	g_string_append(out, "\n  Indices\n");
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = g_ptr_array_index(reading->evidence, i);
		g_autofree char *words =
			g_strdelimit(g_strdup(e->text), "\n", ' ');
		g_string_append_printf(out, "  [%u] %s : « %s » (%s) : %s\n",
			i + 1, psq_french(e->of), words, psq_french(e->from),
			e->why);
	}
}

static void
add_attachments(GString *out, const PsqMail *mail)
{
	for (guint i = 0; i < mail->attachments->len; i++) {
		const PsqAttachment *a =
			g_ptr_array_index(mail->attachments, i);
		g_autofree char *size = g_format_size(a->size);
		g_autofree char *text = g_strdup_printf("%s (%s, %s)",
			a->name ? a->name : "sans nom", a->type, size);
		psq_lines_add(out, "Pièce", text);
	}
	for (guint i = 0; i < mail->notes->len; i++) {
		psq_lines_add(
			out, "À savoir", g_ptr_array_index(mail->notes, i));
	}
}

char *
psq_explain_text(const PsqReading *reading, const char *title)
{
	GString *out = g_string_new(title);
	const PsqMail *mail = reading->mail;
	g_autofree char *from = from_text(mail->from);
	g_autofree char *flags = flags_text(reading);
	g_autofree char *contact = contact_text(&reading->contact);
	g_autofree char *subject =
		mark(reading, "subject", mail->subject ? mail->subject : "");
	g_autofree char *said = mark(reading, "said", reading->words->said);
	g_autofree char *signature =
		mark(reading, "signature", reading->words->signature);
	g_string_append_c(out, '\n');
	psq_lines_add(out, "De", from);
	psq_lines_add(out, "Objet", subject);
	psq_lines_add(out, "Nature", psq_french(psq_kind_name(reading->kind)));
	psq_lines_add(out, "Drapeaux", flags);
	psq_lines_add(out, "Thème", psq_french(psq_topic_name(reading->topic)));
	psq_lines_add(out, "Contact", contact);
	psq_lines_add(out, "Lieu", reading->place);
	psq_lines_add(out, "Commune", reading->commune_name);
	psq_lines_add(out, "Langue", reading->language);
	add_attachments(out, mail);
	psq_lines_add_block(out, "Message", said);
	psq_lines_add_block(out, "Signature", signature);
	psq_lines_add_block(out, "Citation", reading->words->quoted);
	add_evidence(out, reading);
	return g_string_free(out, FALSE);
}
