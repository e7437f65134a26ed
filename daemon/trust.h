// trust.h - whose certificates are believed: one TLS context a CA file
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The system's authorities take a megabyte in memory; a thousand mailboxes
// share one copy.
#pragma once

#include "daemon/net.h"

typedef struct PsqTrust PsqTrust;

PsqTrust *psq_trust_new(void);

// The context for ca_file (NULL: the system's authorities), read at its first
// use and owned by trust. Safe from several threads. Fails as
// psq_net_tls_context() does.
SSL_CTX *psq_trust_context(PsqTrust *trust, const char *ca_file,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Open connections keep what they need.
void psq_trust_free(PsqTrust *trust);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTrust, psq_trust_free)
