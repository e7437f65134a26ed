// audit.h - is the history of tickets as it was written?
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Needs psq_admin. What the chain of events proves, and what it can't:
// schema/functions/history.sql.
#pragma once

#include "store/db.h"

#include <stdint.h>

// The last event of a station's chain, or what is wrong with an event.
typedef struct {
	char *station;
	int64_t seq; // of the event in its station; 0: none in particular
	char *text;  // hash in hexadecimal, or the problem as a word
} PsqAuditLine;

void psq_audit_line_free(PsqAuditLine *line);

// PsqAuditLine each; station NULL: all of them. The first is what was found
// wrong, empty if nothing is; the second the head of each chain.
GPtrArray *psq_store_audit_problems(PsqDb *db, const char *station,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *psq_store_audit_heads(PsqDb *db, const char *station,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
