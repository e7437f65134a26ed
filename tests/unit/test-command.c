// test-command.c - a command of the operator's: its words, output, time, end
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/command.h"

#include <string.h>

static void
test_output(void)
{
	static const char *const env[] = { "PSQ_NUMBER=90-2026-000001", NULL };
	g_autoptr(GError) error = NULL;
	g_autofree char *output = NULL;
	g_assert_true(psq_command_run(
		"sh -c 'printf \"%s|%s\" \"$PSQ_NUMBER\" \"$0\"' 'a b'", env,
		30, -1, &output, &error));
	g_assert_no_error(error);
	g_assert_cmpstr(output, ==, "90-2026-000001|a b");
}

static void
test_much_output(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *output = NULL;
	g_assert_true(psq_command_run(
		"head -c 1000000 /dev/zero", NULL, 30, -1, NULL, &error));
	g_assert_no_error(error);
	g_assert_false(psq_command_run("sh -c 'yes | head -c 1000000'", NULL,
		30, -1, &output, &error));
	g_assert_null(output);
	g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
}

static void
test_failures(void)
{
	static const struct {
		const char *command;
		const char *message;
	} cases[] = {
		{ "/nonexistent/command secret",
			"/nonexistent/command could not be run" },
		{ "sh -c 'exit 3' secret", "sh ended with status 3" },
		{ "sh -c 'kill -9 $$'", "sh was ended by " },
		{ "sleep 600", "sleep timed out" },
		{ "sh -c 'sleep 600 & sleep 600'", "sh timed out" },
		{ "true", "true printed nothing" },
		{ "sh 'secret", "command is empty, or a quote" },
		{ "", "command is empty" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *output = NULL;
		g_assert_false(psq_command_run(
			cases[i].command, NULL, 1, -1, &output, &error));
		g_assert_error(error, PSQ_ERROR, PSQ_ERR_RETRY);
		g_test_message("%s", error->message);
		g_assert_true(
			g_str_has_prefix(error->message, cases[i].message));
		g_assert_null(strstr(error->message, "secret"));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/command/output", test_output);
	g_test_add_func("/command/much-output", test_much_output);
	g_test_add_func("/command/failures", test_failures);
	return g_test_run();
}
