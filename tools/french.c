// french.c - the words that delegates and operators read
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/french.h"

#include <string.h>

static const struct {
	const char *key;
	const char *french;
} words[] = {
	// clang-format off
	// kinds
	{ "person", "personne" },
	{ "auto_reply", "réponse automatique" },
	{ "bounce", "message non remis" },
	{ "bulk", "envoi en nombre" },
	{ "own", "notre propre message" },
	// flags
	{ "emergency", "URGENCE" },
	{ "distress", "DÉTRESSE" },
	{ "complaint", "plainte" },
	{ "offence", "délit" },
	{ "appointment", "rendez-vous" },
	{ "out_of_scope", "hors sujet" },
	// topics
	{ "incivility", "incivilité" },
	{ "neighbourhood", "voisinage" },
	{ "gathering", "attroupement" },
	{ "question", "question" },
	{ "observation", "observation" },
	{ "automatic", "courrier automatique" },
	{ "other", "autre" },
	// states of a ticket
	{ "new", "nouveau" },
	{ "delegate", "délégué" },
	{ "head", "chef de service" },
	{ "duty_officer", "officier de permanence" },
	{ "auditor", "contrôle" },
	{ "open", "pris en charge" },
	{ "waiting", "en attente" },
	{ "answered", "répondu" },
	{ "closed", "clos" },
	// fates
	{ "ticket", "demande" },
	{ "follow_up", "suite" },
	{ "duplicate", "doublon" },
	{ "quarantined", "en quarantaine" },
	{ "skipped", "laissé de côté" },
	{ "canary", "témoin" },
	{ "retried", "repris" },
	{ "discarded", "écarté" },
	// what happens to a ticket
	{ "taken_in", "reçu" },
	{ "came_again", "reçu à nouveau" },
	{ "followed_up", "suite reçue" },
	{ "letter_sent", "courrier envoyé" },
	{ "letter_failed", "courrier non envoyé" },
	{ "letter_bounced", "courrier revenu" },
	{ "alarm_raised", "alarme" },
	{ "alarm_rang", "alarme sonnée" },
	{ "alarm_ended", "fin de l'alarme" },
	// where evidence stands, and of what
	{ "said", "message" },
	{ "subject", "objet" },
	{ "signature", "signature" },
	{ "quoted", "citation" },
	{ "from", "expéditeur" },
	{ "address", "adresse" },
	{ "header", "en-tête" },
	{ "surname", "nom" },
	{ "given_name", "prénom" },
	{ "channel", "réponse souhaitée" },
	{ "anonymous", "anonymat" },
	{ "call_hours", "horaires d'appel" },
	{ "place", "lieu" },
	{ "commune", "commune" },
	{ "kind", "nature" },
	{ "phone", "téléphone" },
	{ "topic", "thème" },
	{ "language", "langue" },
	// clang-format on
};

const char *
psq_french(const char *key)
{
	for (size_t i = 0; key != NULL && i < G_N_ELEMENTS(words); i++) {
		if (g_str_equal(words[i].key, key)) {
			return words[i].french;
		}
	}
	return key;
}

const char *
psq_french_channel(const char *channel)
{
	if (channel == NULL) {
		return NULL;
	}
	return g_str_equal(channel, "phone")
		? "souhaite être appelé"
		: "souhaite une réponse par courriel";
}

char *
psq_french_phone(const char *e164)
{
	if (!g_str_has_prefix(e164, "+33") || strlen(e164) != 12) {
		return g_strdup(e164);
	}
	const char *n = e164 + 3;
	return g_strdup_printf(
		"0%c %.2s %.2s %.2s %.2s", n[0], n + 1, n + 3, n + 5, n + 7);
}
