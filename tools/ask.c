// ask.c - a password from the terminal or from standard input
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/ask.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static char *
first_line(GError **error)
{
	char line[1026];
	if (fgets(line, sizeof line, stdin) == NULL) {
		return psq_fail_null(
			error, PSQ_ERR_MESSAGE, "there is no password");
	}
	char *password = g_strdup(line);
	explicit_bzero(line, sizeof line);
	password[strcspn(password, "\r\n")] = '\0';
	return password;
}

static char *
ask(const char *question, GError **error)
{
	struct termios shown;
	if (tcgetattr(STDIN_FILENO, &shown) != 0) {
		return psq_fail_null(
			error, PSQ_ERR_RETRY, "the terminal can't be set up");
	}
	struct termios hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	fputs(question, stderr);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	char *password = first_line(error);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	fputc('\n', stderr);
	return password;
}

char *
psq_ask_password(GError **error)
{
	if (!isatty(STDIN_FILENO)) {
		return first_line(error);
	}
	g_autofree char *once = ask("Mot de passe : ", error);
	g_autofree char *twice =
		once != NULL ? ask("Encore une fois : ", error) : NULL;
	if (twice == NULL) {
		return NULL;
	}
	if (!g_str_equal(once, twice)) {
		return psq_fail_null(
			error, PSQ_ERR_MESSAGE, "the two passwords differ");
	}
	return g_steal_pointer(&once);
}
