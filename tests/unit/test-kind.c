// test-kind.c - who or what sent a message
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading.h"

#include <string.h>

#define BOX "ddsp90-psq@interieur.example"

typedef struct {
	const char *name;
	PsqKind want;
	const char *from; // "Name <address>", or an address
	const char *subject;
	const char *headers; // "Name: value\n..."
	const char *type;    // "multipart/report; delivery-status", or NULL
	const char *text;
} Case;

#define PERSON PSQ_KIND_PERSON
#define AUTO   PSQ_KIND_AUTO_REPLY
#define BOUNCE PSQ_KIND_BOUNCE
#define BULK   PSQ_KIND_BULK
#define OWN    PSQ_KIND_OWN

#define JEAN  "Jean Dupont <jean.dupont@mail.example>"
#define NOISE "Bonjour, mon voisin fait du bruit toutes les nuits.\n"

static const Case cases[] = {
	// clang-format off
	// Heads that say it
	{ "auto-replied", AUTO, JEAN, "Absence",
	  "Auto-Submitted: auto-replied (vacation)\n", NULL, "Bonjour\n" },
	{ "auto-generated", AUTO, JEAN, "x",
	  "auto-submitted: Auto-Generated\n", NULL, "Bonjour\n" },
	{ "auto-no", PERSON, JEAN, "x", "Auto-Submitted: no\n", NULL, NOISE },
	{ "x-autoreply", AUTO, JEAN, "x", "X-Autoreply: yes\n", NULL, "x\n" },
	{ "precedence-auto", AUTO, JEAN, "x", "Precedence: auto_reply\n", NULL, "x\n" },
	{ "vacation-precedence-bulk", AUTO, JEAN, "Absent",
	  "Precedence: bulk\nAuto-Submitted: auto-replied\n", NULL,
	  "Je suis absente du bureau.\n" },
	{ "dsn", BOUNCE, "MAILER-DAEMON@mx.example", "Undelivered Mail",
	  "Auto-Submitted: auto-replied\nReturn-Path: <>\n",
	  "multipart/report; delivery-status", "x\n" },
	{ "mdn", AUTO, JEAN, "Lu : Votre signalement", "",
	  "multipart/report; disposition-notification", "Votre message a été lu\n" },
	{ "abuse-report", BULK, "abuse@mail.example", "Abuse report", "",
	  "multipart/report; feedback-report", "x\n" },
	{ "report-without-type", BOUNCE, "x@mail.example", "x", "",
	  "multipart/report; ", "x\n" },
	{ "failed-recipients", BOUNCE, "x@mail.example", "Mail",
	  "X-Failed-Recipients: a@mail.example\n", NULL, "x\n" },
	{ "mailer-daemon", BOUNCE, "Mail Delivery System <MAILER-DAEMON@mx.example>",
	  "Retour", "", NULL, "x\n" },
	{ "list", BULK, JEAN, "[quartier] Bonjour", "List-Id: <q.listes.example>\n",
	  NULL, NOISE },
	{ "precedence-list", BULK, JEAN, "x", "Precedence: list\n", NULL, "x\n" },
	{ "list-unsubscribe", BULK, "Ville <lettre@ville.example>", "Septembre",
	  "List-Unsubscribe: <https://ville.example/u>\n", NULL, "Au sommaire\n" },
	{ "campaign", BULK, "Boutique <bonjour@boutique.example>", "x",
	  "X-Mailin-Campaign: 12\n", NULL, "x\n" },
	{ "spam-flag-and-words", BULK, "X <x@mail.example>", "Gagnez",
	  "X-Spam-Flag: YES\nX-Spam-Status: Yes, score=14\n", NULL,
	  "Cher client, cliquez ici.\n" },

	// Heads that prove nothing
	{ "suppress-alone", PERSON, JEAN, "Bruit",
	  "X-Auto-Response-Suppress: DR, OOF, AutoReply\n", NULL, NOISE },
	{ "suppress-and-loop", PERSON, JEAN, "Bruit",
	  "X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: a@b\n"
	  "Return-Path: <>\n", NULL, NOISE },
	{ "suppress-and-words", AUTO, "Sylvie <s@mail.example>",
	  "Réponse automatique : Votre message",
	  "X-Auto-Response-Suppress: All\n", NULL, "De retour le 4.\n" },
	{ "empty-return-path", PERSON, JEAN, "Bruit", "Return-Path: <>\n", NULL, NOISE },
	{ "spam-flag-on-person", PERSON, JEAN, "Bruit",
	  "X-Spam-Flag: YES\nX-Spam-Status: Yes, score=7\nX-Spam-Level: *******\n",
	  NULL, "Mon voisin frappe sa femme, venez vite !!!\n" },
	{ "proton-feedback", PERSON, JEAN, "Bruit",
	  "Feedback-ID: 41120093:user:proton\n", NULL, NOISE },
	{ "postmaster-person", PERSON, "Paul <postmaster@mail.example>", "Bruit", "",
	  NULL, NOISE },
	{ "reply-to-acknowledgement", PERSON, JEAN,
	  "Re: Réponse automatique : accusé de réception",
	  "In-Reply-To: <90-2026-000412.ack@interieur.example>\n", NULL,
	  "J'ai lu votre message automatique mais personne ne vient.\n"
	  "Le lun. 1 juin 2026 à 10:12, PSQ <" BOX "> a écrit :\n"
	  "> Ceci est un message automatique. Ne pas répondre à ce message.\n" },

	// Contact forms speak for a person
	{ "form", PERSON, "Service Web <no-reply@ville.example>", "Nouveau message",
	  "Auto-Submitted: auto-generated\nX-Mailer: PHPMailer 6.1\n", NULL,
	  "Un message a été déposé.\nNom : Dupont\nPrénom : Jean\n"
	  "Téléphone : 06 39 98 12 34\nMessage : il y a des rats.\n" },
	{ "form-table", PERSON, "no-reply@ville.example", "Formulaire",
	  "List-Unsubscribe: <https://u.example>\n", NULL,
	  "Nom DUPONT\nE-mail jean@mail.example\nObjet Chiens\n"
	  "Votre message Les chiens courent.\n" },
	{ "form-by-list", BULK, "no-reply@ville.example", "Formulaire",
	  "List-Id: <f.ville.example>\n", NULL,
	  "Nom : DUPONT\nE-mail : jean@mail.example\nObjet : Chiens\n"
	  "Message : Les chiens courent.\n" },

	// Automatic replies without a word in their head
	{ "absence", AUTO, "Sylvie <s@mail.example>", "Absence du bureau", "", NULL,
	  "Je suis absente jusqu'au 14. En cas d'urgence, contactez l'accueil.\n" },
	{ "absence-sentence", AUTO, "Luc <l@mail.example>", "Re: signalement", "", NULL,
	  "En déplacement du 3 au 9, je ne consulte pas ma messagerie.\n" },
	{ "absence-en", AUTO, "Ann <a@mail.example>", "Automatic reply: report", "",
	  NULL, "I am out of the office with limited access to my email.\n" },
	{ "acknowledgement", AUTO, "Support <noreply@bailleur.example>",
	  "Votre demande n° 20417", "", NULL,
	  "Votre demande a bien été enregistrée. Une suite sera donnée.\n" },
	{ "robot-test", AUTO, "Paul <paul@mail.example>", "Votre message", "", NULL,
	  "Votre message est en attente. Prouvez que vous n'êtes pas un robot en "
	  "cliquant sur le lien.\n" },
	{ "receipt", AUTO, "Paul <paul@mail.example>", "Lu : signalement", "", NULL,
	  "Votre message a été lu le mardi 2 juin.\n" },
	{ "bounce-fr", BOUNCE, "Messagerie <systeme-courrier@mail.example>",
	  "Échec de la remise", "", NULL,
	  "Votre message n'a pas pu être remis : boîte pleine.\n" },
	{ "bounce-en", BOUNCE, "x@mail.example", "Returned", "", NULL,
	  "Your message could not be delivered. 550 5.1.1 user unknown\n" },

	// Bulk mail without a word in its head
	{ "newsletter", BULK, "Ville <contact@ville.example>", "Lettre n° 31", "", NULL,
	  "Au sommaire : la fête du quartier. Pour vous désabonner, cliquez ici.\n" },
	{ "advertising", BULK, "Mag <contact@mag.example>", "Soldes", "", NULL,
	  "Cher client, profitez de -50 % : code promo ETE.\n" },
	{ "parcel", BULK, "Colis <no-reply@colis.example>", "Dernier rappel", "", NULL,
	  "Votre colis est bloqué, réglez les frais de livraison.\n" },
	{ "fine", BULK, "Amendes <contact@amende.example>", "Amende impayée", "", NULL,
	  "Votre amende reste impayée : réglez le montant sous 48 heures en "
	  "cliquant sur https://amende.example/payer\n" },
	{ "quota", BULK, "Admin <it@quota.example>", "Quota", "", NULL,
	  "Dear user, your mailbox is 98% full. Click here to avoid suspension.\n" },
	{ "legacy", BULK, "Mme L. <l@mail.example>", "Don", "", NULL,
	  "Bien-aimés, veuve et atteinte d'un cancer, je souhaite faire don de "
	  "850 000 euros pour des orphelins.\n" },
	{ "loan", BULK, "Crédit <c@mail.example>", "Prêt", "", NULL,
	  "Offre de prêt entre particuliers de 2 000 à 500 000 euros, taux de 2 %. "
	  "Cher client, contactez-nous.\n" },
	{ "blackmail", BULK, "x@mail.example", "Your account", "", NULL,
	  "I have hacked your device and recorded you. Send 1000 USD in bitcoin.\n" },
	{ "seo", BULK, "Kate <k@seo.example>", "Your website", "", NULL,
	  "We offer SEO and backlinks to rank on Google. Our services start at "
	  "$99. Reply to unsubscribe.\n" },
	{ "survey", BULK, "Habitat <avis@habitat.example>", "Votre avis", "", NULL,
	  "Cher usager, nous aimerions connaître votre avis.\n" },
	{ "opt-in", BULK, "Liste <l@liste.example>", "Confirmation", "", NULL,
	  "Confirmez votre inscription. Si vous n'êtes pas à l'origine de cette "
	  "demande, ignorez ce courriel.\n" },

	// Persons who speak like machines, or of them
	{ "plain", PERSON, JEAN, "Bruit", "", NULL, NOISE },
	{ "holiday-watch", PERSON, JEAN, "Absent du 3 au 20 août", "", NULL,
	  "Je serai absent du 3 au 20 août, de retour le 21. Pendant mon absence "
	  "contactez ma fille. Pouvez-vous surveiller mon domicile ?\n" },
	{ "scam-victim", PERSON, JEAN, "Arnaque au colis", "", NULL,
	  "J'ai reçu un SMS : « Votre colis est bloqué, réglez les frais de "
	  "livraison sous 24 heures en cliquant sur le lien ». J'ai payé 1,95 €.\n" },
	{ "bounce-told", PERSON, JEAN, "Mairie", "", NULL,
	  "J'ai écrit à la mairie et on me répond que mon message n'a pas pu être "
	  "remis, boîte pleine. Les nuisances continuent.\n" },
	{ "do-not-answer", PERSON, JEAN, "Aide", "", NULL,
	  "Ne répondez pas à ce message, il lit mes mails. Il me bat.\n" },
	{ "offer-by-person", PERSON, "Luc <luc@cam.example>", "Caméras", "", NULL,
	  "Madame la commissaire, je représente la société Cam. Nous proposons des "
	  "caméras, devis gratuit. Je me permets de vous demander un rendez-vous.\n" },
	{ "newsletter-complaint", PERSON, JEAN, "Votre lettre", "", NULL,
	  "J'ai reçu votre newsletter et je n'arrive pas à me désabonner.\n" },
	{ "shop-company", PERSON, "Boulangerie <f@mail.example>", "Devant", "", NULL,
	  "Ils se regroupent devant ma boulangerie, le chiffre d'affaires a pris "
	  "-30%. SARL au capital de 5 000 €\n" },
	{ "legacy-victim", PERSON, JEAN, "Escroquerie", "", NULL,
	  "Ma mère a reçu un mail d'une veuve qui veut lui faire un don de "
	  "850 000 euros. Elle a payé les frais de dossier.\n" },
	{ "english", PERSON, "Ann <a@mail.example>", "Noise", "", NULL,
	  "Dear Sir or Madam, my neighbours make noise. Please do not reply by "
	  "phone.\n" },
	{ "empty", PERSON, JEAN, "Tags rue Pasteur", "", NULL, "" },
	{ "no-from", PERSON, NULL, NULL, "", NULL, NOISE },

	// Our own
	{ "own", OWN, BOX, "Accusé", "", NULL, "x\n" },
	{ "own-case", OWN, "PSQ <DDSP90-PSQ@Interieur.example>", "x", "", NULL, "x\n" },
	{ "sister", OWN, "ddpn2a-psq@interieur.example", "x", "", NULL, "x\n" },
	{ "sister-town", OWN, "dipn972-psq-ville@interieur.example", "x", "", NULL, "x\n" },
	{ "sister-hands-on", PERSON, "ddsp68-psq@interieur.example",
	  "TR: nuisances", "", NULL, NOISE },
	{ "delegate", PERSON, "ddsp57-dcpp-metz@interieur.example", "x", "", NULL, NOISE },
	// clang-format on
};

static PsqAddress *
address_new(const char *text)
{
	if (text == NULL) {
		return NULL;
	}
	PsqAddress *address = g_new0(PsqAddress, 1);
	const char *open = strchr(text, '<');
	if (open == NULL) {
		address->address = g_strdup(text);
		return address;
	}
	address->name = g_strstrip(g_strndup(text, (gsize)(open - text)));
	address->address = g_strndup(open + 1, strlen(open + 1) - 1);
	return address;
}

static void
header_free(gpointer data)
{
	PsqHeader *header = data;
	g_free(header->name);
	g_free(header->value);
	g_free(header);
}

static GPtrArray *
headers_new(const char *text)
{
	GPtrArray *headers = g_ptr_array_new_with_free_func(header_free);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (int i = 0; lines[i] != NULL; i++) {
		char *colon = strstr(lines[i], ": ");
		if (colon != NULL) {
			PsqHeader *header = g_new0(PsqHeader, 1);
			header->name =
				g_strndup(lines[i], (gsize)(colon - lines[i]));
			header->value = g_strdup(colon + 2);
			g_ptr_array_add(headers, header);
		}
	}
	return headers;
}

static void
set_type(PsqMail *mail, const char *type)
{
	if (type != NULL) {
		g_auto(GStrv) parts = g_strsplit(type, "; ", 2);
		mail->content_type = g_strdup(parts[0]);
		mail->report_type =
			parts[1][0] != '\0' ? g_strdup(parts[1]) : NULL;
	}
}

static void
mail_clear(PsqMail *mail)
{
	if (mail->from != NULL) {
		g_free(mail->from->name);
		g_free(mail->from->address);
		g_free(mail->from);
	}
	g_free(mail->content_type);
	g_free(mail->report_type);
	g_ptr_array_unref(mail->headers);
	g_ptr_array_unref(mail->to);
	g_ptr_array_unref(mail->references);
}

static void
show(const PsqReading *reading)
{
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = g_ptr_array_index(reading->evidence, i);
		g_assert_cmpstr(e->of, ==, "kind");
		g_assert_nonnull(e->why);
		g_assert_cmpfloat(e->score, >, 0);
		g_assert_cmpfloat(e->score, <=, 1);
		g_test_message("%s: %s \"%s\"", e->from, e->why, e->text);
	}
}

static void
test_case(gconstpointer data)
{
	const Case *c = data;
	PsqMail mail = {
		.subject = (char *)c->subject,
		.from = address_new(c->from),
		.headers = headers_new(c->headers),
		.to = g_ptr_array_new(),
		.references = g_ptr_array_new(),
		.text = (char *)c->text,
		.quote_at = -1,
	};
	set_type(&mail, c->type);
	g_autoptr(PsqQuote) words = psq_quote_split(&mail);
	g_auto(PsqMatter) matter = psq_matter_new(&mail, words, BOX);
	PsqReading reading = {
		.mail = &mail,
		.evidence = g_ptr_array_new_with_free_func(
			(GDestroyNotify)psq_evidence_free),
	};
	psq_kind_read(NULL, &matter, &reading);
	show(&reading);
	g_assert_cmpstr(
		psq_kind_name(reading.kind), ==, psq_kind_name(c->want));
	g_assert_cmpint(reading.evidence->len > 0, ==, c->want != PERSON);
	g_ptr_array_unref(reading.evidence);
	mail_clear(&mail);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/kind/%s", cases[i].name);
		g_test_add_data_func(path, &cases[i], test_case);
	}
	return g_test_run();
}
