// error.h - one error domain whose codes say what the caller does next
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>

#define PSQ_ERROR psq_error_quark()

typedef enum {
	// The world is down: drop the connection, back off, try again.
	PSQ_ERR_RETRY,
	// This one message is bad: quarantine it and go on.
	PSQ_ERR_MESSAGE,
	// Only the operator can mend it: said as file:line, exit status 78.
	PSQ_ERR_CONFIG,
	// Another process has this mailbox by now: nothing was written. Drop the
	// connection, forget the mailbox.
	PSQ_ERR_LEASE,
} PsqError;

GQuark psq_error_quark(void);

// Sets error and returns false, so that a function fails in one statement:
// `return psq_fail(error, PSQ_ERR_RETRY, "could not ...")`. The text follows
// PostgreSQL's guide: lower case, no full stop, "could not ...", no function
// names.
bool psq_fail(GError **error, PsqError code, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

// The same for functions that return a pointer.
#define psq_fail_null(...) ((void)psq_fail(__VA_ARGS__), NULL)

// True if error is of our domain and has this code.
bool psq_error_is(const GError *error, PsqError code);
