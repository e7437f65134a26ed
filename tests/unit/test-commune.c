// test-commune.c - in which commune the facts are
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/communes.h"
#include "tests/unit/contact-fixture.h"

#include <string.h>

typedef struct {
	const char *to; // the station's mailbox
	const char *said;
	const char *code; // NULL: can't be told
} Case;

#define BELFORT "ddsp90-psq@exemple.example"
#define DOUBS   "ddsp25-psq@exemple.example"
#define CORSE   "ddsp2a-psq@exemple.example"

// clang-format off
static const Case cases[] = {
	{ BELFORT, "Du bruit rue de la Paix à Belfort.", "90010" },
	{ BELFORT, "Du bruit 12 rue de la Paix, Offemont.", "90075" },
	{ BELFORT, "du bruit rue de la paix a belfort", "90010" },
	{ BELFORT, "Du bruit au 12 rue de la Paix, 90000 Belfort.", "90010" },
	{ BELFORT, "Des rodéos à Danjoutin.", "90032" },
	{ BELFORT, "Je suis habitante de la commune de Bavilliers.", "90008" },
	{ BELFORT, "Des dépôts sauvages rue du Lac à Croix.", "90030" },
	{ NULL, "Du bruit rue du Lac à Croix.", "59163" },
	{ BELFORT, "Du bruit rue du Lac à Montbéliard.", "25388" },
	{ DOUBS, "Des motos sur le parking de la gare à L'Isle sur le Doubs.",
		"25315" },
	{ NULL, "Des jeunes rue de la République au Havre.", "76351" },
	{ NULL, "Du bruit rue Carnot, 93200 St Denis", "93066" },
	{ NULL, "Du bruit rue Carnot à Saint-Denis.", NULL },
	{ "ddsp93-psq@exemple.example", "Du bruit rue Carnot à Saint-Denis.",
		"93066" },
	{ CORSE, "Du bruit cours Napoléon à Ajaccio.", "2A004" },
	{ NULL, "Du bruit 3 rue Fesch, 20000 Ajaccio.", "2A004" },
	{ "ddsp971-psq@exemple.example",
		"Du bruit rue Frébault à Pointe-à-Pitre.", "97120" },
	// what is no commune, or not that of the facts
	{ BELFORT, "Du bruit rue de Montbéliard tous les soirs.", NULL },
	{ BELFORT, "Du bruit avenue de Paris.", NULL },
	{ BELFORT, "Du bruit rue de la Paix, le soir.", NULL },
	{ BELFORT, "Rue de la Paix c'est l'enfer.", NULL },
	{ BELFORT, "Il y a du bruit sur place.", NULL },
	{ BELFORT, "Je ne sais plus à qui m'adresser.", NULL },
	{ BELFORT, "Ma sœur vit à Lyon, elle n'y est pour rien.", NULL },
	{ BELFORT, "Ils vont vers la rue et à droite.", NULL },
	{ BELFORT, "Facture 90000 de mars.", NULL },
	{ BELFORT, "Du bruit rue du Lac, sur celle du haut.", NULL },
	{ BELFORT, "Du bruit rue du Lac, il a monté le son.", NULL },
	{ BELFORT, "Du bruit rue du Lac. J'habite au 3 rue Foch, 67000 Strasbourg.",
		NULL },
	{ BELFORT, "Du bruit 8 rue Foch, 67000 Strasbourg.", "67482" },
	{ NULL, "Du bruit rue des Tilleuls.", NULL },
};
// clang-format on

static PsqTestReader *const readers[] = { psq_place_read, psq_commune_read,
	NULL };

static void
test_cases(void)
{
	guint wrong = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		PsqReading *reading =
			psq_test_read(&(PsqTestMail){ .said = cases[i].said,
					      .to = cases[i].to },
				readers);
		if (g_strcmp0(reading->commune, cases[i].code) != 0) {
			g_test_message("\"%s\" (place %s): got %s %s, not %s",
				cases[i].said,
				reading->place ? reading->place : "none",
				reading->commune ? reading->commune : "none",
				reading->commune_name ? reading->commune_name
						      : "",
				cases[i].code ? cases[i].code : "none");
			wrong++;
		}
		psq_test_reading_free(reading);
	}
	g_assert_cmpuint(wrong, ==, 0);
}

static void
test_evidence(void)
{
	PsqReading *reading = psq_test_read(
		&(PsqTestMail){ .said = "Du bruit à\nL'Isle-sur-le-Doubs",
			.to = DOUBS },
		(PsqTestReader *[]){ psq_commune_read, NULL });
	g_assert_cmpstr(reading->commune_name, ==, "L'Isle-sur-le-Doubs");
	g_assert_cmpuint(reading->evidence->len, ==, 1);
	const PsqEvidence *e = g_ptr_array_index(reading->evidence, 0);
	g_assert_cmpstr(e->of, ==, "commune");
	g_assert_cmpstr(e->text, ==, "L'Isle-sur-le-Doubs");
	psq_test_reading_free(reading);
}

static void
test_list(void)
{
	static const char text[] = "# head\na\t01001\tA\nb\t01002\tB\n"
				   "b\t02002*\tB\nb c\t01003\tB-C\n";
	g_auto(PsqCommunes) list = { .text = text, .len = strlen(text) };
	psq_communes_index(&list);
	PsqCommuneRow rows[PSQ_MAX_HOMONYMS];
	g_assert_cmpuint(psq_communes_find(&list, "a", 1, rows), ==, 1);
	g_assert_cmpuint(psq_communes_find(&list, "b", 1, rows), ==, 2);
	g_assert_true(psq_commune_in(&rows[0], "01"));
	g_assert_false(psq_commune_in(&rows[1], "01"));
	g_assert_false(rows[0].known);
	g_assert_true(rows[1].known);
	g_assert_cmpuint(psq_communes_find(&list, "b c", 3, rows), ==, 1);
	g_assert_cmpmem(rows[0].name, (int)rows[0].name_len, "B-C", 3);
	g_assert_cmpuint(psq_communes_find(&list, "", 0, rows), ==, 0);
	g_assert_cmpuint(psq_communes_find(&list, "c", 1, rows), ==, 0);
	g_assert_cmpuint(psq_communes_find(&list, "aa", 2, rows), ==, 0);
	g_assert_true(psq_communes_begin(&list, "b", 1));
	g_assert_true(psq_communes_begin(&list, "b c", 3));
	g_assert_false(psq_communes_begin(&list, "b cd", 4));
	g_assert_false(psq_communes_begin(&list, "c", 1));
	g_assert_true(psq_communes_check(&list, NULL));
}

static void
test_faults(void)
{
	static const struct {
		const char *text;
		const char *error;
	} faults[] = {
		{ "a\t01001\n", "1: expected key, code and name" },
		{ "a\t01001\tA\na\n", "2: expected key, code and name" },
		{ "b\t01001\tB\na\t01002\tA\n", "2: not in order" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		PsqCommunes list = { .text = faults[i].text,
			.len = strlen(faults[i].text) };
		g_autoptr(GError) error = NULL;
		g_assert_false(psq_communes_check(&list, &error));
		g_assert_true(psq_error_is(error, PSQ_ERR_CONFIG));
		g_assert_cmpstr(error->message, ==, faults[i].error);
	}
	PsqCommunes none = { NULL, 0, NULL };
	PsqCommuneRow rows[PSQ_MAX_HOMONYMS];
	g_assert_cmpuint(psq_communes_find(&none, "a", 1, rows), ==, 0);
	g_assert_true(psq_communes_check(&none, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/commune/cases", test_cases);
	g_test_add_func("/commune/evidence", test_evidence);
	g_test_add_func("/commune/list", test_list);
	g_test_add_func("/commune/faults", test_faults);
	int status = g_test_run();
	psq_test_lexicon_free();
	return status;
}
