// log.h - one line a decision, on standard error
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

// syslog's priorities, as journald reads them from a leading "<N>".
typedef enum {
	PSQ_LOG_ALERT = 1,
	PSQ_LOG_ERROR = 3,
	PSQ_LOG_WARNING = 4,
	PSQ_LOG_NOTICE = 5,
	PSQ_LOG_INFO = 6,
	PSQ_LOG_DEBUG = 7,
} PsqLogLevel;

// Lines less urgent than level are dropped; the default is PSQ_LOG_INFO. Where
// systemd's JOURNAL_STREAM is set, lines begin with "<N>" (sd-daemon(3));
// elsewhere with the local time. Call it before any thread is started.
void psq_log_init(PsqLogLevel level);

// Writes one line; control characters (a newline in a server's answer) are
// shown as "?". Safe from any thread. Only loops and main log, once, with the
// whole sentence; libraries never do.
void psq_log(PsqLogLevel level, const char *format, ...) G_GNUC_PRINTF(2, 3);
