// ticket-text.c - a ticket for a person, or as JSON
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/ticket-text.h"

#include "tools/french.h"
#include "tools/json.h"
#include "tools/lines.h"
#include "tools/times.h"

#include <string.h>

char *
psq_ticket_name(const PsqTicket *ticket)
{
	const char *given = ticket->given_name;
	const char *surname = ticket->surname;
	if (given == NULL && surname == NULL) {
		return NULL;
	}
	return g_strconcat(given ? given : "", given && surname ? " " : "",
		surname ? surname : "", NULL);
}

static void
add_contact(GString *out, const PsqTicket *t)
{
	g_autofree char *name = psq_ticket_name(t);
	g_autofree char *from = t->from_address != NULL
		? g_strdup_printf("%s <%s>", t->from_name ? t->from_name : "",
			  t->from_address)
		: g_strdup(t->from_name);
	psq_lines_add(out, "Nom", name);
	for (guint i = 0; i < t->phones->len; i++) {
		g_autofree char *phone =
			psq_french_phone(g_ptr_array_index(t->phones, i));
		psq_lines_add(out, "Téléphone", phone);
	}
	psq_lines_add(out, "Réponse", psq_french_channel(t->channel));
	psq_lines_add(out, "Horaires", t->call_hours);
	psq_lines_add(out, "Anonymat", t->anonymous ? "demandé" : NULL);
	psq_lines_add(out, "Expéditeur", from);
}

static void
add_events(GString *out, const PsqTicket *t)
{
	if (t->events == NULL || t->events->len == 0) {
		return;
	}
	g_string_append(out, "\n  Historique\n");
	for (guint i = 0; i < t->events->len; i++) {
		const PsqTicketEvent *e = g_ptr_array_index(t->events, i);
		g_autofree char *at = psq_time_short(e->at);
		g_string_append_printf(out, "  | %s  %s  %s\n", at, e->actor,
			psq_french(e->what));
	}
}

char *
psq_ticket_text(const PsqTicket *t)
{
	GString *out = g_string_new(t->number);
	g_string_append_printf(out, " : %s\n", psq_french(t->state));
	g_autofree char *received = psq_time_short(t->received_at);
	psq_lines_add(out, "Reçu le", received);
	psq_lines_add(out, "Objet", t->subject);
	for (guint i = 0; i < t->flags->len; i++) {
		psq_lines_add(out, "Drapeau",
			psq_french(g_ptr_array_index(t->flags, i)));
	}
	psq_lines_add(out, "Thème", psq_french(t->topic));
	psq_lines_add(out, "Lieu", t->place);
	psq_lines_add(out, "Commune", t->commune_name);
	add_contact(out, t);
	for (guint i = 0; i < t->notes->len; i++) {
		psq_lines_add(out, "À savoir", g_ptr_array_index(t->notes, i));
	}
	psq_lines_add_block(out, "Message", t->said);
	psq_lines_add_block(out, "Signature", t->signature);
	psq_lines_add_block(out, "Citation", t->quoted);
	add_events(out, t);
	return g_string_free(out, FALSE);
}

static void
json_time(JsonBuilder *b, const char *key, int64_t seconds)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);
	g_autofree char *text = g_date_time_format_iso8601(time);
	psq_json_string(b, key, seconds != 0 ? text : NULL);
}

// A value that is JSON already.
static void
json_value(JsonBuilder *b, const char *key, const char *value)
{
	json_builder_set_member_name(b, key);
	JsonNode *node = value != NULL ? json_from_string(value, NULL) : NULL;
	json_builder_add_value(
		b, node != NULL ? node : json_node_new(JSON_NODE_NULL));
}

static void
json_contact(JsonBuilder *b, const PsqTicket *t)
{
	json_builder_set_member_name(b, "contact");
	json_builder_begin_object(b);
	psq_json_string(b, "surname", t->surname);
	psq_json_string(b, "given_name", t->given_name);
	psq_json_strings(b, "phones", t->phones);
	psq_json_string(b, "channel", t->channel);
	json_builder_set_member_name(b, "anonymous");
	json_builder_add_boolean_value(b, t->anonymous);
	psq_json_string(b, "call_hours", t->call_hours);
	json_builder_end_object(b);
}

static void
json_commune(JsonBuilder *b, const PsqTicket *t)
{
	json_builder_set_member_name(b, "commune");
	if (t->commune == NULL) {
		json_builder_add_null_value(b);
		return;
	}
	json_builder_begin_object(b);
	psq_json_string(b, "code", t->commune);
	psq_json_string(b, "name", t->commune_name);
	json_builder_end_object(b);
}

static void
json_events(JsonBuilder *b, const PsqTicket *t)
{
	json_builder_set_member_name(b, "events");
	json_builder_begin_array(b);
	for (guint i = 0; i < t->events->len; i++) {
		const PsqTicketEvent *e = g_ptr_array_index(t->events, i);
		json_builder_begin_object(b);
		json_time(b, "at", e->at);
		psq_json_string(b, "actor", e->actor);
		psq_json_string(b, "what", e->what);
		json_value(b, "detail", e->detail);
		json_builder_end_object(b);
	}
	json_builder_end_array(b);
}

char *
psq_ticket_json(const PsqTicket *t)
{
	g_autoptr(JsonBuilder) b = json_builder_new();
	json_builder_begin_object(b);
	psq_json_string(b, "number", t->number);
	psq_json_string(b, "station", t->station);
	psq_json_string(b, "state", t->state);
	psq_json_string(b, "outcome", t->outcome);
	json_time(b, "received_at", t->received_at);
	psq_json_strings(b, "flags", t->flags);
	psq_json_string(b, "topic", t->topic);
	json_contact(b, t);
	psq_json_string(b, "place", t->place);
	json_commune(b, t);
	psq_json_string(b, "language", t->language);
	psq_json_string(b, "subject", t->subject);
	psq_json_string(b, "from_name", t->from_name);
	psq_json_string(b, "from_address", t->from_address);
	psq_json_string(b, "said", t->said);
	psq_json_string(b, "quoted", t->quoted);
	psq_json_string(b, "signature", t->signature);
	psq_json_strings(b, "notes", t->notes);
	json_value(b, "attachments", t->attachments);
	json_value(b, "evidence", t->evidence);
	if (t->events != NULL) {
		json_events(b, t);
	}
	json_builder_end_object(b);
	return psq_json_line(b);
}
