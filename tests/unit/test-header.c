// test-header.c - values of header fields as mailers really write them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/address.h"
#include "parsers/header.h"
#include "parsers/param.h"

#include <string.h>

typedef struct {
	const char *raw;
	const char *text;
} Text;

static const Text texts[] = {
	// clang-format off
	{ " Bruit rue de Madrid\r\n", "Bruit rue de Madrid" },
	{ " plié\r\n\t  en deux\r\n", "plié en deux" },
	{ "", "" },
	{ "=?utf-8?Q?Probl=C3=A8me_n=C2=B0_12?=", "Problème n° 12" },
	// GMime issue #133: padded B words in a row
	{ "=?UTF-8?B?UHJvYmzDqG1lcw==?= =?UTF-8?B?IGRlIHZvaXNpbmFnZQ==?=",
	  "Problèmes de voisinage" },
	{ "=?UTF-8?B?w6k=?=\r\n =?UTF-8?B?w6k=?= fin", "éé fin" },
	{ "=?UTF-8?B?Q2Fmw6k=?= et =?UTF-8?B?dGjDqQ==?=", "Café et thé" },
	// a character cut in two
	{ "=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9_cr=C3=A8me?=", "Café crème" },
	{ "=?UTF-8?B?ww==?= =?UTF-8?Q?=A9?=", "é" },
	{ "=?iso-8859-1?Q?=E9t=E9?= suite", "été suite" },
	{ "=?iso-8859-1?Q?=E9?= =?utf-8?Q?=C3=A9?=", "éé" },
	{ "=?windows-1252?Q?l=92=9Cuvre?=", "l’œuvre" },
	{ "=?utf-8*fr?Q?=C3=A9?=", "é" },
	{ "=?us-ascii?Q?=C3=A9?=", "é" },
	{ "=?x-bidule?Q?=E9?=", "é" },
	{ "=?UTF-8?Q?a b c=C3=A9?=", "a b cé" },
	{ "\"=?UTF-8?Q?=C3=A9?=\"", "\"é\"" },
	{ "avant=?UTF-8?Q?=C3=A9?=apres", "avantéapres" },
	{ "=?UTF-8?Q?=C3=A9?==?UTF-8?Q?=C3=A9?=", "éé" },
	{ "=?utf-8?B?w6k?=", "é" },
	{ "=?utf-8?Q?100%_=ZZ_=?=", "100% =ZZ =" },
	{ "=?utf-8?X?abc?=", "=?utf-8?X?abc?=" },
	{ "=?utf-8?Q?abc", "=?utf-8?Q?abc" },
	{ "=?=?=?=?", "=?=?=?=?" },
	{ "=?utf-8?Q?a=0D=0ABcc:_x=40y.example?=", "a Bcc: x@y.example" },
	{ "=?utf-8?Q?a=00b?=", "ab" },
	{ "=?utf-8?Q?=C3=83=C2=A9t=C3=83=C2=A9?=", "été" },
	// bytes above 127 without coding
	{ "Café brut", "Café brut" },
	{ "Caf\xe9 brut l\x92\x65t\xe9", "Café brut l’eté" },
	{ "\xe9", "é" },
	// clang-format on
};

static void
test_text(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *text = psq_header_text(texts[i].raw);
		g_assert_cmpstr(text, ==, texts[i].text);
	}
}

// As "name <address>, ...", "-" for what is NULL.
static char *
addresses_of(const char *raw, guint max, bool *ret_all)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_address_free);
	*ret_all = psq_address_parse(raw, list, max);
	GString *line = g_string_new(NULL);
	for (guint i = 0; i < list->len; i++) {
		const PsqAddress *mailbox = list->pdata[i];
		g_string_append_printf(line, "%s%s <%s>", i > 0 ? ", " : "",
			mailbox->name != NULL ? mailbox->name : "-",
			mailbox->address != NULL ? mailbox->address : "-");
	}
	return g_string_free(line, FALSE);
}

static const Text addresses[] = {
	// clang-format off
	{ "jean@x.example", "- <jean@x.example>" },
	{ "<jean@x.example>", "- <jean@x.example>" },
	{ "Jean Dupont <jean@x.example>", "Jean Dupont <jean@x.example>" },
	{ "\"Dupont, Jean\" <jean@x.example>", "Dupont, Jean <jean@x.example>" },
	{ "Dupont, Jean <jean@x.example>", "Dupont, Jean <jean@x.example>" },
	{ "jean@x.example (Jean)", "Jean <jean@x.example>" },
	{ "jean@x.example (Jean (le vrai))", "Jean (le vrai) <jean@x.example>" },
	{ "a@x.example, b@x.example", "- <a@x.example>, - <b@x.example>" },
	{ "a@x.example; b@x.example", "- <a@x.example>, - <b@x.example>" },
	{ "A <a@x.example>;\r\n B <b@x.example>;",
	  "A <a@x.example>, B <b@x.example>" },
	{ "A <a@x.example> B <b@x.example>",
	  "A <a@x.example>, B <b@x.example>" },
	// who lies in the name is known by the address
	{ "\"maire@ville.example\" <faux@bad.example>",
	  "maire@ville.example <faux@bad.example>" },
	{ "maire@ville.example <faux@bad.example>",
	  "maire@ville.example <faux@bad.example>" },
	{ "=?utf-8?Q?a=40b=2Eexample=3E=2C?= <c@x.example>",
	  "a@b.example> <c@x.example>" },
	{ "\"jean@x.example\" <jean@x.example>", "- <jean@x.example>" },
	{ "\"a\\\"b\" <x@y.example>", "a\"b <x@y.example>" },
	{ "=?UTF-8?B?SsOpcsO0bWUg?= =?UTF-8?B?RHVwb250?= <j@x.example>",
	  "Jérôme Dupont <j@x.example>" },
	{ "=?utf-8?Q?Dupont,_L=C3=A9a_(Belfort)?= <l@x.example>",
	  "Dupont, Léa (Belfort) <l@x.example>" },
	{ "\"=?utf-8?Q?L=C3=A9a?=\" <l@x.example>", "Léa <l@x.example>" },
	{ "L\xe9" "a <l@x.example>", "Léa <l@x.example>" },
	{ "undisclosed-recipients:;", "" },
	{ "Amis: a@x.example, B <b@x.example>; c@x.example",
	  "- <a@x.example>, B <b@x.example>, - <c@x.example>" },
	{ "mailto:a@x.example", "- <a@x.example>" },
	{ "<@relais.example,@autre.example:jean@x.example>",
	  "- <jean@x.example>" },
	{ "jean @ x.example", "- <jean@x.example>" },
	{ "jean@[IPv6:2001:db8::1]", "- <jean@[IPv6:2001:db8::1]>" },
	{ "j\xc3\xa9@\xc3\xa9t\xc3\xa9.example", "- <jé@été.example>" },
	{ "<\"jean dupont\"@x.example>", "- <\"jeandupont\"@x.example>" },
	{ "Facteur <>", "Facteur <->" },
	{ "Jean", "Jean <->" },
	{ "a@b@c.example", "a@b@c.example <->" },
	{ "Jean <jean@x.example", "Jean <jean@x.example>" },
	{ "Jean <<jean@x.example>>", "Jean <jean@x.example>" },
	{ "<>", "" },
	{ "", "" },
	{ " ,; , ", "" },
	{ "\"", "" },
	{ "(((", "(( <->" },
	{ "Jean <jean@x.example\r\nBcc: tous@y.example>", "Jean <->" },
	// clang-format on
};

static void
test_addresses(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
		bool all;
		g_autofree char *line =
			addresses_of(addresses[i].raw, 100, &all);
		g_assert_cmpstr(line, ==, addresses[i].text);
		g_assert_true(all);
	}
}

static void
test_many_addresses(void)
{
	g_autoptr(GString) raw = g_string_new(NULL);
	for (int i = 0; i < 1000; i++) {
		g_string_append_printf(raw, "N %d <u%d@x.example>, ", i, i);
	}
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_address_free);
	g_assert_false(psq_address_parse(raw->str, list, 100));
	g_assert_cmpuint(list->len, ==, 100);
}

static const Text ids[] = {
	// clang-format off
	{ " <a@x.example>\r\n", "a@x.example" },
	{ "<a@x.example> <b@x.example>\r\n\t<a@x.example>",
	  "a@x.example b@x.example" },
	{ "<a@x.example><b@x.example>", "a@x.example b@x.example" },
	{ "<long\r\n id@x.example>", "longid@x.example" },
	{ "Votre message du 3 mai <a@x.example>", "a@x.example" },
	{ "a@x.example, b@x.example", "a@x.example b@x.example" },
	{ "<ab", "ab" },
	{ "<>", "" },
	{ "Votre message", "" },
	{ "", "" },
	// clang-format on
};

static void
test_ids(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
		g_autoptr(GPtrArray) list = psq_header_ids(ids[i].raw);
		g_ptr_array_add(list, NULL);
		g_autofree char *line = g_strjoinv(" ", (char **)list->pdata);
		g_assert_cmpstr(line, ==, ids[i].text);
	}
	g_assert_null(psq_header_id(NULL));
}

static const struct {
	const char *raw;
	int64_t date;
	int offset;
} dates[] = {
	// clang-format off
	{ "Tue, 3 Feb 2026 09:12:41 +0100", 1770106361, 60 },
	{ "Tue, 3 Feb 2026 09:12:41 +0100 (CET)", 1770106361, 60 },
	{ "3 Feb 2026 08:12 GMT", 1770106320, 0 },
	{ "Tue, 03 Feb 2026 08:12:41 -0000", 1770106361, 0 },
	{ "Mon, 1 Jan 9999 00:00:00 +0000", 0, 0 },
	{ "Mon, 1 Jan 1970 00:00:00 +0000", 0, 0 },
	{ "Tue, 3 Feb 2026 09:12:41 +9959", 1770109961, 0 },
	{ "32 Feb 2026 25:61:61 +0100", 0, 0 },
	{ "demain", 0, 0 },
	{ "", 0, 0 },
	{ NULL, 0, 0 },
	// clang-format on
};

static void
test_dates(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
		int offset = -1;
		int64_t date = psq_header_date(dates[i].raw, &offset);
		g_assert_cmpint(date, ==, dates[i].date);
		g_assert_cmpint(offset, ==, dates[i].offset);
	}
}

static const struct {
	const char *raw;
	const char *name;
	const char *text;
} params[] = {
	// clang-format off
	{ "text/plain; charset=utf-8", "charset", "utf-8" },
	{ "text/plain; CHARSET = \"utf-8\" ; format=flowed", "charset",
	  "utf-8" },
	{ "text/plain; charset=utf-8 (Unicode)", "charset", "utf-8" },
	{ "text/plain", "charset", NULL },
	{ "text/plain; charset", "charset", "" },
	{ "attachment; filename=\"photo; du chat.jpg\"", "filename",
	  "photo; du chat.jpg" },
	{ "attachment; filename=photo du chat(1).jpg", "filename",
	  "photo du chat(1).jpg" },
	{ "attachment; filename=\"C:\\photos\\chat.jpg\"", "filename",
	  "C:\\photos\\chat.jpg" },
	{ "attachment; filename*=utf-8'fr'caf%C3%A9.pdf", "filename",
	  "café.pdf" },
	{ "attachment; filename=\"cafe.pdf\"; filename*=utf-8''caf%C3%A9.pdf",
	  "filename", "café.pdf" },
	{ "a; filename*1*=%C3%A9s; filename*0*=utf-8''vol%C3%A9e%20; "
	  "filename*2=\" l.pdf\"", "filename", "volée és l.pdf" },
	{ "a; filename*0*=iso-8859-1''%E9; filename*1=t.txt", "filename",
	  "ét.txt" },
	{ "a; filename*0*=utf-8''%C3; filename*1*=%A9", "filename", "é" },
	{ "a; filename*=caf%E9", "filename", "café" },
	{ "a; filename=\"=?UTF-8?B?UMOpw6g=?=\r\n =?UTF-8?B?w6kucGRm?=\"",
	  "filename", "Péèé.pdf" },
	{ "a; filename=\"caf\xe9.pdf\"", "filename", "café.pdf" },
	{ "a; filename=\"open", "filename", "open" },
	{ "a; filename*999=x; filename=b", "filename", "b" },
	{ ";;;=;", "filename", NULL },
	{ NULL, "filename", NULL },
	// clang-format on
};

static void
test_params(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(params); i++) {
		g_autofree char *text =
			psq_param_get(params[i].raw, params[i].name);
		g_assert_cmpstr(text, ==, params[i].text);
	}
	g_autofree char *type = psq_param_value(" \"Text/HTML\" (x); a=b");
	g_assert_cmpstr(type, ==, "text/html");
}

static void
test_find(void)
{
	static const char head[] = "A: b\r\nMessage-ID:\r\n <a@x.example>\r\n"
				   "message-id: <b@x.example>\n";
	g_autofree char *raw =
		psq_header_find(head, sizeof head - 1, "message-id");
	g_assert_cmpstr(raw, ==, "\r\n <a@x.example>\r\n");
	g_assert_null(psq_header_find(head, sizeof head - 1, "message"));
	g_assert_null(psq_header_find(head, 0, "A"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/header/text", test_text);
	g_test_add_func("/header/ids", test_ids);
	g_test_add_func("/header/dates", test_dates);
	g_test_add_func("/header/find", test_find);
	g_test_add_func("/address/forms", test_addresses);
	g_test_add_func("/address/many", test_many_addresses);
	g_test_add_func("/param/forms", test_params);
	return g_test_run();
}
