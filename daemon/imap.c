// imap.c - a mailbox on its server: sign in, look and wait
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/imap-private.h"

#include <string.h>

// The most that a server may say to an ordinary command, in bytes: enough for
// SEARCH's answer on a million messages.
enum { ANSWER_BYTES = 16 * 1024 * 1024 };

void
psq_imap_arm(PsqImap *imap, int64_t bytes)
{
	psq_net_arm(imap->net, imap->timeout, bytes);
}

bool
psq_imap_check(PsqImap *imap, int result, const char *what, GError **error)
{
	if (result == MAILIMAP_NO_ERROR ||
		result == MAILIMAP_NO_ERROR_AUTHENTICATED ||
		result == MAILIMAP_NO_ERROR_NON_AUTHENTICATED) {
		return true;
	}
	imap->sound = false;
	const char *reason = psq_net_reason(imap->net);
	if (*reason == '\0') {
		reason = imap->session->imap_response;
	}
	if (reason == NULL || *reason == '\0') {
		reason = "the server's answer could not be understood";
	}
	return psq_fail(error, PSQ_ERR_RETRY, "could not %s: %s", what, reason);
}

char *
psq_imap_folder(const char *folder, GError **error)
{
	g_autoptr(GError) reason = NULL;
	char *name = g_convert(
		folder, -1, "UTF-7-IMAP", "UTF-8", NULL, NULL, &reason);
	if (name == NULL) {
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"folder \"%s\" has no IMAP name: %s", folder,
			reason->message);
	}
	return name;
}

struct mailimap_set *
psq_imap_set(const uint32_t *uids, size_t count)
{
	struct mailimap_set *set = mailimap_set_new_empty();
	g_assert(set != NULL);
	for (size_t i = 0; i < count;) {
		size_t last = i;
		while (last + 1 < count && uids[last + 1] == uids[last] + 1) {
			last++;
		}
		mailimap_set_add_interval(set, uids[i], uids[last]);
		i = last + 1;
	}
	return set;
}

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
	psq_imap_arm(imap, ANSWER_BYTES);
	if (!psq_imap_check(imap, mailimap_starttls(imap->session),
		    "start TLS (the server refuses it or tampers with it)",
		    error)) {
		return false;
	}
	if (imap->session->imap_stream->read_buffer_len != 0) {
		imap->sound = false;
		return psq_fail(error, PSQ_ERR_RETRY,
			"server sent clear text after STARTTLS, which is "
			"refused");
	}
	struct mailimap_connection_info *info =
		imap->session->imap_connection_info;
	if (info != NULL && info->imap_capability != NULL) {
		mailimap_capability_data_free(info->imap_capability);
		info->imap_capability = NULL;
	}
	imap->sound = psq_net_start_tls(imap->net, tls, host, error);
	return imap->sound;
}

static bool
sign_in(PsqImap *imap, const PsqConfMailbox *mailbox, GError **error)
{
	struct mailimap_capability_data *capabilities = NULL;
	g_autofree char *what = g_strdup_printf("sign in as %s", mailbox->user);
	psq_imap_arm(imap, ANSWER_BYTES);
	if (!psq_imap_check(imap,
		    mailimap_login(
			    imap->session, mailbox->user, mailbox->password),
		    what, error)) {
		return false;
	}
	psq_imap_arm(imap, ANSWER_BYTES);
	if (!psq_imap_check(imap,
		    mailimap_capability(imap->session, &capabilities),
		    "ask for the server's capabilities", error)) {
		return false;
	}
	mailimap_capability_data_free(capabilities);
	return true;
}

static bool
open_folder(PsqImap *imap, const char *folder, GError **error)
{
	g_autofree char *name = psq_imap_folder(folder, error);
	g_autofree char *what = g_strdup_printf("open folder %s", folder);
	if (name == NULL) {
		return false;
	}
	psq_imap_arm(imap, ANSWER_BYTES);
	if (!psq_imap_check(
		    imap, mailimap_select(imap->session, name), what, error)) {
		return false;
	}
	if (psq_imap_uidvalidity(imap) == 0) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"could not %s: the server gives no UIDVALIDITY (RFC "
			"3501, 6.3.1), so its messages can't be told apart",
			what);
	}
	return true;
}

static bool
begin(PsqImap *imap, const PsqConfMailbox *mailbox, mailstream *stream,
	SSL_CTX *tls, GError **error)
{
	psq_imap_arm(imap, ANSWER_BYTES);
	if (!greet(imap, stream, error)) {
		return false;
	}
	if (mailbox->security == PSQ_SECURITY_STARTTLS &&
		!start_tls(imap, tls, mailbox->host, error)) {
		return false;
	}
	return sign_in(imap, mailbox, error) &&
		open_folder(imap, mailbox->folder, error);
}

PsqImap *
psq_imap_open(const PsqConfMailbox *mailbox, PsqTrust *trust,
	int timeout_seconds, int stop_fd, GError **error)
{
	SSL_CTX *tls = NULL;
	if (mailbox->security != PSQ_SECURITY_NONE) {
		tls = psq_trust_context(trust, mailbox->ca_file, error);
		if (tls == NULL) {
			return NULL;
		}
	}
	g_autoptr(PsqNet) net = psq_net_connect(
		mailbox->host, mailbox->port, timeout_seconds, stop_fd, error);
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
	imap->timeout = timeout_seconds;
	imap->sound = true;
	mailstream *stream = psq_net_stream(g_steal_pointer(&net));
	if (!begin(imap, mailbox, stream, tls, error)) {
		return NULL;
	}
	return g_steal_pointer(&imap);
}

// A broken session is not told goodbye: it would wait for the answer.
void
psq_imap_free(PsqImap *imap)
{
	if (imap == NULL) {
		return;
	}
	mailimap *session = imap->session;
	if (session->imap_stream != NULL) {
		if (imap->sound) {
			psq_net_arm(imap->net, 2, ANSWER_BYTES);
			if (imap->idling) {
				mailimap_idle_done(session);
			}
			mailimap_logout(session);
		}
		if (session->imap_stream != NULL) {
			mailstream_close(session->imap_stream);
			session->imap_stream = NULL;
		}
	}
	mailimap_free(session);
	g_free(imap);
}

uint32_t
psq_imap_uidvalidity(const PsqImap *imap)
{
	return imap->session->imap_selection_info->sel_uidvalidity;
}

uint32_t
psq_imap_uidnext(const PsqImap *imap)
{
	return imap->session->imap_selection_info->sel_uidnext;
}

bool
psq_imap_has_idle(const PsqImap *imap)
{
	return mailimap_has_idle(imap->session) != 0;
}

static int
by_number(gconstpointer a, gconstpointer b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

bool
psq_imap_uids(PsqImap *imap, GArray **ret_uids, GError **error)
{
	psq_imap_arm(imap, ANSWER_BYTES);
	if (!psq_imap_check(imap, mailimap_noop(imap->session),
		    "reach the server", error)) {
		return false;
	}
	clist *found = NULL;
	struct mailimap_search_key *key = mailimap_search_key_new_all();
	psq_imap_arm(imap, ANSWER_BYTES);
	int result = mailimap_uid_search(imap->session, NULL, key, &found);
	mailimap_search_key_free(key);
	if (!psq_imap_check(imap, result, "list the messages", error)) {
		return false;
	}
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (clistiter *i = clist_begin(found); i != NULL; i = clist_next(i)) {
		g_array_append_vals(uids, clist_content(i), 1);
	}
	mailimap_search_result_free(found);
	g_array_sort(uids, by_number);
	*ret_uids = g_steal_pointer(&uids);
	return true;
}

bool
psq_imap_idle_start(PsqImap *imap, GError **error)
{
	psq_imap_arm(imap, ANSWER_BYTES);
	imap->idling = psq_imap_check(
		imap, mailimap_idle(imap->session), "start IDLE", error);
	return imap->idling;
}

bool
psq_imap_idle_done(PsqImap *imap, GError **error)
{
	imap->idling = false;
	psq_imap_arm(imap, ANSWER_BYTES);
	return psq_imap_check(
		imap, mailimap_idle_done(imap->session), "end IDLE", error);
}

bool
psq_imap_is_idling(const PsqImap *imap)
{
	return imap->idling;
}

int
psq_imap_fd(const PsqImap *imap)
{
	return psq_net_fd(imap->net);
}

bool
psq_imap_has_input(const PsqImap *imap)
{
	return imap->session->imap_stream->read_buffer_len > 0 ||
		psq_net_pending(imap->net);
}
