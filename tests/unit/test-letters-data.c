// test-letters-data.c - templates and the directory: what is read and refused
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/directory.h"
#include "letters/template.h"

#include <string.h>

static PsqFile
file_of(const char *name, const char *text)
{
	return (PsqFile){
		.path = (char *)name,
		.name = (char *)name,
		.text = (char *)text,
		.len = strlen(text),
	};
}

static void
test_bad_templates(void)
{
	static const PsqField fields[] = {
		{ "number", PSQ_FIELD_TEXT },
		{ "urgent", PSQ_FIELD_TRUTH },
	};
	static const struct {
		const char *text;
		const char *error;
	} cases[] = {
		{ "a\n{numbr}\n", "t.md:2: unknown field \"numbr\"" },
		{ "{number}\n\n{if urgant}x{end}",
			"t.md:3: unknown field \"urgant\"" },
		{ "a\n{if urgent}x", "t.md:2:" },
		{ "a\n{number", "t.md:2:" },
		{ "a\n{end}", "t.md:2:" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		PsqFile file = file_of("t.md", cases[i].text);
		g_autoptr(PsqTemplate) template =
			psq_template_new(&file, fields, 2, &error);
		g_assert_null(template);
		g_assert_error(error, PSQ_ERROR, PSQ_ERR_CONFIG);
		g_test_message("%s", error->message);
		g_assert_true(g_str_has_prefix(error->message, cases[i].error));
	}
}

static void
test_bad_directories(void)
{
	static const struct {
		const char *text;
		const char *error;
	} cases[] = {
		{ "[a]\nname=A\nphone=1\nchecked=2026-01-01\nfone=2\n",
			"d.conf:5: fone is an unknown key" },
		{ "\n[a]\nphone=1\nchecked=2026-01-01\n",
			"d.conf:2: name is missing" },
		{ "[a]\nname=A\nphone=1\n", "d.conf:1: checked" },
		{ "[a]\nname=A\nchecked=2026-01-01\n", "d.conf:1: phone, url" },
		{ "[a]\nname=A\nphone=1\nchecked=2026-02-30\n",
			"d.conf:4: checked is no day" },
		{ "[a]\nname=A\nphone=1\nchecked=2026-01-01\nflags=x;\n",
			"d.conf:5: flags names an unknown flag" },
		{ "name=A\n", "d.conf: " },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		PsqFile file = file_of("d.conf", cases[i].text);
		g_autoptr(PsqDirectory) directory =
			psq_directory_new(&file, NULL, &error);
		g_assert_null(directory);
		g_test_message("%s", error->message);
		g_assert_true(g_str_has_prefix(error->message, cases[i].error));
	}
}

static unsigned
julian(int year, GDateMonth month, int day)
{
	g_autoptr(GDate) date =
		g_date_new_dmy((GDateDay)day, month, (GDateYear)year);
	return g_date_get_julian(date);
}

static void
test_directory(void)
{
	PsqFile national = file_of("d.conf",
		"[old]\nname=Old\nphone=1\nflags=offence\n"
		"valid_to=2024-10-14\nchecked=2024-01-01\n"
		"[new]\nname=New\nurl=new.example\nflags=offence;complaint\n"
		"note=en français\nnote[en]=in English\n"
		"valid_from=2024-10-15\nchecked=2026-01-01\n");
	PsqFile local = file_of(
		"l.conf", "[old]\nname=Ours\nphone=2\nchecked=2026-11-01\n");
	g_autoptr(PsqDirectory) directory =
		psq_directory_new(&national, NULL, NULL);
	g_autoptr(GPtrArray) before = psq_directory_for(
		directory, PSQ_FLAG_OFFENCE, julian(2024, G_DATE_OCTOBER, 14));
	g_autoptr(GPtrArray) after = psq_directory_for(
		directory, PSQ_FLAG_OFFENCE, julian(2024, G_DATE_OCTOBER, 15));
	g_assert_cmpuint(before->len, ==, 1);
	g_assert_cmpuint(after->len, ==, 1);
	const PsqService *old = g_ptr_array_index(before, 0);
	const PsqService *new = g_ptr_array_index(after, 0);
	g_assert_cmpstr(old->name, ==, "Old");
	g_assert_cmpstr(new->name, ==, "New");
	g_autofree char *english = psq_directory_note(directory, new, "en");
	g_autofree char *german = psq_directory_note(directory, new, "de");
	g_assert_cmpstr(english, ==, "in English");
	g_assert_cmpstr(german, ==, "en français");
	g_assert_false(
		psq_service_is_stale(new, julian(2026, G_DATE_JULY, 1), 6));
	g_assert_true(
		psq_service_is_stale(new, julian(2026, G_DATE_JULY, 2), 6));
	g_autoptr(PsqDirectory) both =
		psq_directory_new(&national, &local, NULL);
	const GPtrArray *services = psq_directory_services(both);
	const PsqService *first = g_ptr_array_index(services, 0);
	g_assert_cmpuint(services->len, ==, 2);
	g_assert_cmpstr(first->name, ==, "Ours");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/letters-data/bad-templates", test_bad_templates);
	g_test_add_func("/letters-data/bad-directories", test_bad_directories);
	g_test_add_func("/letters-data/directory", test_directory);
	return g_test_run();
}
