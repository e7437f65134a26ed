// net-resolve.c - a host's addresses, without waiting longer than one may
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/net-private.h"
#include "daemon/wake.h"

#include <poll.h>
#include <unistd.h>

// getaddrinfo() can't be interrupted: a thread of its own calls it. Whoever of
// it and its caller comes last frees this.
typedef struct {
	char *host;
	char *service;
	int done_fd; // eventfd: raised once the rest is there
	int failed;  // EAI_*
	struct addrinfo *addresses;
} Lookup;

static void
lookup_clear(gpointer data)
{
	Lookup *lookup = data;
	if (lookup->addresses != NULL) {
		freeaddrinfo(lookup->addresses);
	}
	g_free(lookup->host);
	g_free(lookup->service);
	close(lookup->done_fd);
}

static void
lookup_unref(Lookup *lookup)
{
	g_atomic_rc_box_release_full(lookup, lookup_clear);
}

static gpointer
look_up(gpointer data)
{
	Lookup *lookup = data;
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };
	lookup->failed = getaddrinfo(
		lookup->host, lookup->service, &hints, &lookup->addresses);
	psq_wake_raise(lookup->done_fd);
	lookup_unref(lookup);
	return NULL;
}

static Lookup *
lookup_new(const char *host, const char *service)
{
	Lookup *lookup = g_atomic_rc_box_new0(Lookup);
	lookup->host = g_strdup(host);
	lookup->service = g_strdup(service);
	lookup->done_fd = psq_wake_event();
	return lookup;
}

// In a thread. False, with net->error, if the wait was cut short.
static bool
by_thread(PsqNet *net, const char *host, const char *service, int *ret_failed,
	struct addrinfo **ret_addresses)
{
	Lookup *lookup = lookup_new(host, service);
	g_thread_unref(g_thread_new(
		"resolve", look_up, g_atomic_rc_box_acquire(lookup)));
	bool done = psq_net_wait_fd(net, lookup->done_fd, POLLIN);
	if (done) {
		*ret_failed = lookup->failed;
		*ret_addresses = g_steal_pointer(&lookup->addresses);
	}
	lookup_unref(lookup);
	return done;
}

struct addrinfo *
psq_net_resolve(PsqNet *net, const char *host, int port, GError **error)
{
	g_autofree char *service = g_strdup_printf("%d", port);
	const struct addrinfo numeric = {
		.ai_flags = AI_NUMERICHOST,
		.ai_socktype = SOCK_STREAM,
	};
	struct addrinfo *addresses = NULL;
	int failed = getaddrinfo(host, service, &numeric, &addresses);
	if (failed != 0 &&
		!by_thread(net, host, service, &failed, &addresses)) {
		return psq_fail_null(error, PSQ_ERR_RETRY,
			"host %s could not be found: %s", host,
			psq_net_reason(net));
	}
	if (failed != 0) {
		return psq_fail_null(error, PSQ_ERR_RETRY,
			"host %s could not be found: %s", host,
			gai_strerror(failed));
	}
	return addresses;
}
