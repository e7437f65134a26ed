// imap-open.c - connecting to a mailbox: greeting, TLS, folder
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/imap-private.h"

// libetpan's buffer of a session.
enum { STREAM_BYTES = 8192 };

// The greeting. PREAUTH is no error of libetpan's, but a server that is
// signed in before it is asked can't be ours; before STARTTLS it is the mark
// of somebody in between.
static bool
greet(PsqImap *imap, mailstream *stream, GError **error)
{
	int result = mailimap_connect(imap->session, stream);
	if (result == MAILIMAP_NO_ERROR_AUTHENTICATED) {
		imap->sound = false;
		return psq_fail(error, PSQ_ERR_RETRY,
			"server greets with PREAUTH, which is refused");
	}
	return psq_imap_check(imap, result, "get a greeting", error);
}

// STARTTLS (RFC 3501, 6.2.1): nothing may follow the server's OK in clear
// text, and what it said of its capabilities before is forgotten.
static bool
start_tls(PsqImap *imap, SSL_CTX *tls, const char *host, GError **error)
{
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	int result = mailimap_starttls(imap->session);
	const PsqHeard *heard = psq_guard_heard(imap->guard);
	if (heard->answer != NULL &&
		(heard->trailing ||
			imap->session->imap_stream->read_buffer_len != 0)) {
		imap->sound = false;
		return psq_fail(error, PSQ_ERR_RETRY,
			"server sent clear text after STARTTLS, which is "
			"refused");
	}
	if (!psq_imap_check(imap, result,
		    "start TLS (the server refuses it or tampers with it)",
		    error)) {
		return false;
	}
	struct mailimap_connection_info *info =
		imap->session->imap_connection_info;
	if (info != NULL && info->imap_capability != NULL) {
		mailimap_capability_data_free(info->imap_capability);
		info->imap_capability = NULL;
	}
	psq_guard_forget(imap->guard);
	imap->sound = psq_net_start_tls(imap->net, tls, host, error);
	return imap->sound;
}

static bool
open_folder(PsqImap *imap, const char *folder, GError **error)
{
	g_autofree char *name = psq_imap_folder(folder, error);
	g_autofree char *what = g_strdup_printf("open folder %s", folder);
	if (name == NULL) {
		return false;
	}
	psq_guard_forget(imap->guard);
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	if (!psq_imap_check(
		    imap, mailimap_select(imap->session, name), what, error)) {
		return false;
	}
	imap->uidvalidity = psq_guard_heard(imap->guard)->uidvalidity;
	if (imap->uidvalidity == 0) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"could not %s: the server gives no UIDVALIDITY (RFC "
			"3501, 6.3.1), so its messages can't be told apart",
			what);
	}
	return true;
}

static bool
begin(PsqImap *imap, const PsqConfMailbox *mailbox, const PsqImapWays *ways,
	mailstream *stream, SSL_CTX *tls, GError **error)
{
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	if (!greet(imap, stream, error)) {
		return false;
	}
	if (mailbox->security == PSQ_SECURITY_STARTTLS &&
		!start_tls(imap, tls, mailbox->host, error)) {
		return false;
	}
	return psq_imap_sign_in(imap, mailbox, ways, error) &&
		open_folder(imap, mailbox->folder, error);
}

static void
remark_certificate(PsqImap *imap, const char *host, int days)
{
	int64_t end = psq_net_certificate_end(imap->net);
	int64_t now = g_get_real_time() / G_USEC_PER_SEC;
	if (end == 0 || end - now > (int64_t)days * 24 * 60 * 60) {
		return;
	}
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_local(end);
	g_autofree char *day =
		date != NULL ? g_date_time_format(date, "%F") : NULL;
	psq_imap_remark(imap,
		"certificate of %s ends on %s: without a new one the mailbox "
		"can't be read any more",
		host, day != NULL ? day : "?");
}

PsqImap *
psq_imap_open(
	const PsqConfMailbox *mailbox, const PsqImapWays *ways, GError **error)
{
	SSL_CTX *tls = NULL;
	if (mailbox->security != PSQ_SECURITY_NONE) {
		tls = psq_trust_context(ways->trust, mailbox->ca_file, error);
		if (tls == NULL) {
			return NULL;
		}
	}
	g_autoptr(PsqNet) net = psq_net_connect(mailbox->host, mailbox->port,
		ways->conf->timeout_seconds, ways->stop_fd, error);
	if (net == NULL) {
		return NULL;
	}
	if (mailbox->security == PSQ_SECURITY_TLS &&
		!psq_net_start_tls(net, tls, mailbox->host, error)) {
		return NULL;
	}
	g_autoptr(PsqImap) imap = g_new0(PsqImap, 1);
	imap->session = mailimap_new(0, NULL);
	g_assert(imap->session != NULL);
	imap->net = net;
	imap->timeout = ways->conf->timeout_seconds;
	imap->sound = true;
	imap->remarks = g_ptr_array_new_with_free_func(g_free);
	imap->guard = psq_guard_new();
	mailstream *stream =
		mailstream_new(psq_guard_stream(imap->guard,
				       psq_net_stream(g_steal_pointer(&net))),
			STREAM_BYTES);
	g_assert(stream != NULL);
	if (!begin(imap, mailbox, ways, stream, tls, error)) {
		return NULL;
	}
	remark_certificate(imap, mailbox->host, ways->conf->certificate_days);
	return g_steal_pointer(&imap);
}
