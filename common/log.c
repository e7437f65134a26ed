// log.c - one line a decision, on standard error
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/log.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static PsqLogLevel log_level = PSQ_LOG_INFO;
static bool log_to_journal;

void
psq_log_init(PsqLogLevel level)
{
	log_level = level;
	log_to_journal = g_getenv("JOURNAL_STREAM") != NULL;
}

static char *
line_start(PsqLogLevel level)
{
	if (log_to_journal) {
		return g_strdup_printf("<%d>", (int)level);
	}
	g_autoptr(GDateTime) now = g_date_time_new_now_local();
	g_autofree char *time = g_date_time_format(now, "%H:%M:%S");
	return g_strdup_printf("%s psqd: ", time);
}

void
psq_log(PsqLogLevel level, const char *format, ...)
{
	if (level > log_level) {
		return;
	}
	va_list args;
	va_start(args, format);
	g_autofree char *text = g_strdup_vprintf(format, args);
	va_end(args);
	for (char *c = text; *c != '\0'; c++) {
		if (g_ascii_iscntrl(*c)) {
			*c = '?';
		}
	}
	g_autofree char *start = line_start(level);
	g_autofree char *line = g_strconcat(start, text, "\n", NULL);

	/* One write a line keeps lines of several threads whole. Nobody can
	 * be told if it fails. */
	ssize_t written = write(STDERR_FILENO, line, strlen(line));
	(void)written;
}
