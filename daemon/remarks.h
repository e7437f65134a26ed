// remarks.h - what an operator should know although nothing failed
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate that ends soon, a server that can't mark messages, an [ALERT]:
// true for days, and worth one line a day.
#pragma once

#include <glib.h>

// The remarks on one mailbox. It belongs to one thread at a time.
typedef struct PsqRemarks PsqRemarks;

PsqRemarks *psq_remarks_new(void);

// Logs "<address>: <text>" as a warning for each of texts (char *) that has
// not been logged in the last 24 hours.
void psq_remarks_log(
	PsqRemarks *remarks, const char *address, const GPtrArray *texts);

void psq_remarks_free(PsqRemarks *remarks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqRemarks, psq_remarks_free)
