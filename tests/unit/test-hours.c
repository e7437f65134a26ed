// test-hours.c - the hours at which the sender asks to be called
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/contact-fixture.h"

#include <string.h>

typedef struct {
	const char *said;
	const char *hours; // NULL: none
} Case;

// clang-format off
static const Case cases[] = {
	{ "Vous pouvez me joindre après 18 h au 06 39 98 12 34.", "après 18 h" },
	{ "Rappelez-moi le matin, je dors l'après-midi.", "le matin" },
	{ "Merci de m'appeler entre 12h et 14h.", "entre 12h et 14h" },
	{ "Je suis joignable en soirée.", "en soirée" },
	{ "Joignable à partir de 17h30 sauf le mercredi.",
		"à partir de 17h30 sauf le mercredi" },
	{ "Tél : 06 39 98 12 34 (après 18h)", "après 18h" },
	{ "Mon numéro : 06 39 98 12 34, le soir de préférence.", "le soir" },
	{ "Le matin je suis joignable au 06 39 98 12 34.", "Le matin" },
	{ "Après 20 h vous pouvez me rappeler.", "Après 20 h" },
	{ "Ne m'appelez pas avant 14 h, je travaille de nuit.", "avant 14 h" },
	{ "Merci de ne pas m'appeler avant 14 h.", "ne pas m'appeler avant 14 h" },
	{ "Je suis disponible du lundi au vendredi, de 9 h à 17 h.",
		"du lundi au vendredi, de 9 h à 17 h" },
	{ "Horaires d'appel : 9h-12h", "9h-12h" },
	{ "rapelez moi aprés dix huit heures svp", "aprés dix huit heures" },
	{ "Vous pouvez me contacter au 06 39 98 12 34 pendant la journée.",
		"pendant la journée" },
	{ "N'hésitez pas à m'appeler à toute heure.", "à toute heure" },
	{ "Merci de me rappeler demain matin.", "demain matin" },
	{ "Je préfère qu'on me rappelle, je suis dispo le mardi et le jeudi.",
		"le mardi et le jeudi" },
	{ "Please call me after 6 pm.", "after 6 pm" },
	{ "06 39 98 12 34, à appeler aux heures de bureau", "aux heures de bureau" },
	{ "On peut me joindre par téléphone tous les jours sauf le week-end.",
		"sauf le week-end" },
	{ "Appelez-moi s'il vous plaît : la journée au bureau 03 53 01 41 18, "
	  "le soir après 19 h au 06 39 98 41 18.",
		"la journée, le soir après 19 h" },
	{ "Je suis retraitée et disponible n'importe quel jour sauf le jeudi.",
		"n'importe quel jour sauf le jeudi" },
	{ "Disponibilités : lundi et mardi, le matin", "lundi et mardi, le matin" },
	{ "Ich bin abends erreichbar.", "abends" },
	// of the nuisance, of others, of the police
	{ "Tous les soirs après 22 h la musique recommence, rappelez-moi.", NULL },
	{ "Rappelez-moi, la musique commence à 22 h tous les soirs.", NULL },
	{ "Rappelez-moi au 06 39 98 12 34. Ils arrivent vers 21 h.", NULL },
	{ "J'ai appelé le 17 hier soir vers 23 h.", NULL },
	{ "Il essaie de me joindre le soir, tous les jours.", NULL },
	{ "Un inconnu vient m'appeler le soir.", NULL },
	{ "Le commissariat n'est pas joignable le soir.", NULL },
	{ "Je voudrais un rendez-vous, je suis disponible le mardi.", NULL },
	{ "Le magasin est ouvert de 9 h à 19 h, tél. 03 53 01 12 34.", NULL },
	{ "Les jeunes s'appellent le soir devant le hall.", NULL },
	{ "Le bruit dure de 22 h à 2 h du matin.", NULL },
	{ "Son numéro est le 06 39 98 99 99, le soir il répond.", NULL },
	{ "- horaires : de 21 h à 1 h", NULL },
	{ "Ne m'appelez surtout pas, la journée je dors.", NULL },
	{ "Dites-moi quel mercredi 06 39 98 12 34", NULL },
	{ "Rappelez-moi.", NULL },
	{ "Je vous appelle à propos du tapage de samedi soir.", NULL },
};
// clang-format on

static PsqTestReader *const readers[] = { psq_hours_read, NULL };

static PsqReading *
read_said(const char *said)
{
	return psq_test_read(&(PsqTestMail){ .said = said }, readers);
}

// The sender's numbers come from the reader of phones, which runs before.
static PsqTestReader *const with_phones[] = { psq_phone_read, psq_hours_read,
	NULL };

static void
test_cases(void)
{
	guint wrong = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		PsqReading *reading = psq_test_read(
			&(PsqTestMail){ .said = cases[i].said }, with_phones);
		const char *got = reading->contact.call_hours;
		if (g_strcmp0(got, cases[i].hours) != 0) {
			g_test_message("\"%s\": got %s, not %s", cases[i].said,
				got ? got : "none",
				cases[i].hours ? cases[i].hours : "none");
			wrong++;
		}
		psq_test_reading_free(reading);
	}
	g_assert_cmpuint(wrong, ==, 0);
}

static void
test_evidence(void)
{
	PsqReading *reading =
		read_said("Bonjour. Vous pouvez me joindre\naprès 18 h.");
	g_assert_cmpstr(reading->contact.call_hours, ==, "après 18 h");
	g_assert_cmpuint(reading->evidence->len, ==, 1);
	const PsqEvidence *e = g_ptr_array_index(reading->evidence, 0);
	g_assert_cmpstr(e->of, ==, "call_hours");
	g_assert_cmpstr(e->from, ==, "said");
	g_assert_cmpstr(e->text, ==, "après 18 h");
	psq_test_reading_free(reading);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/hours/cases", test_cases);
	g_test_add_func("/hours/evidence", test_evidence);
	int status = g_test_run();
	psq_test_lexicon_free();
	return status;
}
