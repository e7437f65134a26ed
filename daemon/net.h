// net.h - one connection: TCP, TLS verified, a deadline and a budget of bytes
// SPDX-License-Identifier: GPL-3.0-or-later
//
// libetpan's own streams verify no certificate on Debian, wait by select()
// (which ends the process at about 340 connections) and spin at the end of
// a stream. This driver, below libetpan's protocols, does not.
#pragma once

#include "common/error.h"

#include <libetpan/libetpan.h>
#include <openssl/ssl.h>
#include <stdint.h>

typedef struct PsqNet PsqNet;

// A TLS client context that trusts the authorities in ca_file (PEM), or the
// system's if that is NULL: TLS 1.2 or newer, no renegotiation, the chain
// verified. Fails with PSQ_ERR_CONFIG. SSL_CTX_free() it.
SSL_CTX *psq_net_tls_context(
	const char *ca_file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Connects to the first address of host that answers within seconds. Each
// wait of this connection ends, as an error, when stop_fd becomes readable
// (-1: never). Fails with PSQ_ERR_RETRY.
PsqNet *psq_net_connect(const char *host, int port, int seconds, int stop_fd,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Shakes hands and verifies that the certificate is good and bears host (RFC
// 6125; an address must be in it as an address). Fails with PSQ_ERR_RETRY and
// OpenSSL's reason; the connection is then of no use.
bool psq_net_start_tls(PsqNet *net, SSL_CTX *context, const char *host,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// When the other side's certificate ends, in seconds since 1970; 0 without TLS.
int64_t psq_net_certificate_end(const PsqNet *net);

// A low stream for libetpan's protocols. It takes net: closing and freeing it
// closes and frees net.
mailstream_low *psq_net_stream(PsqNet *net);

// Gives what follows seconds of time and bytes of input in all; to be called
// before every command.
void psq_net_arm(PsqNet *net, int seconds, int64_t bytes);

// True if TLS holds bytes that were read from the socket, which poll() can't
// see.
bool psq_net_pending(const PsqNet *net);

int psq_net_fd(const PsqNet *net);

// Why the last read or write failed, as a phrase ("timed out"); "" if none
// did.
const char *psq_net_reason(const PsqNet *net);

// Frees what TLS keeps for the calling thread (random state, errors), which
// comes again with its next use: at the end of the program a thread that
// waits for work has no chance to.
void psq_net_thread_rest(void);

// For a connection that has no stream yet; accepts NULL.
void psq_net_free(PsqNet *net);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqNet, psq_net_free)
