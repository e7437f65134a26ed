// net-private.h - what the two files of a connection share
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/net.h"

#include <netdb.h>

struct PsqNet {
	int fd;
	int stop_fd;
	SSL *ssl;
	gint64 deadline; // monotonic, in microseconds
	int64_t budget;  // bytes that may still be read
	int error;       // errno of what failed; EMSGSIZE: budget spent
};

// Waits until the socket is ready for events. False, with net->error, at the
// deadline or when the program is to stop.
bool psq_net_wait(PsqNet *net, short events);

// The same for another descriptor.
bool psq_net_wait_fd(PsqNet *net, int fd, short events);

// The addresses of host, to be freed by freeaddrinfo(), before the deadline
// and before the program is to stop. Fails with PSQ_ERR_RETRY.
struct addrinfo *psq_net_resolve(PsqNet *net, const char *host, int port,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Whether an OpenSSL call that returned result is to be tried again, after a
// wait. False, with net->error, when it failed for good.
bool psq_net_tls_again(PsqNet *net, int result);
