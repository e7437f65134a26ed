// test-tools.c - what psqctl's commands share: files of messages, words
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/french.h"
#include "tools/mail-files.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
temporary_file(const char *text)
{
	char *path = NULL;
	int fd = g_file_open_tmp("psq-mail-XXXXXX", &path, NULL);
	g_assert_cmpint(fd, >=, 0);
	g_close(fd, NULL);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

// Messages are told by "|" between them.
static const struct {
	const char *file;
	const char *messages;
} cases[] = {
	// clang-format off
	{ "Subject: a\n\nb\n", "Subject: a\n\nb\n" },
	{ "", "" },
	{ "From a@b Mon\nSubject: a\n\nb\n", "Subject: a\n\nb\n" },
	{ "From a\nS: 1\n\nx\n\nFrom b\nS: 2\n\ny\n\n",
		"S: 1\n\nx\n|S: 2\n\ny\n" },
	{ "From a\nS: 1\n\n>From here\n>>From there\n> From\n",
		"S: 1\n\nFrom here\n>From there\n> From\n" },
	{ "From a\nFrom b\nS: 2\n", "|S: 2\n" },
	// clang-format on
};

static void
test_mail_files(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *path = temporary_file(cases[i].file);
		g_autoptr(GPtrArray) messages =
			psq_mail_files_read(path, &error);
		g_assert_no_error(error);
		g_unlink(path);
		g_autoptr(GString) got = g_string_new(NULL);
		for (guint j = 0; j < messages->len; j++) {
			GBytes *bytes = g_ptr_array_index(messages, j);
			gsize len;
			const char *data = g_bytes_get_data(bytes, &len);
			g_string_append(got, j > 0 ? "|" : "");
			g_string_append_len(got, data, (gssize)len);
		}
		g_assert_cmpstr(got->str, ==, cases[i].messages);
	}
}

static void
test_maildir(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = g_dir_make_tmp("psq-maildir-XXXXXX", &error);
	g_assert_no_error(error);
	static const char *const parts[] = { "new", "cur" };
	g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		char *sub = g_build_filename(folder, parts[i], NULL);
		g_assert_cmpint(g_mkdir(sub, 0700), ==, 0);
		char *file = g_build_filename(sub, "1.host", NULL);
		g_assert_true(g_file_set_contents(file, parts[i], -1, NULL));
		g_ptr_array_add(made, file);
		g_ptr_array_add(made, sub);
	}
	g_autoptr(GPtrArray) messages = psq_mail_files_read(folder, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(messages->len, ==, 2);
	for (guint i = 0; i < made->len; i++) {
		g_remove(g_ptr_array_index(made, i));
	}
	g_rmdir(folder);

	g_assert_null(psq_mail_files_read(folder, &error));
	g_assert_true(psq_error_is(error, PSQ_ERR_MESSAGE));
}

static void
test_french(void)
{
	g_autofree char *mobile = psq_french_phone("+33639981234");
	g_autofree char *foreign = psq_french_phone("+4915100001280");
	g_assert_cmpstr(mobile, ==, "06 39 98 12 34");
	g_assert_cmpstr(foreign, ==, "+4915100001280");
	g_assert_cmpstr(psq_french("out_of_scope"), ==, "hors sujet");
	g_assert_cmpstr(psq_french("unheard of"), ==, "unheard of");
	g_assert_null(psq_french(NULL));
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		const char *name = psq_flag_name((PsqFlag)i);
		g_assert_cmpstr(psq_french(name), !=, name);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mail-files/files", test_mail_files);
	g_test_add_func("/mail-files/maildir", test_maildir);
	g_test_add_func("/french/words", test_french);
	return g_test_run();
}
