// statement-text.c - the ledger's statement in French, or as JSON
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/statement-text.h"

#include "parsers/json-text.h"
#include "tools/times.h"

#define INT64 "%" G_GINT64_FORMAT

// In the order of the sentence.
static const struct {
	PsqFate fate;
	const char *one;
	const char *many;
} terms[] = {
	// clang-format off
	{ PSQ_FATE_TICKET, "demande", "demandes" },
	{ PSQ_FATE_FOLLOW_UP, "suite", "suites" },
	{ PSQ_FATE_AUTOMATIC, "automatique", "automatiques" },
	{ PSQ_FATE_DUPLICATE, "doublon", "doublons" },
	{ PSQ_FATE_QUARANTINED, "en quarantaine", "en quarantaine" },
	{ PSQ_FATE_SKIPPED, "antérieur laissé de côté",
		"antérieurs laissés de côté" },
	{ PSQ_FATE_CANARY, "témoin", "témoins" },
	// clang-format on
};
G_STATIC_ASSERT(G_N_ELEMENTS(terms) == PSQ_FATE_COUNT);

static const char *
plural(int64_t count, const char *one, const char *many)
{
	return count < 2 ? one : many;
}

static void
add_received(GString *out, const PsqStatement *s)
{
	if (s->received == 0) {
		g_string_append(out, "aucun message reçu");
		return;
	}
	g_string_append_printf(out, INT64 " %s", (gint64)s->received,
		plural(s->received, "message reçu", "messages reçus"));
	const char *sign = " = ";
	for (size_t i = 0; i < G_N_ELEMENTS(terms); i++) {
		int64_t count = s->fates[terms[i].fate];
		if (count > 0) {
			g_string_append_printf(out, "%s" INT64 " %s", sign,
				(gint64)count,
				plural(count, terms[i].one, terms[i].many));
			sign = " + ";
		}
	}
}

static void
add_gaps(GString *out, const PsqStatement *s)
{
	if (s->polled_at == 0) {
		g_string_append(out,
			".\nNon vérifié : psqd n'a pas encore visité cette "
			"messagerie.\n");
	} else if (s->lacking == 0) {
		g_string_append(out, ", sans lacune.\n");
	} else {
		g_string_append_printf(out, ", avec " INT64 " %s.\n",
			(gint64)s->lacking,
			plural(s->lacking,
				"lacune : un message que le serveur montre "
				"n'est pas dans le registre",
				"lacunes : des messages que le serveur montre "
				"ne sont pas dans le registre"));
	}
	if (s->vanished > 0) {
		g_string_append_printf(out, INT64 " %s.\n", (gint64)s->vanished,
			plural(s->vanished,
				"message disparu avant d'avoir été vu, ou "
				"numéro que le serveur n'a pas donné",
				"messages disparus avant d'avoir été vus, ou "
				"numéros que le serveur n'a pas donnés"));
	}
	if (s->again > 0) {
		g_string_append_printf(out, INT64 " %s.\n", (gint64)s->again,
			plural(s->again,
				"message revu après une renumérotation du "
				"serveur n'est pas compté",
				"messages revus après une renumérotation du "
				"serveur ne sont pas comptés"));
	}
}

char *
psq_statement_text(const PsqStatement *s, const char *day)
{
	GString *out = g_string_new(NULL);
	g_autofree char *begun = psq_time_day(s->begun_at);
	g_autofree char *polled = psq_time_french(s->polled_at);
	g_autofree char *of_day = day != NULL ? psq_day_french(day) : NULL;
	if (day != NULL) {
		g_string_append_printf(out, "Le %s, ", of_day);
	} else if (begun != NULL) {
		g_string_append_printf(out, "Depuis le %s, ", begun);
	}
	add_received(out, s);
	add_gaps(out, s);
	if (polled != NULL) {
		g_string_append_printf(out,
			"Dernière visite le %s : " INT64
			" %s sur le serveur (UIDVALIDITY " INT64
			", UIDNEXT " INT64 ").\n",
			polled, (gint64)s->shown,
			plural(s->shown, "message", "messages"),
			(gint64)s->uidvalidity, (gint64)s->uidnext);
	}
	if (day != NULL && s->polled_at != 0 && !s->day_is_over &&
		!s->day_is_today) {
		g_string_append(out,
			"Après cette visite, rien n'est prouvé pour ce "
			"jour.\n");
	}
	return g_string_free(out, FALSE);
}

char *
psq_statement_json(const PsqStatement *s, const char *address, const char *day)
{
	GString *out = g_string_new(NULL);
	g_autofree char *begun = psq_time_iso(s->begun_at);
	g_autofree char *polled = psq_time_iso(s->polled_at);
	g_autofree char *checked = psq_time_iso(s->checked_at);
	psq_json_put_open(out, NULL, '{');
	psq_json_put_string(out, "mailbox", address);
	psq_json_put_string(out, "day", day);
	psq_json_put_int(out, "received", s->received);
	psq_json_put_open(out, "fates", '{');
	for (int i = 0; i < PSQ_FATE_COUNT; i++) {
		psq_json_put_int(out, psq_fate_name((PsqFate)i), s->fates[i]);
	}
	psq_json_put_close(out, '}');
	psq_json_put_int(out, "seen_again", s->again);
	psq_json_put_int(out, "lacking", s->lacking);
	psq_json_put_int(out, "vanished", s->vanished);
	psq_json_put_bool(out, "whole", psq_statement_is_whole(s, day != NULL));
	psq_json_put_string(out, "begun_at", begun);
	psq_json_put_string(out, "polled_at", polled);
	psq_json_put_string(out, "checked_at", checked);
	psq_json_put_int(out, "uidvalidity", s->uidvalidity);
	psq_json_put_int(out, "uidnext", s->uidnext);
	psq_json_put_int(out, "shown", s->shown);
	psq_json_put_close(out, '}');
	g_string_append_c(out, '\n');
	return g_string_free(out, FALSE);
}
