// outage.c - the database is away: said once, and that it is back
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/outage.h"

#include "common/log.h"

void
psq_outage_tell(PsqOutage *outage, const GError *failure)
{
	int now = failure != NULL;
	if (!g_atomic_int_compare_and_exchange(&outage->lasts, !now, now)) {
		return;
	}
	if (now) {
		psq_log(PSQ_LOG_ERROR, "database: %s; psqd tries again",
			failure->message);
	} else {
		psq_log(PSQ_LOG_NOTICE, "database: is back");
	}
}
