// test-language.c - the language of the sender's own words
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/contact-fixture.h"

#include <string.h>

typedef struct {
	const char *said;
	const char *language;
} Case;

// clang-format off
static const Case cases[] = {
	{ "Bonjour, mon voisin fait du bruit tous les soirs.", "fr" },
	{ "slt jvous ecri vite fait du bus ya tjrs le meme groupe svp", "fr" },
	{ "on ma voler mon velo elec a la piscine de bron", "fr" },
	{ "jme sui fé tapé mon vélo elec", "fr" },
	{ "moto", "fr" },
	{ "Help", "fr" },
	{ "", "fr" },
	{ "ok merci", "fr" },
	{ "rdv plainte ?? 06 39 98 12 34", "fr" },
	{ "il di quil va me planté vite", "fr" },
	{ "LES JEUNES SQUATTENT LE HALL TOUS LES SOIRS", "fr" },
	{ "Encore les motos sur l'esplanade rue de Rome", "fr" },
	{ "ca deale en bas, shit, weed, cash, business as usual lol", "fr" },
	{ "Mon mari dit « please stop the noise » mais rien ne change.", "fr" },
	{ "Good morning, drivers use the car park as a racetrack every night.",
		"en" },
	{ "Please send someone, two men are fighting in front of the door.",
		"en" },
	{ "Sehr geehrte Damen und Herren, wir haben eine Ferienwohnung in der "
		"rue de la Grande Fontaine.", "de" },
	{ "Guten Abend, ich wohne erst seit zwei Wochen hier.", "de" },
	{ "Buenas tardes. Los vecinos de al lado tienen piscina y gritan.", "es" },
	{ "Boa tarde, queria só deixar uma sugestão aos senhores agentes.", "pt" },
	{ "Buongiorno, abito in questo palazzo e il mio vicino non dorme mai.",
		"it" },
	{ "Dzień dobry, mój sąsiad codziennie w nocy bardzo głośno słucha "
		"muzyki i nie mogę spać.", "pl" },
	{ "Dzień dobry, przy rue des Entrepreneurs ktoś co tydzień wyrzuca "
		"opony i stare lodówki, proszę o odpowiedź.", "pl" },
	{ "Merhaba, komşumuz her gece çok gürültü yapıyor, uyuyamıyoruz.", "tr" },
	{ "مرحبا، جاري يحدث ضجيجا كل ليلة ولا أستطيع النوم", "ar" },
	{ "Здравствуйте, мой сосед каждую ночь громко слушает музыку.", "ru" },
	{ "Goedendag, mijn buurman maakt elke nacht veel lawaai en ik kan niet "
		"slapen.", "nl" },
	{ "Bună ziua, vecinul meu face zgomot în fiecare noapte și nu pot dormi.",
		"ro" },
};
// clang-format on

static PsqTestReader *const readers[] = { psq_language_read, NULL };

static void
test_cases(void)
{
	int wrong = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		PsqTestMail mail = { .said = cases[i].said };
		PsqReading *reading = psq_test_read(&mail, readers);
		if (strcmp(reading->language, cases[i].language) != 0) {
			g_test_message("\"%s\": want %s, got %s", cases[i].said,
				cases[i].language, reading->language);
			wrong++;
		}
		psq_test_reading_free(reading);
	}
	g_assert_cmpint(wrong, ==, 0);
}

// Where nothing is said, the subject speaks.
static void
test_subject(void)
{
	PsqTestMail mail = { .said = "",
		.subject = "There is a fire in the street, please come" };
	PsqReading *reading = psq_test_read(&mail, readers);
	g_assert_cmpstr(reading->language, ==, "en");
	psq_test_reading_free(reading);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/language/cases", test_cases);
	g_test_add_func("/language/subject", test_subject);
	int status = g_test_run();
	psq_test_lexicon_free();
	return status;
}
