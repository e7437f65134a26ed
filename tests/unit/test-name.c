// test-name.c - the sender's surname and given name
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/contact-fixture.h"

#include <string.h>

typedef struct {
	const char *from;
	const char *address;
	const char *said;
	const char *name; // "given|surname", "" for NULL
} Case;

// What the writer signs with, or says of himself.
static const Case texts[] = {
	// clang-format off
	{ NULL, NULL, "Le chien aboie.\nCordialement,\nJean Dupont",
		"Jean|Dupont" },
	{ NULL, NULL, "Le chien aboie.\n\nCordialement\nDUPONT Jean",
		"Jean|Dupont" },
	{ NULL, NULL, "Le chien aboie.\nJean DUPONT", "Jean|Dupont" },
	{ NULL, NULL, "Le chien aboie.\nMme Dupont Jeanne", "Jeanne|Dupont" },
	{ NULL, NULL, "LE CHIEN ABOIE\nMME BRISCHOUX CORINNE\nTEL 06 39 98 19 91",
		"Corinne|Brischoux" },
	{ NULL, NULL, "ABOIEMENTS.\nMERCI\nLE GOFF YANNICK", "Yannick|Le Goff" },
	{ NULL, NULL, "Bruit.\nBien à vous,\nGeneviève de La Tour",
		"Geneviève|de La Tour" },
	{ NULL, NULL, "Bruit.\nMerci\nKarim Ben Salah", "Karim|Ben Salah" },
	{ NULL, NULL, "Bruit.\nMerci,\nMaria d'Almeida", "Maria|d'Almeida" },
	{ NULL, NULL, "Bruit.\nCdt\nMARIA D'ALMEIDA", "Maria|d'Almeida" },
	{ NULL, NULL, "Bruit.\nMerci,\nJan van den Berg", "Jan|van den Berg" },
	{ NULL, NULL, "Bruit.\nCdlt,\nJean-Pierre Lacroix", "Jean-Pierre|Lacroix" },
	{ NULL, NULL, "Bruit.\nCdlt,\nMarie Claude Durand", "Marie Claude|Durand" },
	{ NULL, NULL, "Bruit.\nMerci\nPhilippe Guyonvarc'h", "Philippe|Guyonvarc'h" },
	{ NULL, NULL, "Bruit.\nMerci\nNGUYEN Thi Mai", "Thi Mai|Nguyen" },
	{ NULL, NULL, "Bruit.\nMerci\nNguyen Thi Mai", "Thi Mai|Nguyen" },
	{ NULL, NULL, "Bruit.\nMme Monique PHEULPIN née WALTER\n03 53 01 55 92",
		"Monique|Pheulpin" },
	{ NULL, NULL, "Bruit.\nMme Durand née Petit", "|Durand" },
	{ NULL, NULL, "Bruit.\nMme Jacqueline MAÎTRE", "Jacqueline|Maître" },
	{ NULL, NULL, "Bruit.\nMerci\nJean-Louis Pape", "Jean-Louis|Pape" },
	{ NULL, NULL, "Bruit.\n\nBrigadier-chef principal Loïc HURTREL\nPolice "
		"municipale", "Loïc|Hurtrel" },
	{ NULL, NULL, "Hondenpoep. Groet, Sjoerd de Vries", "Sjoerd|de Vries" },
	{ NULL, NULL, "Je suis son fils, Pascal Grisez, et j'écris pour elle.",
		"Pascal|Grisez" },
	{ NULL, NULL, "J'écris en ma qualité de gardien de la résidence (Karim "
		"Belkacem, loge A).", "Karim|Belkacem" },
	{ NULL, NULL, "Je suis chez ma voisine, Simone Royer, pour la journée.",
		"|" },
	{ "Sjoerd Hoekstra", "sjoerd.hoekstra@ziggo.example", "Hondenpoep.",
		"Sjoerd|Hoekstra" },
	{ "PM Delle", "police@mairie.example", "Des pneus.", "|" },
	{ NULL, NULL, "Bruit.\nMarie PETIT épouse DURAND", "Marie|Durand" },
	{ NULL, NULL, "Bruit.\nMme veuve Martin", "|Martin" },
	{ NULL, NULL, "Bruit.\nMme Vve Raymonde Tixador", "Raymonde|Tixador" },
	{ NULL, NULL, "Bruit.\nM. et Mme Rigaudie", "|Rigaudie" },
	{ NULL, NULL, "Bruit.\nJean et Marie Dupont", "Jean|Dupont" },
	{ NULL, NULL, "Bruit.\nÉlodie Roux et Quentin Vasseur", "Élodie|Roux" },
	{ NULL, NULL, "Nous avons passé le pont. Famille Jouanneau.", "|Jouanneau" },
	{ NULL, NULL, "Merci.\nLes Humbert", "|Humbert" },
	{ NULL, NULL, "Bruit.\nCordialement, H. Mouret", "|Mouret" },
	{ NULL, NULL, "Bruit le soir. Merci d'avance, Colette.", "Colette|" },
	{ NULL, NULL, "bruit le soir svp. samira", "Samira|" },
	{ NULL, NULL, "on ma voler mon velo je suis dispo samedi. jordan lacour "
		"0639981866 merci", "Jordan|Lacour" },
	{ NULL, NULL, "rdv plainte?? ryan o6 39 98 o9 63", "Ryan|" },
	{ NULL, NULL, "apelez moi 06 39 98 33 1 6 merci Samira", "Samira|" },
	{ NULL, NULL, "Je finis à 17 h. Karim Benhaddou, 06 39 98 55 03",
		"Karim|Benhaddou" },
	{ NULL, NULL, "Cela l'affolerait. Maëlle Kerouanton, infirmière.",
		"Maëlle|Kerouanton" },
	{ NULL, NULL, "Bruit.\nGérard Bourquard, un contribuable",
		"Gérard|Bourquard" },
	{ NULL, NULL, "Bruit.\nGilbert Jacquot - 06 39 98 25 25",
		"Gilbert|Jacquot" },
	{ NULL, NULL, "Vitesse.\nBien à vous,\nJean-Hugues Ferrandier, président\n"
		"Association Les Hauts", "Jean-Hugues|Ferrandier" },
	{ NULL, NULL, "Vitesse.\nPour le collectif, Maryvonne Estournel",
		"Maryvonne|Estournel" },
	{ NULL, NULL, "Bruit.\nFarid MESSAOUDI\nArtisan boulanger\n"
		"LE FOURNIL D'OR - SARL", "Farid|Messaoudi" },
	{ NULL, NULL, "Bruit.\nRAYMOND BOULANGER", "Raymond|Boulanger" },
	{ NULL, NULL, "Bruit.\nDésiré Fontvieille", "Désiré|Fontvieille" },
	{ NULL, NULL, "Bruit.\nCordialement,\nJessica M.", "Jessica|" },
	{ NULL, NULL, "Je soussigné Roger TISSOT, né le 12.03.1948, vous prie "
		"d'inscrire :\na) bruit\nb) haie\nR. TISSOT", "Roger|Tissot" },
	{ NULL, NULL, "Bonjour, je m'appelle Inès et je suis en cinquième. On "
		"m'attend dehors.", "Inès|" },
	{ NULL, NULL, "bonjour moi Oukacha Brahim 74 ans, j'habite ici. Les jeune "
		"il reste", "Brahim|Oukacha" },
	{ NULL, NULL, "BONJOUR JE SUIS MR AZZOUZ, PEINTRE, IL ME DOIT 480 EUROS",
		"|Azzouz" },
	{ NULL, NULL, "Bonjour c'est Madame Fofana du bâtiment Érable. Il ne "
		"mange plus.", "|Fofana" },
	{ NULL, NULL, "Hello, my name is Grace Whitfield and I live here. Noise.",
		"Grace|Whitfield" },
	{ NULL, NULL, "Guten Tag, mein Name ist Jürgen Hoffstetter.",
		"Jürgen|Hoffstetter" },
	{ NULL, NULL, "Nom : DUPONT\nPrénom : Jean\nTéléphone : 06 39 98 12 34",
		"Jean|Dupont" },
	{ NULL, NULL, "Nom et prénom : Dupont Jeanne\nAdresse : 3 rue Hoche",
		"Jeanne|Dupont" },
	{ NULL, NULL, "NOM : LE GOFF PRENOM : Yann", "Yann|Le Goff" },
	{ NULL, NULL, "Nom de naissance : TISSERAND\nNom d'usage : GUILLEMOT\n"
		"Prénom(s) : Anne-Sophie", "Anne-Sophie|Guillemot" },
	{ NULL, NULL, "Mit freundlichen Grüßen\nIrmgard Seifried",
		"Irmgard|Seifried" },
	// clang-format on
};

// What From adds, or has alone.
static const Case headers[] = {
	// clang-format off
	{ "DUPONT Jean", NULL, "Bruit.", "Jean|Dupont" },
	{ "Dupont, Jean", NULL, "Bruit.", "Jean|Dupont" },
	{ "Dupont, Jean Girardot", NULL, "Bruit.", "Jean|Girardot Dupont" },
	{ "Tour, Jean de la", NULL, "Bruit.", "Jean|de La Tour" },
	{ "Le Goff, Yann (Brest)", NULL, "Bruit.", "Yann|Le Goff" },
	{ "Zohra Benali J-C", NULL, "Bruit.", "Zohra|Benali" },
	{ "DUPONT, Jean Minh", NULL, "Bruit.", "Jean Minh|Dupont" },
	{ "Durand, Jean et Marie", NULL, "Bruit.", "Jean|Durand" },
	{ "Jean DUPONT", NULL, "Bruit.", "Jean|Dupont" },
	{ "M. et Mme Durand", NULL, "Bruit.", "|Durand" },
	{ "Mme BRISCHOUX Corinne", NULL, "Bruit.", "Corinne|Brischoux" },
	{ "jean.dupont", NULL, "Bruit.", "Jean|Dupont" },
	{ "Prakash Nambiar", NULL, "Noise.", "Prakash|Nambiar" },
	{ NULL, "jean.dupont90@mail.example", "Bruit.", "Jean|Dupont" },
	{ NULL, "dupont.jean@mail.example", "Bruit.", "Jean|Dupont" },
	{ "", "lefebvre.antoine92@mail.example", "Bruit.", "Antoine|Lefebvre" },
	{ "Amandine Girardot", "a@mail.example", "Bruit.\nAmandine",
		"Amandine|Girardot" },
	{ "Jeannerot Patrick", "p.jeannerot@mail.example", "Trou.\nP. Jeannerot",
		"Patrick|Jeannerot" },
	{ "Denis Toitot", NULL, "Merci.\nD. Toitot", "Denis|Toitot" },
	{ "Mme Josette Lardinois", NULL, "Crottes.\nMme Lardinois",
		"Josette|Lardinois" },
	{ "Ludo Vasseur", NULL, "PV.\nLudovic Vasseur", "Ludovic|Vasseur" },
	{ "Ludovic Vasseur", NULL, "PV.\nLudo", "Ludovic|Vasseur" },
	{ "gerard bourquard", NULL, "Avis.\nGérard Bourquard", "Gérard|Bourquard" },
	{ "Lydie Marchetti", NULL, "AVIS\nMARCHETTI LYDIE", "Lydie|Marchetti" },
	{ "Martin Paul", "paul.martin@mail.example", "Bruit.", "Paul|Martin" },
	{ "Zohra B.", "zohra.b.drancy@mail.example", "Il crie\nZohra Benhaddou",
		"Zohra|Benhaddou" },
	{ "Ginette Wattel", "g.wattel@mail.example", "Pour ma mère, Mme Wattel "
		"Ginette, 79 ans.\nMerci\nFranck DELATTRE", "Franck|Delattre" },
	{ "Mère inquiète", "mere.de.yanis@mail.example", "Aidez moi merci Samira",
		"Samira|" },
	{ "Rose-May", "rosemay.hoarau974@mail.example",
		"Mersi d'avance, Rose-May Hoarau", "Rose-May|Hoarau" },
	{ "Boulangerie LE FOURNIL D'OR", "fournil@mail.example",
		"Bruit.\nFarid MESSAOUDI", "Farid|Messaoudi" },
	// clang-format on
};

// Nobody's name, or somebody else's.
static const Case none[] = {
	// clang-format off
	{ "Résidence Les Tilleuls", NULL, "Bruit.", "|" },
	{ "Syndicat des copropriétaires", NULL, "Bruit.", "|" },
	{ "Service client", NULL, "Bruit.", "|" },
	{ "La Redoute", NULL, "Bruit.", "|" },
	{ "Un voisin", NULL, "Bruit.", "|" },
	{ "Une habitante", NULL, "Bruit.", "|" },
	{ "Le Lion fatigué", "lion.fatigue@mail.example", "Ode.", "|" },
	{ "Titi", "titi.dub@mail.example", "Encore les motos", "|" },
	{ "nass13", "nass13014@mail.example", "vite", "|" },
	{ "L.", "violeta@mail.example", "Aidez moi", "|" },
	{ NULL, "petitefleur.s93@mail.example", "vite", "|" },
	{ NULL, "tn93.clichy@mail.example", "la bouche a incendie", "|" },
	{ "Mairie de Belfort", NULL, "Bruit.\nLe service technique", "|" },
	{ NULL, NULL, "Monsieur le Commissaire,\nLe chien aboie.", "|" },
	{ NULL, NULL, "Bonjour Monsieur Durand,\nLe chien aboie toujours.", "|" },
	{ NULL, NULL, "Mon voisin, Jean Martin, fait du bruit.", "|" },
	{ NULL, NULL, "L'avocate c'est Me Bardet si vous avez besoin", "|" },
	{ NULL, NULL, "Bruit.\nUn riverain excédé", "|" },
	{ NULL, NULL, "Bruit.\nLes riverains de la route de Paris", "|" },
	{ NULL, NULL, "Bruit.\nSportivement", "|" },
	{ NULL, NULL, "Bruit.\nMerci. Le trésorier.", "|" },
	{ NULL, NULL, "Bruit.\nF. L.", "|" },
	{ NULL, NULL, "À partir de quelle durée d'absence devons-nous appeler ?",
		"|" },
	{ NULL, NULL, "Il s'appelle Karim et il crie. Je suis la voisine.", "|" },
	{ NULL, NULL, "C'est Mme Petit qui crie tous les soirs.", "|" },
	{ NULL, NULL, "Coordonnées du voisin :\nNom : DUPONT\nPrénom : Jean", "|" },
	{ NULL, NULL, "c'est bruyant le soir et ca dure merci de passer", "|" },
	// clang-format on
};

static PsqTestReader *const readers[] = { psq_name_read, NULL };

static char *
read_name(const PsqTestMail *mail)
{
	PsqReading *reading = psq_test_read(mail, readers);
	const PsqContact *contact = &reading->contact;
	char *name = g_strdup_printf("%s|%s",
		contact->given_name != NULL ? contact->given_name : "",
		contact->surname != NULL ? contact->surname : "");
	psq_test_reading_free(reading);
	return name;
}

static void
check(const Case *cases, size_t count)
{
	int wrong = 0;
	for (size_t i = 0; i < count; i++) {
		PsqTestMail mail = { .from = cases[i].from,
			.address = cases[i].address,
			.said = cases[i].said };
		g_autofree char *name = read_name(&mail);
		if (strcmp(name, cases[i].name) != 0) {
			g_test_message("\"%s\" %s: want \"%s\", got \"%s\"",
				cases[i].said,
				cases[i].from != NULL ? cases[i].from : "-",
				cases[i].name, name);
			wrong++;
		}
	}
	g_assert_cmpint(wrong, ==, 0);
}

static void
test_texts(void)
{
	check(texts, G_N_ELEMENTS(texts));
}

static void
test_headers(void)
{
	check(headers, G_N_ELEMENTS(headers));
}

static void
test_none(void)
{
	check(none, G_N_ELEMENTS(none));
}

static void
test_passages(void)
{
	PsqTestMail mail = {
		.said = "Bonjour, le chien aboie.",
		.signature = "Dominique Sutter\nPrincipal\nCollège Vauban",
		.quoted = "> Cordialement,\n> Paul Martin",
	};
	g_autofree char *name = read_name(&mail);
	g_assert_cmpstr(name, ==, "Dominique|Sutter");

	PsqTestMail subject = { .subject = "Tags au stade - Mme Lopez",
		.said = "" };
	g_autofree char *other = read_name(&subject);
	g_assert_cmpstr(other, ==, "|Lopez");
}

static void
test_evidence(void)
{
	PsqTestMail mail = { .from = "Marie Durand",
		.said = "Le chien aboie.\nCordialement,\nM. DURAND" };
	PsqReading *reading = psq_test_read(&mail, readers);
	g_assert_cmpuint(reading->evidence->len, ==, 2);
	const PsqEvidence *surname = g_ptr_array_index(reading->evidence, 0);
	const PsqEvidence *given = g_ptr_array_index(reading->evidence, 1);
	g_assert_cmpstr(surname->of, ==, "surname");
	g_assert_cmpstr(surname->from, ==, "said");
	g_assert_cmpstr(surname->text, ==, "DURAND");
	g_assert_cmpfloat(surname->score, <=, 1);
	g_assert_cmpstr(given->of, ==, "given_name");
	g_assert_cmpstr(given->from, ==, "from");
	g_assert_cmpstr(given->text, ==, "Marie");
	psq_test_reading_free(reading);
}

// Both halves of "Dupont, Jean" are shown where they stand in From, and all of
// it where a half has words of both sides.
static void
test_comma(void)
{
	static const struct {
		const char *from;
		const char *surname;
		const char *given;
	} cases[] = {
		{ "Dupont, Jean", "Dupont", "Jean" },
		{ "Goff, Éléonore Le", "Goff, Éléonore Le", "Éléonore" },
		{ "de La Tour, Anne", "de La Tour", "Anne" },
		{ "Dupont, Jean Girardot", "Dupont, Jean Girardot", "Jean" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		PsqTestMail mail = { .from = cases[i].from, .said = "Bruit." };
		PsqReading *reading = psq_test_read(&mail, readers);
		g_assert_cmpuint(reading->evidence->len, ==, 2);
		const PsqEvidence *surname = reading->evidence->pdata[0];
		const PsqEvidence *given = reading->evidence->pdata[1];
		g_assert_cmpstr(surname->text, ==, cases[i].surname);
		g_assert_cmpstr(given->text, ==, cases[i].given);
		psq_test_reading_free(reading);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/name/texts", test_texts);
	g_test_add_func("/name/headers", test_headers);
	g_test_add_func("/name/none", test_none);
	g_test_add_func("/name/passages", test_passages);
	g_test_add_func("/name/comma", test_comma);
	g_test_add_func("/name/evidence", test_evidence);
	int status = g_test_run();
	psq_test_lexicon_free();
	return status;
}
