// lease-step.h - what is written under a lease begins with its check
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Only for store/.
#pragma once

#include "store/lease.h"
#include "store/query.h"

// True if there is something to check: lease is not NULL and somebody's.
bool psq_lease_is_real(const PsqLease *lease);

// The step of a pipeline that fails with PSQ_ERR_LEASE if the lease is lost,
// and otherwise holds it until the transaction ends. The caller frees params
// and result.
PsqStep psq_lease_step(const PsqLease *lease);

// Runs one statement under lease, as one transaction in one round trip. sql is
// static.
PsqResult *psq_lease_query(PsqDb *db, const PsqLease *lease, PsqShape shape,
	const char *what, const char *sql, PsqParams *params,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The same where nothing but success is of interest.
bool psq_lease_command(PsqDb *db, const PsqLease *lease, const char *what,
	const char *sql, PsqParams *params,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
