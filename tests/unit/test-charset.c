// test-charset.c - bytes and labels, honest and not
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/charset.h"
#include "parsers/tidy.h"

#include <string.h>

typedef struct {
	const char *name;
	const char *label;
	const char *bytes;
	size_t len;
	const char *text;
	bool repaired;
} Case;

#define B(bytes) (bytes), sizeof(bytes) - 1

static const Case cases[] = {
	// clang-format off
	{ "utf-8", "utf-8", B("été €"), "été €", false },
	{ "utf-8 without its dash", "UTF8", B("café"), "café", false },
	{ "label in quotes", "'utf-8'", B("café"), "café", false },
	{ "label with a comment", "utf-8 (Unicode)", B("café"), "café", false },
	{ "label with a language", "utf-8*fr", B("café"), "café", false },
	{ "latin-1 means windows-1252", "iso-8859-1",
	  B("l\x92" "eau 10 \x80 \xe9"), "l’eau 10 € é", false },
	{ "latin-1 that is utf-8", "iso-8859-1", B("été"), "été", true },
	{ "utf-8 that is windows-1252", "utf-8",
	  B("\xe9t\xe9 \x80 l\x92" "eau"), "été € l’eau", true },
	{ "us-ascii that is utf-8", "us-ascii", B("été"), "été", true },
	{ "us-ascii that is windows-1252", "us-ascii", B("\xe9t\xe9"), "été",
	  false },
	{ "no label, utf-8", NULL, B("été"), "été", false },
	{ "no label, windows-1252", NULL, B("\xe9t\xe9 \x80"), "été €", false },
	{ "unknown label", "x-bidule", B("été"), "été", false },
	{ "endless label", "iso-8859-1-and-so-on-for-a-long-time",
	  B("\xe9t\xe9"), "été", false },
	{ "latin-9", "iso-8859-15", B("10 \xa4 \xbduvre"), "10 € œuvre", false },
	{ "latin-9 that is utf-8", "iso-8859-15", B("10 €"), "10 €", true },
	{ "latin-9 with windows' apostrophe", "iso-8859-15",
	  B("l\x92\xe9t\xe9"), "l’été", false },
	{ "windows-1250", "windows-1250", B("Ko\x9aice"), "Košice", false },
	{ "code page 850", "cp-850", B("caf\x82"), "café", false },
	{ "macintosh", "macintosh", B("\x8et\x8e"), "été", false },
	{ "koi8-r", "koi8-r", B("\xcd\xc9\xd2"), "мир", false },
	{ "shift_jis", "shift_jis", B("\x93\xfa\x96\x7b"), "日本", false },
	{ "iso-2022-jp", "iso-2022-jp", B("\x1b$BF|K\\\x1b(B"), "日本", false },
	{ "utf-7", "utf-7", B("caf+AOk-"), "café", false },
	{ "utf-16 with a mark", "utf-16", B("\xff\xfe\xe9\0t\0\xe9\0"), "été",
	  false },
	{ "utf-16 without a mark", "utf-16", B("\xe9\0t\0\xe9\0!\0"), "été!",
	  false },
	{ "utf-16be without a mark", "utf-16", B("\0\xe9\0t\0\xe9\0!"), "été!",
	  false },
	{ "utf-16 cut in a character", "utf-16le", B("\xe9\0t\0\xe9"), "ét",
	  false },
	{ "utf-16 mark, other label", "utf-8", B("\xfe\xff\0\xe9\0t"), "ét",
	  false },
	{ "utf-32 with a mark", "utf-32le", B("\xff\xfe\0\0\xe9\0\0\0"), "é",
	  false },
	{ "utf-8 mark", "iso-8859-1", B("\xef\xbb\xbf" "été"), "été", false },
	{ "utf-8 cut in a character", "utf-8", B("été caf\xc3"), "été caf",
	  false },
	{ "latin-1 ending in an accent", "iso-8859-1", B("caf\xe9"), "café",
	  false },
	{ "mostly utf-8", "utf-8", B("été, café, garçon, \xe9 là"),
	  "été, café, garçon, é là", true },
	{ "encoded twice", "utf-8", B("Ã©tÃ©, lâ€™Ã¢ge, 10 â‚¬"),
	  "été, l’âge, 10 €", true },
	{ "encoded three times", "utf-8", B("ÃƒÂ©tÃƒÂ©"), "été", true },
	{ "encoded twice, in sound text", "utf-8",
	  B("Écrit à Noël : Â« Ã©tÃ© Â» 👍"), "Écrit à Noël : « été » 👍", true },
	{ "encoded twice, an emoji", "utf-8", B("ok ðŸ‘\xc2\x8d"), "ok 👍", true },
	{ "French guillemets after é", "utf-8", B("« été » é »"),
	  "« été » é »", false },
	{ "only a circumflex", "utf-8", B("ÂGE, Ãlvaro"), "ÂGE, Ãlvaro", false },
	{ "C1 controls", "iso-8859-7", B("a\x81z"), "az", false },
	{ "NUL", "utf-8", B("a\0b\0"), "ab", false },
	{ "only NUL", NULL, B("\0\0\0"), "", false },
	{ "surrogates in utf-8", "utf-8", B("a\xed\xa0\x80z"), "aí\u00a0€z", true },
	{ "nothing", "utf-8", B(""), "", false },
	// clang-format on
};

static void
test_case(gconstpointer data)
{
	const Case *c = data;
	bool repaired = false;
	g_autofree char *text =
		psq_charset_decode(c->bytes, c->len, c->label, &repaired);
	g_assert_true(g_utf8_validate(text, -1, NULL));
	g_assert_cmpstr(text, ==, c->text);
	g_assert_cmpint(repaired, ==, c->repaired);
}

// Whatever the bytes and the label, the result is valid.
static void
test_any_bytes(void)
{
	static const char *const labels[] = { NULL, "utf-8", "iso-8859-1",
		"utf-16", "utf-7", "iso-2022-jp", "gb2312", "big5", "euc-kr",
		"shift_jis", "utf-32be", "koi8-u", "windows-1255" };
	GRand *rand = g_rand_new_with_seed(90);
	for (int i = 0; i < 2000; i++) {
		char bytes[64];
		for (size_t k = 0; k < sizeof bytes; k++) {
			bytes[k] = (char)g_rand_int_range(rand, 0, 256);
		}
		const char *label = labels[i % (int)G_N_ELEMENTS(labels)];
		g_autofree char *text = psq_charset_decode(
			bytes, (size_t)(i % 65), label, NULL);
		g_assert_true(g_utf8_validate(text, -1, NULL));
		g_autofree char *line = psq_tidy_line(text);
		g_assert_true(g_utf8_validate(line, -1, NULL));
	}
	g_rand_free(rand);
}

static void
test_tidy_line(void)
{
	static const struct {
		const char *text;
		const char *line;
	} lines[] = {
		{ " a \r\n\t b ", "a b" },
		{ "a\x01\x7f\xc2\x85z", "az" },
		{ "photo\u202Egpj.exe", "photogpj.exe" },
		{ "a\u2028b", "a b" },
		{ "👨\u200d👩", "👨\u200d👩" },
		{ "06\u00a039", "06\u00a039" },
		{ "", "" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *line = psq_tidy_line(lines[i].text);
		g_assert_cmpstr(line, ==, lines[i].line);
	}
}

static void
test_tidy_text(void)
{
	static const struct {
		const char *text;
		const char *tidy;
	} texts[] = {
		{ "a\r\nb\rc\n\n", "a\nb\nc\n\n" },
		{ "a\tb\x1b[31m", "a\tb[31m\n" },
		{ "\ufeff\r\n \u00a0\n", "" },
		{ "a\fb\u2029c", "a\nb\nc\n" },
		{ "", "" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *tidy = psq_tidy_text(texts[i].text);
		g_assert_cmpstr(tidy, ==, texts[i].tidy);
	}
}

static void
test_tidy_cut(void)
{
	char text[] = "aéz";
	g_assert_false(psq_tidy_cut(text, 4));
	g_assert_true(psq_tidy_cut(text, 3));
	g_assert_cmpstr(text, ==, "aé");
	g_assert_true(psq_tidy_cut(text, 2));
	g_assert_cmpstr(text, ==, "a");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/charset/%s", cases[i].name);
		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/charset/any-bytes", test_any_bytes);
	g_test_add_func("/tidy/line", test_tidy_line);
	g_test_add_func("/tidy/text", test_tidy_text);
	g_test_add_func("/tidy/cut", test_tidy_cut);
	return g_test_run();
}
