// test-quote.c - the sender's own words, apart from earlier messages
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/quote-case.h"

#define ACK   QUOTE_CASE_BOX
#define RE    QUOTE_CASE_RE
#define NBSP  "\xc2\xa0"
#define NNBSP "\xe2\x80\xaf"

static const QuoteCase cases[] = {
	// clang-format off
	{ "plain", "Bruit", NULL,
	  "S|Bonjour,\n\nS|Mon voisin fait du bruit.\n\nS|Jean Dupont\n" },
	{ "empty", "Tags rue Pasteur", NULL, "" },
	{ "gmail-fr", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le lun. 3 juin 2026 à 10:12, PSQ <" ACK "> a écrit :\n"
	  "\nQ|> Bonjour,\nQ|> Composez le 17.\n" },
	{ "gmail-fr-two-lines", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le lun. 3 juin 2026 à 10:12, Police de sécurité du <\n"
	  "Q|" ACK "> a écrit :\nQ|> Composez le 17.\n" },
	{ "gmail-fr-three-lines", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le lun. 3 juin 2026 à 10:12, Police de sécurité\n"
	  "Q|<" ACK "> a\nQ|écrit :\nQ|> Composez le 17.\n" },
	{ "gmail-fr-four-lines", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le lun. 3 juin\nQ|2026 à 10:12, PSQ\nQ|<" ACK ">\n"
	  "Q|a écrit :\n\nQ|> Composez le 17.\n" },
	{ "gmail-nbsp", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le lun. 3 juin 2026 à 10:12, PSQ <" ACK "> a écrit"
	  NBSP ":\nQ|> ancien\n" },
	{ "apple-nnbsp", "Re: Accusé", RE,
	  "S|Oui\n\nQ|> Le 3 juin 2026 à 10:12, PSQ <" ACK "> a écrit" NNBSP
	  ":\nQ|> \nQ|> ancien\n" },
	{ "decomposed-accent", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le 3 juin 2026 à 10:12, PSQ <" ACK "> a e\xcc\x81"
	  "crit :\nQ|> ancien\n" },
	{ "iphone", "Re: Accusé", RE,
	  "S|Rien n'a changé.\n\nG|Envoyé de mon iPhone\n\n"
	  "Q|> Le 3 juin 2026 à 10:12, PSQ <" ACK "> a écrit :\nQ|>\n"
	  "Q|> Composez le 17.\n" },
	{ "thunderbird-fr", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le 03/06/2026 à 10:12, PSQ Belfort a écrit :\n"
	  "Q|> ancien\n" },
	{ "thunderbird-bottom", "Re: Accusé", RE,
	  "Q|Le 03/06/2026 à 10:12, PSQ Belfort a écrit :\nQ|> ancien\n\n"
	  "S|Je réponds en dessous : personne n'est passé.\n" },
	{ "interleaved", "Re: Accusé", RE,
	  "Q|Le 03/06/2026 à 10:12, PSQ Belfort a écrit :\n"
	  "Q|> À quelle heure ?\nS|Vers minuit.\nQ|> Combien sont-ils ?\n"
	  "S|Six ou sept.\n" },
	{ "broken-end", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le 03/06/2026 à 10:12, PSQ Belfort a écrit :\n"
	  "Q|> Nous vous rappelons que cette adresse n'est pas faite pour le\n"
	  "Q|traitement des urgences\nQ|> ni pour les plaintes.\n" },
	{ "samsung-separator-glued", "Re: Accusé", RE,
	  "S|Merci\nQ|-------- Message d'origine --------De : PSQ <" ACK "> Date"
	  " : 03/06/2026  10:12  (GMT+01:00) À : j@x.example Objet : Accusé\n"
	  "Q|Composez le 17.\n" },
	{ "yahoo-no-signs", "Re: Accusé", RE,
	  "S|ok\n\nQ|    Le mercredi 3 juin 2026 à 10:12:13 UTC+2, PSQ <" ACK
	  "> a écrit :  \n \nQ|Composez le 17.\n" },
	{ "yahoo-android", "Re: Accusé", RE,
	  "S|ok\n\nG|Envoyé à partir de Yahoo Mail pour Android\n\n"
	  "Q|Le mer., juin 3, 2026 à 10:12, PSQ\nQ|<" ACK "> a écrit :\n"
	  "Q|Composez le 17.\n" },
	{ "k9", "Re: Accusé", RE,
	  "S|Faut-il une autorisation ?\nG|-- \n"
	  "G|Envoyé de mon appareil Android avec Courriel K-9 Mail. Veuillez "
	  "excuser ma brièveté.\n\n"
	  "Q|Le 3 juin 2026 10:12:13 GMT+02:00, PSQ <" ACK "> a écrit :\n"
	  "Q|>Composez le 17.\n" },
	{ "proton", "Re: Accusé", RE,
	  "S|Merci\n\nG|Envoyé avec la messagerie sécurisée Proton Mail.\n\n"
	  "Q|Le mercredi 3 juin 2026 à 10:12, PSQ <" ACK "> a écrit :\n\n"
	  "Q|> Composez le 17.\n" },
	{ "roundcube", "Re: Accusé", RE,
	  "S|Merci\n\nQ|Le 2026-06-03 10:12, PSQ Belfort a écrit :\n"
	  "Q|> ancien\n" },
	{ "bare-name", "Re: Accusé", RE,
	  "S|Merci\n\nQ|PSQ Belfort a écrit :\nQ|> ancien\n" },
	{ "gmail-en", "Re: Accusé", RE,
	  "S|Thanks\n\nQ|On Wed, Jun 3, 2026 at 10:12 AM PSQ <" ACK "> wrote:\n"
	  "Q|> old\n" },
	{ "gmail-de", "Re: Accusé", RE,
	  "S|Danke\n\nQ|Am Mi., 3. Juni 2026 um 10:12 Uhr schrieb PSQ <" ACK
	  ">:\nQ|> alt\n" },
	{ "thunderbird-de", "Re: Accusé", RE,
	  "S|Danke\n\nQ|Am 03.06.26 um 10:12 schrieb PSQ Belfort:\nQ|> alt\n" },
	{ "gmail-es", "Re: Accusé", RE,
	  "S|Gracias\n\nQ|El mié, 3 jun 2026 a las 10:12, PSQ (<" ACK
	  ">) escribió:\nQ|> viejo\n" },
	{ "gmail-pt", "Re: Accusé", RE,
	  "S|Obrigado\n\nQ|PSQ <" ACK "> escreveu (quarta, 3/06/2026 à(s) "
	  "10:12):\nQ|> velho\n" },
	{ "gmail-ru", "Re: Accusé", RE,
	  "S|Спасибо\n\nQ|ср, 3 июн. 2026 г. в 10:12, PSQ <" ACK ">:\n"
	  "Q|> старое\n" },
	{ "orange", "re: Votre message a bien été reçu", RE,
	  "S|Personne n'est passé.\n\nQ|> Message du 03/06/26 10:12\n"
	  "Q|> De : " ACK "\nQ|> A : claude@orange.example\nQ|> Copie à :\n"
	  "Q|> Objet : Votre message a bien été reçu\nQ|>\nQ|> Bonjour,\n"
	  "Q|> Portez plainte en ligne.\n" },
	{ "orange-html-no-signs", "re: Votre message", RE,
	  "S|Personne n'est passé.\n\nQ|> Message du 03/06/26 10:12\n"
	  "Q|> De : " ACK "\nQ|> A : claude@orange.example\nQ|> Objet : Votre "
	  "message\n\nQ|Portez plainte en ligne.\n" },
	{ "orange-new", "Re: Votre message", RE,
	  "S|Toujours rien.\n\nG|Envoyé depuis l'application Mail Orange\n\n"
	  "Q|> envoyé : 3 juin 2026 à 10:12\nQ|> de : PSQ <" ACK ">\n"
	  "Q|> à : claude@orange.example\nQ|> objet : Votre message\nQ|>\n"
	  "Q|> Composez le 17.\n" },
	{ "sfr", "RE: Votre message", RE,
	  "S|Toujours rien.\n\nQ|========================================\n\n"
	  "Q|Message du : 03/06/2026 10:12\nQ|De : \"PSQ\" <" ACK ">\n"
	  "Q|A : jean@sfr.example\nQ|Copie à : \nQ|Sujet : Votre message\n\n"
	  "Q|Composez le 17.\n" },
	{ "zimbra-free", "Re: Votre message", RE,
	  "S|Toujours rien.\n\nQ|----- Mail original -----\n"
	  "Q|De: \"PSQ\" <" ACK ">\nQ|À: \"Jean\" <jean@free.example>\n"
	  "Q|Envoyé: Mercredi 3 Juin 2026 10:12:13\nQ|Objet: Votre message\n\n"
	  "Q|Composez le 17.\n" },
	{ "outlook-fr", "RE: Votre message", RE,
	  "S|Bonjour,\nS|Voici.\n\nQ|De : PSQ <" ACK ">\n"
	  "Q|Envoyé : mercredi 3 juin 2026 10:12\nQ|À : Jean Dupont\n"
	  "Q|Objet : Votre message\n\nQ|Composez le 17.\n" },
	{ "outlook-fr-paragraphs", "RE: Votre message", RE,
	  "S|Voici.\n\nQ|De : PSQ <" ACK ">\n\n"
	  "Q|Envoyé : mercredi 3 juin 2026 10:12\n\nQ|À : Jean Dupont\n\n"
	  "Q|Objet : Votre message\n\nQ|Composez le 17.\n" },
	{ "outlook-bold", "RE: Votre message", RE,
	  "S|Voici.\n\nQ|*De :* PSQ <" ACK ">\n"
	  "Q|*Envoyé :* mercredi 3 juin 2026 10:12\nQ|*À :* Jean\n"
	  "Q|*Objet :* Votre message\n\nQ|Composez le 17.\n" },
	{ "outlook-com", "Re: Votre message", RE,
	  "S|Voici.\n\nG|Télécharger Outlook pour Android\n"
	  "Q|________________________________\nQ|De" NBSP ": PSQ <" ACK ">\n"
	  "Q|Envoyé" NBSP ": mercredi 3 juin 2026 10:12:13\nQ|À" NBSP ": Jean\n"
	  "Q|Objet" NBSP ": Votre message\n\nQ|Composez le 17.\n" },
	{ "outlook-en", "RE: Votre message", RE,
	  "S|Here it is.\n\nG|Get Outlook for iOS\n"
	  "Q|________________________________\nQ|From: PSQ <" ACK ">\n"
	  "Q|Sent: Wednesday, June 3, 2026 10:12 AM\nQ|To: Jean\n"
	  "Q|Subject: Votre message\n\nQ|Composez le 17.\n" },
	{ "outlook-express", "Re: Votre message", RE,
	  "S|Voici.\n\nQ|-----Message d\xe2\x80\x99origine-----\n"
	  "Q|De : PSQ [mailto:" ACK "]\nQ|Envoyé : mercredi 3 juin 2026 10:12\n"
	  "Q|À : Étude Martin\nQ|Objet : audition\n\nQ|Maître,\n" },
	{ "windows-mail", "RE: Votre message", RE,
	  "S|Voici.\n\nG|Provenance : Courrier pour Windows\n\n"
	  "Q|De : PSQ\nQ|Envoyé le :mercredi 3 juin 2026 10:12\n"
	  "Q|À : jean@mail.example\nQ|Objet :Votre message\n\nQ|Le 17.\n" },
	{ "samsung", "Re: Votre message", RE,
	  "S|voila\n\nG|Envoyé depuis mon appareil Galaxy\n\n"
	  "Q|-------- Message d'origine --------\nQ|De : PSQ <" ACK ">\n"
	  "Q|Date : 03/06/2026 10:12 (GMT+01:00)\nQ|À : jean@mail.example\n"
	  "Q|Objet : Votre message\n\nQ|Composez le 17.\n" },
	{ "container", "Re: Votre message", RE,
	  "S|Voici.\n\n@|\nQ|De la part de PSQ\nQ|Composez le 17.\n" },
	{ "container-signs-then-words", "Re: Votre message", RE,
	  "S|Voici.\n\n@|\nQ|> Composez le 17.\n\nS|Et encore ceci.\n" },
	{ "container-with-words", "Re: Votre message", RE,
	  "S|Voici.\n\n@|\nQ|Le 3 juin 2026 à 10:12, PSQ <" ACK "> a écrit :\n"
	  "Q|> Composez le 17.\n\nS|Et encore ceci.\n" },
	{ "reproduced-below", "Locations", NULL,
	  "S|Madame, Monsieur,\nS|Syndic du 11, rue Kléber, je reproduis le "
	  "message reçu.\nS|Sincères salutations,\nS|Caroline WEISS\n\n"
	  "Q|De : Guy Morlot <g.morlot@mail.example>\n"
	  "Q|Envoyé : dimanche 7 juin 2026 04:50\nQ|À : Caroline Weiss\n"
	  "Q|Objet : encore\n\nQ|Ils chantent. 06 39 98 47 83\n" },
	// clang-format on
};

// What looks like a mark and is the sender's.
static const QuoteCase own[] = {
	// clang-format off
	{ "sentence-wrote", "Bruit", NULL,
	  "S|Le 3 juin 2026 M. Durand nous a écrit : voir plus bas\n"
	  "S|Merci\n" },
	{ "sentence-wrote-hour", "Bruit", NULL,
	  "S|Le 3 juin à 10:30, le syndic a écrit :\n"
	  "S|« Je passerai demain »\nS|et n'est pas venu.\n" },
	{ "sentence-wrote-me", "Re: Bruit", RE,
	  "S|Le 3 juin à 10:30, mon voisin nous a écrit :\n"
	  "S|« Je vais vous tuer »\n" },
	{ "journey", "Bus", NULL, "S|De : Paris\nS|Vers : Lyon\nS|merci\n" },
	{ "letter-head", "Plainte", NULL,
	  "S|De : Jean Dupont\nS|À : Monsieur le commissaire\n"
	  "S|Objet : tapage\nS|Date : 3 juin 2026\n\nS|Monsieur,\n"
	  "S|mon voisin fait du bruit.\n" },
	{ "contact-form", "Nouveau message", NULL,
	  "S|Un message a été déposé :\nS|De : Jean Dupont\n"
	  "S|Email : jean@mail.example\nS|Date : 03/06/2026 10:12\n"
	  "S|Objet : tapage\nS|Message : mon voisin fait du bruit.\n" },
	{ "list-with-signs", "Stationnement", NULL,
	  "S|Les voitures :\nS|> la rouge\nS|> la bleue\n" },
	{ "arrow-line", "Bruit", NULL, "S|>>> ça continue <<<\n" },
	{ "dashes", "Bruit", NULL,
	  "S|Premier fait\nS|--------\nS|Second fait\n" },
	// clang-format on
};

static const QuoteCase forwards[] = {
	// clang-format off
	{ "forward-bare", "TR: cave", NULL,
	  "Q|---------- Message transféré ---------\n"
	  "Q|De : Maman <maman@mail.example>\nQ|Date: mer. 3 juin 2026 à 10:12\n"
	  "Q|Subject: cave\nQ|To: <jean@mail.example>\n\n"
	  "S|On a forcé la cave.\nS|Bises\n" },
	{ "forward-cover", "Tr : cave", NULL,
	  "S|Bonjour,\nS|je vous transmets le message de ma mère.\n"
	  "S|Cordialement,\nS|Jean Dupont\nS|06 39 98 12 34\n\n"
	  "Q|----- Mail transféré -----\nQ|De: \"Maman\" <maman@mail.example>\n"
	  "Q|À: \"Jean\" <jean@free.example>\n"
	  "Q|Envoyé: Mercredi 3 Juin 2026 10:12:13\nQ|Objet: cave\n\n"
	  "S|On a forcé la cave.\n" },
	{ "forward-points-at", "Fwd: papa lis vite", NULL,
	  "S|Ma fille m'écrit ça à l'instant et ne répond plus.\n"
	  "S|Envoyez quelqu'un là où elle dit, tout de suite !\n"
	  "S|Patrick Oudot, 06 39 98 48 30\n\n"
	  "Q|---------- Forwarded message ---------\n"
	  "Q|De : Inès Oudot <ines@mail.example>\n"
	  "Q|Date: sam. 6 juin 2026 à 07:02\nQ|Subject: papa lis vite\n"
	  "Q|To: Patrick <patrick@mail.example>\n\n\n"
	  "S|papa sa sent le gaz au 27 rue de Madrid\n" },
	{ "forward-asks-about", "Fwd: Message aux parents", NULL,
	  "S|L'école nous envoie ceci. Est-ce arrivé, ou est-ce la rumeur qui "
	  "revient chaque année ? J'aimerais l'avis de gens dont c'est le "
	  "métier, et savoir que dire à un enfant de sept ans.\n\n"
	  "Q|Début du message réexpédié :\n\n"
	  "Q|De: École <ecole@mail.example>\n\n"
	  "Q|Une camionnette aurait enlevé un élève.\n" },
	{ "forward-own-words", "TR: cave", NULL,
	  "S|Bonjour, la cave de ma mère a été forcée cette nuit au 14 rue "
	  "Voltaire, il manque un vélo, une luge et trente pots de confiture, "
	  "le gardien a tout vu ce matin et il a remis une planche en "
	  "attendant.\n\nQ|-------- Message transféré --------\n"
	  "Q|Sujet : cave\nQ|Date : Wed, 3 Jun 2026 10:12:13 +0200\n"
	  "Q|De : Maman <maman@mail.example>\nQ|Pour : jean@mail.example\n\n"
	  "Q|Mon grand, on a forcé la cave.\n" },
	{ "forward-apple", "Fwd: cave", NULL,
	  "S|Voir ci-dessous\n\nG|Envoyé de mon iPad\n\n"
	  "Q|Début du message transféré :\n\n"
	  "Q|> De: Maman <maman@mail.example>\n"
	  "Q|> Date: 3 juin 2026 à 10:12:13 UTC+2\n"
	  "Q|> À: jean@mail.example\nQ|> Objet: cave\n> \n"
	  "T|> On a forcé la cave.\nT|> Bises\n" },
	{ "forward-nested-history", "TR: cave", NULL,
	  "S|Pour info.\n\nQ|De : Maman <maman@mail.example>\n"
	  "Q|Envoyé : mercredi 3 juin 2026 10:12\nQ|À : Jean\nQ|Objet : cave\n\n"
	  "S|On a forcé la cave.\n\n"
	  "Q|De : Gardien <gardien@mail.example>\n"
	  "Q|Envoyé : mercredi 3 juin 2026 09:00\nQ|À : Maman\nQ|Objet : x\n\n"
	  "Q|Passez me voir.\n" },
	{ "forward-of-forward", "TR: TR: cave", NULL,
	  "Q|De : Fils <fils@mail.example>\n"
	  "Q|Envoyé : mercredi 3 juin 2026 10:12\nQ|À : Jean\n"
	  "Q|Objet : TR: cave\n\n"
	  "Q|De : Maman <maman@mail.example>\n"
	  "Q|Envoyé : mercredi 3 juin 2026 09:00\nQ|À : Fils\nQ|Objet : cave\n\n"
	  "S|On a forcé la cave.\n" },
	{ "answer-without-words", "RE: Votre message", RE,
	  "Q|De : PSQ <" ACK ">\nQ|Envoyé : mercredi 3 juin 2026 10:12\n"
	  "Q|À : Jean\nQ|Objet : Votre message\n\nQ|Composez le 17.\n" },
	{ "answer-to-oneself", "Re: tapage", RE,
	  "Q|De : Jean <jean@mail.example>\n"
	  "Q|Envoyé : mercredi 3 juin 2026 10:12\nQ|À : PSQ\nQ|Objet : tapage\n\n"
	  "S|Mon voisin fait du bruit.\n" },
	// clang-format on
};

static const char inner_text[] = "On a forcé la cave.\n";

static void
test_attached(const char *words, const char *said, const char *quoted)
{
	const QuoteCase outer = { "attached", "TR: cave", NULL, NULL };
	const QuoteCase inner = { "inner", "cave", NULL, NULL };
	PsqMail mail = psq_quote_case_mail(&outer, words, -1);
	PsqMail forwarded = psq_quote_case_mail(&inner, inner_text, -1);
	mail.forwarded = &forwarded;
	g_autoptr(PsqQuote) quote = psq_quote_split(&mail);
	g_assert_cmpstr(quote->said, ==, said);
	g_assert_cmpstr(quote->quoted, ==, quoted);
	psq_quote_case_mail_clear(&mail);
	psq_quote_case_mail_clear(&forwarded);
}

static void
test_attached_bare(void)
{
	test_attached("", inner_text, "");
	test_attached("Voir ci-joint.\n",
		"Voir ci-joint.\n\nOn a forcé la cave.\n", "");
}

static void
test_attached_own_words(void)
{
	static const char words[] =
		"La cave de ma mère a été forcée cette nuit au 14 rue "
		"Voltaire, "
		"il manque un vélo, une luge et trente pots de confiture ; le "
		"gardien a tout vu ce matin et il a remis une planche.\n";
	test_attached(words, words, inner_text);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_quote_cases_add("quote", cases, G_N_ELEMENTS(cases));
	psq_quote_cases_add("quote/own", own, G_N_ELEMENTS(own));
	psq_quote_cases_add("quote/forward", forwards, G_N_ELEMENTS(forwards));
	g_test_add_func("/quote/attached-bare", test_attached_bare);
	g_test_add_func("/quote/attached-own-words", test_attached_own_words);
	return g_test_run();
}
