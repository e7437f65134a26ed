// test-name-case.c - names as one writes them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-case.h"

#include <glib.h>

static void
test_case(void)
{
	static const struct {
		const char *written;
		bool surname;
		const char *want;
	} cases[] = {
		{ "DUPONT", true, "Dupont" },
		{ "LE GOFF", true, "Le Goff" },
		{ "DE LA TOUR", true, "de La Tour" },
		{ "ben salah", true, "Ben Salah" },
		{ "VAN DEN BERG", true, "van den Berg" },
		{ "D'ALMEIDA", true, "d'Almeida" },
		{ "O'BRIEN", true, "O'Brien" },
		{ "GUYONVARC'H", true, "Guyonvarc'h" },
		{ "GUYONVARC\u2019H", true, "Guyonvarc'h" },
		{ "D\u2019ARBOIS", true, "d'Arbois" },
		{ "Saint\u2011Hillier", true, "Saint-Hillier" },
		{ "du Breuil", true, "du Breuil" },
		{ "DU BREUIL", true, "Du Breuil" },
		{ "MARIA DA CONCEIÇÃO", false, "Maria da Conceição" },
		{ "PETITJEAN-MOREAU", true, "Petitjean-Moreau" },
		{ "McDonald", true, "McDonald" },
		{ "jean-pierre", false, "Jean-Pierre" },
		{ "ÉLÉONORE", false, "Éléonore" },
		{ "Ùna", false, "Ùna" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got =
			psq_name_case(cases[i].written, cases[i].surname);
		g_assert_cmpstr(got, ==, cases[i].want);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/name-case", test_case);
	return g_test_run();
}
