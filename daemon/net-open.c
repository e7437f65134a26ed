// net-open.c - connecting, and who the other side is
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/net-private.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// Seconds without a sign of life before the kernel gives a connection up:
// NAT gateways forget a silent one after some minutes.
enum { KEEPALIVE_SECONDS = 120, UNACKNOWLEDGED_MS = 60000 };

SSL_CTX *
psq_net_tls_context(const char *ca_file, GError **error)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	g_assert(context != NULL); // only memory could be missing
	SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
	SSL_CTX_set_mode(context,
		SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
			SSL_MODE_AUTO_RETRY);
	SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
	SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
	int loaded = ca_file != NULL
		? SSL_CTX_load_verify_locations(context, ca_file, NULL)
		: SSL_CTX_set_default_verify_paths(context);
	if (loaded != 1) {
		SSL_CTX_free(context);
		ERR_clear_error();
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"ca_file \"%s\" could not be read as certificates",
			ca_file != NULL ? ca_file : "(the system's)");
	}
	return context;
}

static void
socket_options(int fd)
{
	const struct {
		int level;
		int name;
		int value;
	} options[] = {
		{ IPPROTO_TCP, TCP_NODELAY, 1 },
		{ SOL_SOCKET, SO_KEEPALIVE, 1 },
		{ IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_SECONDS },
		{ IPPROTO_TCP, TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
		/* Each only makes a dead peer noticed sooner. */
		(void)setsockopt(fd, options[i].level, options[i].name,
			&options[i].value, sizeof options[i].value);
	}
}

static bool
try_address(PsqNet *net, const struct addrinfo *address)
{
	net->fd = socket(address->ai_family,
		address->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
		address->ai_protocol);
	if (net->fd < 0) {
		net->error = errno;
		return false;
	}
	socket_options(net->fd);
	if (connect(net->fd, address->ai_addr, address->ai_addrlen) == 0) {
		return true;
	}
	int failure = errno;
	if (failure == EINPROGRESS && psq_net_wait(net, POLLOUT)) {
		socklen_t len = sizeof failure;
		getsockopt(net->fd, SOL_SOCKET, SO_ERROR, &failure, &len);
		if (failure == 0) {
			return true;
		}
	} else if (failure == EINPROGRESS) {
		failure = net->error;
	}
	close(net->fd);
	net->fd = -1;
	net->error = failure;
	return false;
}

PsqNet *
psq_net_connect(
	const char *host, int port, int seconds, int stop_fd, GError **error)
{
	g_autoptr(PsqNet) net = g_new0(PsqNet, 1);
	net->fd = -1;
	net->stop_fd = stop_fd;
	psq_net_arm(net, seconds, 0);
	struct addrinfo *addresses = psq_net_resolve(net, host, port, error);
	if (addresses == NULL) {
		return NULL;
	}
	bool connected = false;
	for (const struct addrinfo *a = addresses; a != NULL && !connected;
		a = a->ai_next) {
		connected = try_address(net, a);
	}
	freeaddrinfo(addresses);
	if (!connected) {
		return psq_fail_null(error, PSQ_ERR_RETRY,
			"could not connect to %s port %d: %s", host, port,
			psq_net_reason(net));
	}
	net->error = 0;
	return g_steal_pointer(&net);
}

static void
expect_name(SSL *ssl, const char *host)
{
	X509_VERIFY_PARAM *param = SSL_get0_param(ssl);
	struct in6_addr address;
	X509_VERIFY_PARAM_set_hostflags(
		param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
	if (inet_pton(AF_INET, host, &address) == 1 ||
		inet_pton(AF_INET6, host, &address) == 1) {
		X509_VERIFY_PARAM_set1_ip_asc(param, host);
	} else {
		SSL_set_tlsext_host_name(ssl, host);
		SSL_set1_host(ssl, host);
	}
}

bool
psq_net_start_tls(
	PsqNet *net, SSL_CTX *context, const char *host, GError **error)
{
	g_assert(net->ssl == NULL);
	net->ssl = SSL_new(context);
	g_assert(net->ssl != NULL);
	SSL_set_fd(net->ssl, net->fd);
	expect_name(net->ssl, host);
	int done;
	do {
		ERR_clear_error();
		done = SSL_connect(net->ssl);
		if (done == 1) {
			return true;
		}
	} while (psq_net_tls_again(net, done));
	long verified = SSL_get_verify_result(net->ssl);
	if (verified != X509_V_OK) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"certificate of %s is refused: %s", host,
			X509_verify_cert_error_string(verified));
	}
	const char *reason = ERR_reason_error_string(ERR_peek_error());
	ERR_clear_error();
	return psq_fail(error, PSQ_ERR_RETRY, "no TLS with %s: %s", host,
		reason != NULL ? reason : psq_net_reason(net));
}

int64_t
psq_net_certificate_end(const PsqNet *net)
{
	X509 *certificate =
		net->ssl != NULL ? SSL_get0_peer_certificate(net->ssl) : NULL;
	struct tm end = { 0 };
	if (certificate == NULL ||
		ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1) {
		return 0;
	}
	return (int64_t)timegm(&end);
}
