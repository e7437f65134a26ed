// net.c - one connection: TCP, TLS verified, a deadline and a budget of bytes
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/net-private.h"

#include <errno.h>
#include <openssl/err.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct {
	int error;
	const char *phrase;
} reasons[] = {
	{ 0, "" },
	{ ETIMEDOUT, "timed out" },
	{ ECONNRESET, "connection closed by the server" },
	{ EPIPE, "connection closed by the server" },
	{ EMSGSIZE, "answer is too long" },
	{ ECANCELED, "interrupted" },
};

const char *
psq_net_reason(const PsqNet *net)
{
	for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++) {
		if (reasons[i].error == net->error) {
			return reasons[i].phrase;
		}
	}
	return g_strerror(net->error);
}

bool
psq_net_wait(PsqNet *net, short events)
{
	return psq_net_wait_fd(net, net->fd, events);
}

bool
psq_net_wait_fd(PsqNet *net, int fd, short events)
{
	for (;;) {
		gint64 left = net->deadline - g_get_monotonic_time();
		if (left <= 0) {
			net->error = ETIMEDOUT;
			return false;
		}
		struct pollfd fds[] = {
			{ .fd = fd, .events = events },
			{ .fd = net->stop_fd, .events = POLLIN },
		};
		int ready = poll(fds, G_N_ELEMENTS(fds),
			(int)MIN(left / 1000 + 1, G_MAXINT));
		if (ready < 0 && errno != EINTR) {
			net->error = errno;
			return false;
		}
		if (ready > 0 && fds[1].revents != 0) {
			net->error = ECANCELED;
			return false;
		}
		if (ready > 0) {
			return true;
		}
	}
}

bool
psq_net_tls_again(PsqNet *net, int result)
{
	switch (SSL_get_error(net->ssl, result)) {
	case SSL_ERROR_WANT_READ:
		return psq_net_wait(net, POLLIN);
	case SSL_ERROR_WANT_WRITE:
		return psq_net_wait(net, POLLOUT);
	default:
		net->error = ECONNRESET;
		return false;
	}
}

static ssize_t
tls_read(PsqNet *net, void *buffer, size_t count)
{
	int got;
	do {
		ERR_clear_error();
		got = SSL_read(net->ssl, buffer, (int)MIN(count, G_MAXINT));
		if (got > 0) {
			return got;
		}
	} while (psq_net_tls_again(net, got));
	return -1;
}

static ssize_t
plain_read(PsqNet *net, void *buffer, size_t count)
{
	for (;;) {
		ssize_t got = recv(net->fd, buffer, count, 0);
		if (got > 0) {
			return got;
		}
		if (got == 0) {
			net->error = ECONNRESET;
			return -1;
		}
		if (errno != EAGAIN && errno != EINTR) {
			net->error = errno;
			return -1;
		}
		if (!psq_net_wait(net, POLLIN)) {
			return -1;
		}
	}
}

// The end of the stream is -1, never 0: at 0 libetpan 1.9.4 spins.
static ssize_t
low_read(mailstream_low *low, void *buffer, size_t count)
{
	PsqNet *net = low->data;
	if (net->budget <= 0) {
		net->error = EMSGSIZE;
		return -1;
	}
	ssize_t got = net->ssl != NULL ? tls_read(net, buffer, count)
				       : plain_read(net, buffer, count);
	if (got > 0) {
		net->budget -= got;
	}
	return got;
}

static ssize_t
tls_write(PsqNet *net, const void *buffer, size_t count)
{
	int put;
	do {
		ERR_clear_error();
		put = SSL_write(net->ssl, buffer, (int)MIN(count, G_MAXINT));
		if (put > 0) {
			return put;
		}
	} while (psq_net_tls_again(net, put));
	return -1;
}

static ssize_t
low_write(mailstream_low *low, const void *buffer, size_t count)
{
	PsqNet *net = low->data;
	if (net->ssl != NULL) {
		return tls_write(net, buffer, count);
	}
	for (;;) {
		ssize_t put = send(net->fd, buffer, count, MSG_NOSIGNAL);
		if (put > 0) {
			return put;
		}
		if (put < 0 && errno != EAGAIN && errno != EINTR) {
			net->error = errno;
			return -1;
		}
		if (!psq_net_wait(net, POLLOUT)) {
			return -1;
		}
	}
}

static int
low_close(mailstream_low *low)
{
	PsqNet *net = low->data;
	if (net->ssl != NULL) {
		ERR_clear_error();
		SSL_shutdown(net->ssl); // best effort: nobody waits for it
		SSL_free(net->ssl);
		net->ssl = NULL;
	}
	if (net->fd >= 0) {
		close(net->fd);
		net->fd = -1;
	}
	return 0;
}

static int
low_fd(mailstream_low *low)
{
	return psq_net_fd(low->data);
}

static void
low_free(mailstream_low *low)
{
	psq_net_free(low->data);
	free(low);
}

// Not const only because libetpan's interface is not.
static mailstream_low_driver net_driver = {
	.mailstream_read = low_read,
	.mailstream_write = low_write,
	.mailstream_close = low_close,
	.mailstream_get_fd = low_fd,
	.mailstream_free = low_free,
};

mailstream_low *
psq_net_stream(PsqNet *net)
{
	mailstream_low *low = mailstream_low_new(net, &net_driver);
	g_assert(low != NULL);
	return low;
}

void
psq_net_arm(PsqNet *net, int seconds, int64_t bytes)
{
	net->deadline =
		g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
	net->budget = bytes;
	net->error = 0;
}

bool
psq_net_pending(const PsqNet *net)
{
	return net->ssl != NULL && SSL_pending(net->ssl) > 0;
}

int
psq_net_fd(const PsqNet *net)
{
	return net->fd;
}

void
psq_net_thread_rest(void)
{
	OPENSSL_thread_stop();
}

void
psq_net_free(PsqNet *net)
{
	if (net == NULL) {
		return;
	}
	SSL_free(net->ssl);
	if (net->fd >= 0) {
		close(net->fd);
	}
	g_free(net);
}
