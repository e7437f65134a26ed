// outage.h - the database is away: said once, and that it is back
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

// Of whoever has database connections; zeroed at first.
typedef struct {
	int lasts; // atomic
} PsqOutage;

// failure: why it could not be asked; NULL: it answered. Logs what has
// changed. Safe from several threads.
void psq_outage_tell(PsqOutage *outage, const GError *failure);
