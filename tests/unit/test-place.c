// test-place.c - where the thing happens that the sender reports
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/contact-fixture.h"

#include <string.h>

typedef struct {
	const char *subject;
	const char *said;
	const char *place; // NULL: none
} Case;

// clang-format off
static const Case cases[] = {
	{ NULL, "Les motos remontent la rue de Madrid tous les soirs.",
		"rue de Madrid" },
	{ NULL, "Mon garage, situé 22 rue du Martinet à Offemont, a été fracturé.",
		"22 rue du Martinet à Offemont" },
	{ NULL, "On a enfoncé mon aile sur le parking du marché Fréry.",
		"parking du marché Fréry" },
	{ NULL, "Dimanche dans le quartier des Glacis on tire des mortiers.",
		"quartier des Glacis" },
	{ NULL, "Ils boivent place Corbis dès dix heures. Le Lion s'ennuie.",
		"place Corbis" },
	{ NULL, "Il tape au 2e étage de la tour 5, cité Gagarine, depuis hier.",
		"tour 5, cité Gagarine" },
	{ NULL, "C'est au bâtiment C, 40 rue de la Paix. Merci à Vous Tous.",
		"bâtiment C, 40 rue de la Paix" },
	{ NULL, "Le hall du 6 rue de Copenhague est occupé.",
		"hall du 6 rue de Copenhague" },
	{ NULL, "Dans le hall de l'entrée B de la résidence Le Clos Saint-Éloi.",
		"hall de l'entrée B de la résidence Le Clos Saint-Éloi" },
	{ NULL, "Un groupe reste square du Souvenir la nuit.", "square du Souvenir" },
	{ NULL, "Les jeunes sont à l'arrêt Optymo Madrid.", "arrêt Optymo Madrid" },
	{ NULL, "a l arret optymo Madrid ya tjrs le meme groupe",
		"arret optymo Madrid" },
	{ NULL, "on ma voler mon vélo devant la gare de belfort il etai attaché",
		"gare de belfort" },
	{ NULL, "je suis 2 rue de londres belfort appart 34",
		"2 rue de londres" },
	{ NULL, "il a brulé rue victor hugo hier soir", "rue victor hugo" },
	{ NULL, "IL EST SUR LE TOIT DU BATIMENT F CITE DES OLIVIERS IL VA SAUTER",
		"BATIMENT F CITE DES OLIVIERS" },
	{ NULL, "LE VOISIN DU 6 RUE DE L ABREUVOIR CRIE TOUTE LA NUIT",
		"6 RUE DE L ABREUVOIR" },
	{ NULL, "Une fuite au 11, rue Kléber. Personne ne répond.",
		"11, rue Kléber" },
	{ NULL, "Au numéro 4 de la place du Marché-aux-Bleds, on crie.",
		"4 de la place du Marché-aux-Bleds" },
	{ NULL, "Une épave pourrit 5 bis rue Alphonse-Daudet à Alès.",
		"5 bis rue Alphonse-Daudet à Alès" },
	{ NULL, "Des feux rue de l'As-de-Carreau.", "rue de l'As-de-Carreau" },
	{ NULL, "Ils se garent rue du 8 mai 1945 sur le trottoir.",
		"rue du 8 mai" },
	{ NULL, "Rodéos boulevard du Général de Gaulle.",
		"boulevard du Général de Gaulle" },
	{ NULL, "Je dors sur le parking de l'étang des Forges.",
		"parking de l'étang des Forges" },
	{ NULL, "Un homme dort sous le pont, il gèle.", "sous le pont" },
	{ NULL, "Des gars vendent devant la gare tous les soirs.",
		"devant la gare" },
	{ NULL, "Bagarre devant le collège Jules-Michelet.",
		"collège Jules-Michelet" },
	{ NULL, "Les drivers use the car park behind the Kinepolis in Lomme.",
		"car park behind the Kinepolis in Lomme" },
	{ NULL, "Aus dem Keller in der Rue de Lannoy kommt Qualm.",
		"Rue de Lannoy" },
	{ "Boulevard Kennedy", "Les motos font du bruit le soir.",
		"Boulevard Kennedy" },
	{ NULL, "J'habite 3 rue Hoche. Le bruit vient du parc de la Douce.",
		"parc de la Douce" },
	{ NULL, "J'habite au 7 rue Parant et le voisin crie.", "7 rue Parant" },
	{ NULL, "Ils crient rue Foch, entrée B, tous les soirs.",
		"rue Foch, entrée B" },
	{ NULL, "À l'angle de la rue Foch et de la rue Hoche, on deale.",
		"angle de la rue Foch et de la rue Hoche" },
	{ NULL, "Le stop au croisement des rues Foch et Hoche est ignoré.",
		"croisement des rues Foch et Hoche" },
	{ NULL, "Ils boivent sous le préau de l'école Wolf, côté rue Hoche.",
		"préau de l'école Wolf, côté rue Hoche" },
	{ NULL, "Des motos rue Foch, en face de la pharmacie de la Gare.",
		"rue Foch, en face de la pharmacie de la Gare" },
	{ NULL, "Des vélos sur le chemin de halage entre l'écluse 4 et la "
		"passerelle Foch.",
		"chemin de halage entre l'écluse 4 et la passerelle Foch" },
	{ NULL, "Aux Résidences-Nord, les encombrants restent dehors.",
		"Résidences-Nord" },
	{ NULL, "Ils courent dans la galerie marchande des 4 As.",
		"galerie marchande des 4 As" },
	{ NULL, "Bonjour. ya des rodéos dans le quartier des glacis tous les "
		"soirs, sa rend fou les gens",
		"quartier des glacis" },
	{ NULL, "On piétine le terrain de pétanque des Barres.",
		"terrain de pétanque des Barres" },
	{ NULL, "Al parco Chambrun, a Nizza, si fa rumore.",
		"parco Chambrun, a Nizza" },
	{ "Bruit salle de sport", "Derrière la salle de sport de la rue Hoche.",
		"salle de sport de la rue Hoche" },
	{ NULL, "Simone Choffat\n8, rue Voltaire\n\nBonjour,\n\nPlace Corbis, il "
		"reste des cageots.", "Place Corbis" },
	{ NULL, "Le comité de quartier Bellevue vous écrit. Rue Foch, on crie.",
		"Rue Foch" },
	{ NULL, "Puis-je venir au commissariat de la rue du Manège ?", NULL },
	{ NULL, "J'ai payé pour un colis bloqué dans un magasin rue de Rivoli.",
		NULL },
	{ NULL, "Il y a du bruit dans tout le quartier.", NULL },
	{ NULL, "Le bruit est permanent.", NULL },
	{ NULL, "Il a perdu sa place et il est garé sur le côté.", NULL },
	{ NULL, "Il marche toute la nuit au-dessus de nous.", NULL },
	{ NULL, "Un faux conseiller m'a fait un virement, j'habite rue Foch.",
		NULL },
	{ NULL, "Faut-il une caméra à mon domicile ?", NULL },
	{ NULL, "Merci pour votre passage.", NULL },
	{ NULL, "", NULL },
};
// clang-format on

static PsqTestReader *const readers[] = { psq_name_read, psq_place_read, NULL };

static void
test_cases(void)
{
	int wrong = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		PsqTestMail mail = { .subject = cases[i].subject,
			.said = cases[i].said };
		PsqReading *reading = psq_test_read(&mail, readers);
		if (g_strcmp0(reading->place, cases[i].place) != 0) {
			g_test_message("\"%s\": want \"%s\", got \"%s\"",
				cases[i].said, cases[i].place, reading->place);
			wrong++;
		}
		psq_test_reading_free(reading);
	}
	g_assert_cmpint(wrong, ==, 0);
}

// The address below the name is the sender's, not the facts'.
static void
test_signature(void)
{
	PsqTestMail mail = {
		.said = "Bonjour,\nDes motos tournent sur le parking Foch.\n"
			"Cordialement,\nJean Petit\n12 rue Hoche",
	};
	PsqReading *reading = psq_test_read(&mail, readers);
	g_assert_cmpstr(reading->place, ==, "parking Foch");
	psq_test_reading_free(reading);
}

// A line's end inside of a name is a blank in the result, and the evidence
// keeps the words as they stand.
static void
test_evidence(void)
{
	PsqTestMail mail = {
		.said = "Je vous écris pour les tags du parking de l'étang\n"
			"des Forges, encore.",
	};
	PsqReading *reading = psq_test_read(&mail, readers);
	g_assert_cmpstr(reading->place, ==, "parking de l'étang des Forges");
	const PsqEvidence *evidence = g_ptr_array_index(
		reading->evidence, reading->evidence->len - 1);
	g_assert_cmpstr(evidence->of, ==, "place");
	g_assert_cmpstr(evidence->text, ==, "parking de l'étang\ndes Forges");
	psq_test_reading_free(reading);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/place/cases", test_cases);
	g_test_add_func("/place/signature", test_signature);
	g_test_add_func("/place/evidence", test_evidence);
	int status = g_test_run();
	psq_test_lexicon_free();
	return status;
}
