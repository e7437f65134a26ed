// test-phone.c - the sender's telephone numbers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-words.h"
#include "tests/unit/contact-fixture.h"

#include <string.h>

typedef struct {
	const char *said;
	const char *phones;
} Case;

// Every way to write one's own number.
static const Case forms[] = {
	// clang-format off
	{ "Mon numéro : 06 39 98 12 34", "+33639981234" },
	{ "Mon numéro : 0639981234.", "+33639981234" },
	{ "Tél. 06.39.98.12.34", "+33639981234" },
	{ "tel 06-39-98-12-34 merci", "+33639981234" },
	{ "tel 06/39/98/12/34", "+33639981234" },
	{ "tel : 06_39_98_12_34", "+33639981234" },
	{ "Tél : 06\u00a039\u00a098\u00a012\u00a034", "+33639981234" },
	{ "Tél : 06\u202f39\u202f98\u202f12\u202f34", "+33639981234" },
	{ "Tél : 06\u200939\u200998\u200912\u200934", "+33639981234" },
	{ "au +33 6 39 98 12 34", "+33639981234" },
	{ "au +33 (0)6 39 98 12 34", "+33639981234" },
	{ "au +33(0)639981234", "+33639981234" },
	{ "au (+33) 6 39 98 12 34", "+33639981234" },
	{ "au + 33 6 39 98 12 34", "+33639981234" },
	{ "au 0033 6 39 98 12 34", "+33639981234" },
	{ "au 00 33 6 39 98 12 34", "+33639981234" },
	{ "au 0033639981234", "+33639981234" },
	{ "au +33 06 39 98 12 34", "+33639981234" },
	{ "au (0)6 39 98 12 34", "+33639981234" },
	{ "au (06) 39 98 12 34", "+33639981234" },
	{ "o6 39 98 l2 34", "+33639981234" },
	{ "O6.39.98.O2.34 svp", "+33639980234" },
	{ "06 39 98 33 1 6 merci", "+33639983316" },
	{ "06 399 812 34", "+33639981234" },
	{ "0639 98 12 34", "+33639981234" },
	{ "0639 981 234", "+33639981234" },
	{ "06 39 98 1234", "+33639981234" },
	{ "0 6 3 9 9 8 1 2 3 4", "+33639981234" },
	{ "tel 06-39 98.12/34", "+33639981234" },
	{ "joignable au 06 39 98\n12 34 le soir", "+33639981234" },
	{ "０６ ３９ ９８ １２ ３４", "+33639981234" },
	{ "tel06 39 98 12 34", "+33639981234" },
	{ "appelez moi au0639981234", "+33639981234" },
	{ "0639981234merci", "+33639981234" },
	{ "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre",
		"+33639981234" },
	{ "zero six, trente neuf, quatre vingt dix huit, zéro deux, "
		"soixante et onze", "+33639980271" },
	{ "06 trente-neuf 98 soixante-quinze 34", "+33639987534" },
	{ "03 53 01 14 27 poste 12", "+33353011427" },
	{ "03 53 01 14 27 (laissez sonner, je marche lentement)",
		"+33353011427" },
	{ "le telephone marche encore jusqu'au 15 06 39 98 29 90",
		"+33639982990" },
	{ "vu le 12/03/2024 06 39 98 12 34", "+33639981234" },
	{ "dispo de 17h à 19h, 01 99 00 47 47", "+33199004747" },
	{ "Tel. +49 151 0000 1280", "+4915100001280" },
	{ "Jürgen, 0049 151 2345 6701", "+4915123456701" },
	{ "call me on +44 7700 900341", "+447700900341" },
	{ "+44 (0)7700 900341", "+447700900341" },
	{ "+32 470 12 34 56", "+32470123456" },
	{ "mon gsm 0692 12 34 56", "+262692123456" },
	{ "mon fixe 0590 12 34 56", "+590590123456" },
	{ "09 53 12 34 56", "+33953123456" },
	{ "CH : 079 000 12 34 (+41)", "+41790001234" },
	{ "0️⃣6️⃣ 39 98 12 34", "+33639981234" },
	// clang-format on
};

// Several numbers, and which the writer would have dialled first.
static const Case orders[] = {
	// clang-format off
	{ "06 39 98 12 34 / 35", "+33639981234 +33639981235" },
	{ "06 39 98 12 34 / 03 53 01 14 27", "+33639981234 +33353011427" },
	{ "06 39 98 12 34 ou 03 53 01 14 27", "+33639981234 +33353011427" },
	{ "Fixe 03 53 01 14 27, portable 06 39 98 12 34",
		"+33353011427 +33639981234" },
	{ "03 53 01 14 27 ou de préférence 06 39 98 12 34",
		"+33639981234 +33353011427" },
	{ "03 53 01 14 27, 06 39 98 12 34 (de préférence)",
		"+33639981234 +33353011427" },
	{ "06 39 98 12 34 de préférence, ou 03 53 01 14 27",
		"+33639981234 +33353011427" },
	{ "03 53 01 14 27 mais plutôt sur mon portable 06 39 98 12 34",
		"+33639981234 +33353011427" },
	{ "03 53 01 14 27 (à défaut), 06 39 98 12 34",
		"+33639981234 +33353011427" },
	{ "Fixe d'abord : 03 53 01 14 27, sinon le portable : 06 39 98 12 34",
		"+33353011427 +33639981234" },
	{ "Tél 06 39 98 12 34 (plutôt le soir) et 03 53 01 14 27",
		"+33639981234 +33353011427" },
	{ "06 39 98 12 34\n03 53 01 14 27 en priorité",
		"+33353011427 +33639981234" },
	{ "Mobile : 06 39 98 90 91 (capte mal)\nFixe : 03 53 01 90 92, à essayer "
		"en premier", "+33353019092 +33639989091" },
	{ "Bitte anrufen, am besten mobil.\nFestnetz: 03 53 01 14 27\nMobil: "
		"06 39 98 12 34", "+33639981234 +33353011427" },
	{ "03 53 01 14 27, 06 39 98 12 34. Plutôt sur le fixe.",
		"+33353011427 +33639981234" },
	{ "mon fixe 03 53 01 14 27 ou le +41 79 000 12 34. Le numéro suisse "
		"d'abord.", "+41790001234 +33353011427" },
	{ "Mon portable est plutôt éteint : 03 53 01 14 27 ou 06 39 98 12 34",
		"+33353011427 +33639981234" },
	{ "0639981234 je répète 06 39 98 12 34", "+33639981234" },
	// clang-format on
};

// Digits that are no number of the sender's.
static const Case others[] = {
	// clang-format off
	{ "assurance, contrat n° 0639 9844 12", "" },
	{ "Avis de contravention n° 0639 9812 3402 77", "" },
	{ "numéro de dossier 06 39 98 12 34", "" },
	{ "ma référence client est 0639981234", "" },
	{ "PV électronique n° 0639981234", "" },
	{ "commande 0639981234 non livrée", "" },
	{ "plainte n° 01990 012345", "" },
	{ "SIRET 839 104 226 00019", "" },
	{ "SIREN 052 104 226", "" },
	{ "IBAN FR76 3000 4000 0312 3456 7890 143", "" },
	{ "carte 4970 1234 0612 3456", "" },
	{ "sécu 1 85 06 39 098 123 45", "" },
	{ "né le 03/05/1960 à Belfort", "" },
	{ "le 03/11/25 18 30 il est parti", "" },
	{ "entre 06.12.2024 et 07.12.2024", "" },
	{ "plaque AB-063-CD et FR-639-BE", "" },
	{ "90000 Belfort, 59100 Roubaix", "" },
	{ "j'ai appelé le 17, le 18, le 15 et le 112 puis le 3919", "" },
	{ "numéro surtaxé 08 99 12 34 56", "" },
	{ "le 0 805 12 34 56 ne répond pas", "" },
	{ "Fax 03 53 01 14 28", "" },
	{ "Tél. 03 53 01 14 27 - Fax 03 53 01 14 28", "+33353011427" },
	{ "T 03 53 01 14 27 | F 03 53 01 14 28", "+33353011427" },
	{ "03 53 01 14 28 (fax)", "" },
	{ "Par fax je suis au 03 53 01 14 28.", "" },
	{ "Pas de fax, appelez le 03 53 01 14 27.", "+33353011427" },
	{ "lettre recommandée 1A 063 998 1122 3", "" },
	{ "L'agent qui m'a répondu au 03 53 01 14 28 était aimable.", "" },
	{ "J'ai eu le 03 53 01 14 28, le standard du commissariat.", "" },
	{ "Sonnez au 03 53 01 14 28, le numéro de ma fille.", "" },
	{ "06 39 98 12 34, le soir après l'école.", "+33639981234" },
	{ "siège : 03 53 01 51 00\nligne directe 03 53 01 51 15",
		"+33353015115" },
	{ "Standard 03 53 01 51 00", "+33353015100" },
	{ "ma mère est joignable au 03 53 01 14 27", "" },
	{ "Ne l'appelez pas elle au 03 53 01 61 20, elle ne décroche plus. "
		"Appelez moi sur mon portable 06 39 98 20 95.",
		"+33639982095" },
	{ "N'appelez pas chez elle (03 53 01 36 36)", "" },
	{ "L'avocate c'est Me Bardet 03 53 01 66 20 si besoin", "" },
	{ "contactez mon avocat, maître Petit, au 03 53 01 66 20", "" },
	{ "Vous pouvez joindre le gardien au 06 39 98 12 34", "" },
	{ "le numéro du syndic est le 03 53 01 66 20", "" },
	{ "Syndic : 03 53 01 66 20", "" },
	{ "Son numéro : 06 39 98 12 34", "" },
	{ "il est joignable au 06 39 98 12 34", "" },
	{ "ma voisine, Mme Roux, 06 39 98 12 34, a tout vu", "" },
	{ "le SMS venait du +32 470 55 81 09", "" },
	{ "j'ai reçu 40 appels du 06 39 98 12 34", "" },
	{ "numéro affiché 03 53 01 99 00", "" },
	{ "le 06 39 98 12 34 m'appelle sans arrêt", "" },
	{ "un inconnu m'a appelé avec le 06 39 98 12 34", "" },
	{ "06 39 98 12 34 (mon mari)", "" },
	{ "appelez la mairie au 03 53 01 66 20", "" },
	{ "mon ancien numéro 06 39 98 12 34", "" },
	{ "écrivez à dupont.0639981234@mail.example", "" },
	{ "voir https://site.example/0639981234/photo", "" },
	{ "vous pouvez me joindre chez ma fille au 06 39 98 12 34",
		"+33639981234" },
	{ "Mon mari ne répond pas, appelez-moi au 06 39 98 12 34",
		"+33639981234" },
	{ "je vous laisse mon 06 : 06 39 98 12 34", "+33639981234" },
	{ "je suis le client du bar, rappelez moi 06 39 98 12 34",
		"+33639981234" },
	{ "La voisine a appelé le 17. Mon tel 06 39 98 12 34",
		"+33639981234" },
	{ "Nuisances au 12.\nPatricia Fleury\nGardienne - loge 03 53 01 51 15",
		"+33353015115" },
	{ "Eau coupée.\nBernadette Maurivard\nSecrétaire de mairie - "
		"03 53 01 12 12", "+33353011212" },
	{ "Bruit.\nGwendoline Ruiz\nStandard 03 53 01 90 00 - astreinte "
		"06 39 98 90 00", "+33353019000 +33639989000" },
	{ "C'est moi qu'il faut contacter, elle est dure d'oreille : "
		"06 39 98 16 83.", "+33639981683" },
	{ "Appelez-moi plutôt qu'elle : 06 39 98 70 19", "+33639987019" },
	{ "Ma mère, Simone Bergier (03 53 01 47 02, mais elle n'entend rien).",
		"" },
	{ "Mon portable : 06 39 98 33 71. Ne prenez pas celui de Denis, "
		"06 39 98 33 72, il conduit.", "+33639983371" },
	{ "Le portable de Schmitt est le 06 39 98 52 52, le mien 06 39 98 51 50.",
		"+33639985150" },
	{ "Syndic prévenu (Cabinet Foncia, 03 53 01 70 71), avocate consultée "
		"(Me Ory, 03 53 01 70 72).", "" },
	{ "01 99 00 17 17 est le numéro du faux policier. Le mien : "
		"03 53 01 36 12.", "+33353013612" },
	{ "Il m'a appelée du 01 99 00 17 17. Le 01 99 00 17 17, je répète.", "" },
	{ "Dossier ouvert chez vous sous le n° 2025/0639984411", "" },
	{ "Mes signalements 0639980001 (bruit), 0639980002 (bruit)", "" },
	{ "- 03.03.26-01.04.26 : remorque", "" },
	{ "Syndic Foncia, 02.61.91.99.99", "" },
	{ "je compte sur vous 06 39 98 12 34", "+33639981234" },
	{ "Merci de traiter ma demande. 06 39 98 12 34", "+33639981234" },
	// clang-format on
};

static PsqTestReader *const readers[] = { psq_name_read, psq_phone_read, NULL };

static char *
differ(const PsqReading *reading, const void *data)
{
	const Case *c = data;
	g_autofree char *phones = psq_test_phones(reading);
	return strcmp(phones, c->phones) == 0
		? NULL
		: g_strdup_printf("\"%s\", want \"%s\"", phones, c->phones);
}

static void
check(const Case *cases, size_t count)
{
	psq_test_each(cases, count, sizeof *cases, readers, differ);
}

static void
test_forms(void)
{
	check(forms, G_N_ELEMENTS(forms));
}

static void
test_orders(void)
{
	check(orders, G_N_ELEMENTS(orders));
}

static void
test_others(void)
{
	check(others, G_N_ELEMENTS(others));
}

static void
test_passages(void)
{
	PsqTestMail mail = {
		.subject = "Rappelez-moi au 03 53 01 14 27",
		.said = "Bonjour, le chien aboie.",
		.signature = "Jean Petit\nTél. 06 39 98 12 34",
		.quoted = "> PSQ, standard 03 53 01 17 00",
	};
	PsqReading *reading = psq_test_read(&mail, readers);
	g_autofree char *phones = psq_test_phones(reading);
	g_assert_cmpstr(phones, ==, "+33639981234 +33353011427");
	const PsqEvidence *first = g_ptr_array_index(reading->evidence, 2);
	g_assert_cmpstr(first->of, ==, "phone");
	g_assert_cmpstr(first->from, ==, "signature");
	g_assert_cmpstr(first->text, ==, "06 39 98 12 34");
	psq_test_reading_free(reading);
}

static void
test_bounds(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (int i = 0; i < 4000; i++) {
		g_string_append_printf(
			text, "06 39 98 %02d %02d\n", i / 100 % 100, i % 100);
	}
	PsqTestMail mail = { .said = text->str };
	PsqReading *reading = psq_test_read(&mail, readers);
	g_assert_cmpuint(reading->contact.phones->len, ==, 8);
	psq_test_reading_free(reading);

	g_string_set_size(text, 0);
	for (int i = 0; i < 100000; i++) {
		g_string_append_c(text, (char)('0' + i % 10));
	}
	mail.said = text->str;
	reading = psq_test_read(&mail, readers);
	g_assert_cmpuint(reading->contact.phones->len, ==, 0);
	psq_test_reading_free(reading);
}

static void
test_words(void)
{
	static const struct {
		const char *text;
		int value;
	} cases[] = {
		{ "zero", 0 },
		{ "dix-sept", 17 },
		{ "vingt et un", 21 },
		{ "trente-neuf", 39 },
		{ "soixante-dix", 70 },
		{ "soixante et onze", 71 },
		{ "soixante-seize", 76 },
		{ "soixante dix neuf", 79 },
		{ "quatre-vingts", 80 },
		{ "quatre vingt un", 81 },
		{ "quatre-vingt-dix", 90 },
		{ "quatre-vingt-dix-huit", 98 },
		{ "quatre-vingt-seize", 96 },
		{ "septante-deux", 72 },
		{ "nonante neuf", 99 },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		int value = -1;
		size_t end = 0;
		size_t len = strlen(cases[i].text);
		g_assert_true(psq_phone_words_read(
			cases[i].text, len, 0, &value, &end));
		g_assert_cmpint(value, ==, cases[i].value);
		g_assert_cmpuint(end, ==, len);
	}
	int value = -1;
	size_t end = 0;
	g_assert_false(psq_phone_words_read("maison", 6, 0, &value, &end));
	g_assert_cmpint(value, ==, -1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/phone/forms", test_forms);
	g_test_add_func("/phone/orders", test_orders);
	g_test_add_func("/phone/others", test_others);
	g_test_add_func("/phone/passages", test_passages);
	g_test_add_func("/phone/bounds", test_bounds);
	g_test_add_func("/phone/words", test_words);
	int status = g_test_run();
	psq_test_lexicon_free();
	return status;
}
