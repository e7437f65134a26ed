// test-signature.c - what stands below a sender's own words
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/quote-case.h"

static const QuoteCase cases[] = {
	// clang-format off
	{ "closing-lines-stay", "Bruit", NULL,
	  "S|Mon voisin fait du bruit.\n\nS|Cordialement,\nS|Jean Dupont\n"
	  "S|12 rue de Madrid\nS|06 39 98 12 34\n" },
	{ "dash-signature", "Bruit", NULL,
	  "S|Mon voisin fait du bruit.\n\nG|-- \nG|Mireille Vuillemin\n"
	  "G|ancienne institutrice\n" },
	{ "dash-then-speech", "Bruit", NULL,
	  "S|Mon voisin fait du bruit.\n\nG|-- \nG|Jean Dupont\n"
	  "S|PS : il a aussi mordu ma fille\n" },
	{ "footer-then-words", "Bruit", NULL,
	  "S|Mon voisin fait du bruit.\nG|Envoyé de mon iPhone\n"
	  "S|Et il me menace.\n" },
	{ "footer-spoken", "Aidez-moi", NULL,
	  "S|Envoyé de mon téléphone car il m'entend, il a un couteau\n" },
	{ "posted-letter", "Courrier", NULL,
	  "S|Envoyé par courrier recommandé à la mairie le 3 juin\n" },
	{ "footers", "Bruit", NULL,
	  "S|Mon voisin fait du bruit.\n\nG|Envoyé depuis mon mobile Bouygues\n"
	  "G|Sent from my Samsung Galaxy smartphone.\n"
	  "G|Von meinem iPhone gesendet\nG|Enviado desde mi iPhone\n"
	  "G|Obtenez Outlook pour iOS\nG|Sent from Outlook for Android\n"
	  "G|Envoyé à partir de Courrier pour Windows 10\n"
	  "G|Garanti sans virus. www.avast.com\nG|Virus-free.www.avg.com\n"
	  "G|L'absence de virus dans ce courrier électronique a été vérifiée "
	  "par le logiciel antivirus Avast.\n" },
	{ "legal-notice", "Suite", NULL,
	  "S|Où en est l'enquête ?\n\nS|Cordialement,\nS|Pascal MARCHAL\n\n"
	  "G|Ce message et ses pièces jointes sont confidentiels et établis à\n"
	  "G|l'intention exclusive de leur destinataire. Toute diffusion doit\n"
	  "G|être autorisée.\n" },
	{ "green-notice", "Suite", NULL,
	  "S|Où en est l'enquête ?\n\n"
	  "G|Pensez à l'environnement avant d'imprimer ce message.\n" },
	{ "wish-is-no-notice", "Bruit", NULL,
	  "S|Ce message est confidentiel, ne donnez pas mon nom au "
	  "destinataire.\n" },
	{ "wish-with-photos", "Bruit", NULL,
	  "S|Ce mail et les pièces jointes sont confidentiels, je ne veux pas "
	  "que mon voisin l'apprenne.\n" },
	{ "company-block", "Hall", NULL,
	  "S|Un homme est dans le hall.\n\nS|Bien à vous,\n\nS|Carine Duteil\n"
	  "S|Assistante de gestion\n\n"
	  "G|Cabinet FERRAND – Administrateur de biens\nG|14 bis, cours Léon\n"
	  "G|Tél. : 03 53 01 44 10 – Fax : 03 53 01 44 11\n"
	  "G|SARL au capital de 7 622 € – SIRET 412 908 337 00025\n"
	  "G|Nos bureaux sont ouverts sur rendez-vous uniquement.\n" },
	{ "company-behind-name", "Hall", NULL,
	  "S|Ils crient.\n\nS|Sincères salutations,\n\nS|Caroline WEISS\n"
	  "G|IMMOBILIÈRE WEISS, administrateurs de biens\n"
	  "G|Tél. 03 53 01 58 80 - Fax 03 53 01 58 81\n"
	  "G|SARL - SIRET 328 116 774 00029\n"
	  "S|Mon portable : 06 39 98 12 34\n" },
	{ "company-below-name", "Hall", NULL,
	  "S|Ils crient.\n\nS|Hélène Jeanroy\nG|Ets JEANROY - outillage\n"
	  "G|Tel : 03.53.01.32.00 Fax : 03.53.01.32.09\n"
	  "G|SIRET 363 998 320 00017\n" },
	{ "company-alone", "Hall", NULL,
	  "S|Hélène Jeanroy\nS|SARL - SIRET 363 998 320 00017\nS|Fax 03\n" },
	{ "company-without-closing", "Hall", NULL,
	  "S|Ils crient.\nS|Le Vieux Four – SARL – SIRET 399 812 340 00017\n"
	  "S|Fax 04 65 71 42 43\n" },
	// clang-format on
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	psq_quote_cases_add("signature", cases, G_N_ELEMENTS(cases));
	return g_test_run();
}
