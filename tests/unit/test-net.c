// test-net.c - looking a host up ends when it must, though the resolver hangs
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/net.h"
#include "daemon/wake.h"

#include <netdb.h>
#include <string.h>
#include <unistd.h>

static struct {
	GMutex lock;
	GCond changed;
	int waiting;
	int hung;
	bool released;
} resolver;

// In the place of the C library's: a resolver whose servers do not answer, as
// no test can make one.
int
getaddrinfo(const char *restrict node, const char *restrict service,
	const struct addrinfo *restrict hints, struct addrinfo **restrict found)
{
	(void)service;
	(void)found;
	g_assert_nonnull(node);
	if ((hints->ai_flags & AI_NUMERICHOST) != 0) {
		return EAI_NONAME;
	}
	g_mutex_lock(&resolver.lock);
	resolver.waiting++;
	resolver.hung++;
	g_cond_broadcast(&resolver.changed);
	while (!resolver.released) {
		g_cond_wait(&resolver.changed, &resolver.lock);
	}
	resolver.waiting--;
	g_cond_broadcast(&resolver.changed);
	g_mutex_unlock(&resolver.lock);
	return EAI_AGAIN;
}

// A thread in the resolver may outlive its caller, and ends by itself.
static void
release(int hung)
{
	g_mutex_lock(&resolver.lock);
	while (resolver.hung < hung) {
		g_cond_wait(&resolver.changed, &resolver.lock);
	}
	resolver.released = true;
	g_cond_broadcast(&resolver.changed);
	while (resolver.waiting > 0) {
		g_cond_wait(&resolver.changed, &resolver.lock);
	}
	g_mutex_unlock(&resolver.lock);
}

static void
says(const GError *error, const char *text)
{
	g_assert_true(psq_error_is(error, PSQ_ERR_RETRY));
	g_assert_nonnull(strstr(error->message, text));
}

static void
test_hanging_resolver(void)
{
	g_autoptr(GError) late = NULL;
	g_autoptr(GError) stopped = NULL;
	g_autoptr(GError) failed = NULL;
	int stop_fd = psq_wake_event();
	gint64 begin = g_get_monotonic_time();
	g_assert_null(psq_net_connect("imap.example", 993, 1, stop_fd, &late));
	says(late, "host imap.example could not be found: timed out");
	psq_wake_raise(stop_fd);
	g_assert_null(
		psq_net_connect("imap.example", 993, 600, stop_fd, &stopped));
	says(stopped, "host imap.example could not be found: interrupted");
	g_assert_cmpint(g_get_monotonic_time() - begin, <, 60 * G_USEC_PER_SEC);
	release(2);
	psq_wake_clear(stop_fd);
	g_assert_null(
		psq_net_connect("imap.example", 993, 60, stop_fd, &failed));
	says(failed, gai_strerror(EAI_AGAIN));
	close(stop_fd);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/net/hanging-resolver", test_hanging_resolver);
	return g_test_run();
}
