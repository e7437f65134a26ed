// imap.c - a mailbox on its server: look and wait
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/imap-private.h"

// What a server gets to answer LOGOUT.
enum { GOODBYE_SECONDS = 2 };

// Until they are told.
enum { REMARKS_MAX = 16 };

void
psq_imap_arm(PsqImap *imap, int64_t bytes)
{
	psq_net_arm(imap->net, imap->timeout, bytes);
	psq_guard_arm(imap->guard, bytes);
}

// [ALERT] must reach a human being (RFC 3501, 7.1).
static void
remark_alert(PsqImap *imap)
{
	const char *alert = psq_guard_heard(imap->guard)->alert;
	if (alert != NULL) {
		psq_imap_remark(imap, "the server says: %s", alert);
	}
}

// The best reason that there is for a command that failed.
static char *
reason_of(const PsqImap *imap)
{
	const PsqHeard *heard = psq_guard_heard(imap->guard);
	const char *complaint = psq_guard_complaint(imap->guard);
	if (*complaint != '\0') {
		return g_strdup(complaint);
	}
	if (heard->goodbye != NULL) {
		return g_strdup_printf(
			"the server says goodbye: %s", heard->goodbye);
	}
	if (heard->answer != NULL && *heard->answer != '\0') {
		return g_strdup(heard->answer);
	}
	const char *reason = psq_net_reason(imap->net);
	return g_strdup(*reason != '\0'
			? reason
			: "the server's answer could not be understood");
}

static bool
is_good(int result)
{
	return result == MAILIMAP_NO_ERROR ||
		result == MAILIMAP_NO_ERROR_AUTHENTICATED ||
		result == MAILIMAP_NO_ERROR_NON_AUTHENTICATED;
}

bool
psq_imap_is_sane(const PsqImap *imap)
{
	const PsqHeard *heard = psq_guard_heard(imap->guard);
	return heard->answer != NULL && heard->goodbye == NULL &&
		!psq_guard_has_output(imap->guard) &&
		*psq_guard_complaint(imap->guard) == '\0' &&
		*psq_net_reason(imap->net) == '\0';
}

bool
psq_imap_check(PsqImap *imap, int result, const char *what, GError **error)
{
	uint32_t uidvalidity = psq_guard_heard(imap->guard)->uidvalidity;
	remark_alert(imap);
	bool good = is_good(result);
	if (good &&
		(imap->uidvalidity == 0 || imap->uidvalidity == uidvalidity)) {
		return true;
	}
	imap->sound = false;
	if (good) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"could not %s: UIDVALIDITY changed from %u to %u "
			"while the folder was open",
			what, imap->uidvalidity, uidvalidity);
	}
	g_autofree char *reason = reason_of(imap);
	return psq_fail(error, PSQ_ERR_RETRY, "could not %s: %s", what, reason);
}

void
psq_imap_remark(PsqImap *imap, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *text = g_strdup_vprintf(format, args);
	va_end(args);
	if (imap->remarks->len < REMARKS_MAX &&
		!g_ptr_array_find_with_equal_func(
			imap->remarks, text, g_str_equal, NULL)) {
		g_ptr_array_add(imap->remarks, g_steal_pointer(&text));
	}
}

const GPtrArray *
psq_imap_remarks(const PsqImap *imap)
{
	return imap->remarks;
}

void
psq_imap_remarks_told(PsqImap *imap)
{
	g_ptr_array_set_size(imap->remarks, 0);
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
			imap->timeout = GOODBYE_SECONDS;
			psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
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
	g_ptr_array_unref(imap->remarks);
	g_free(imap);
}

uint32_t
psq_imap_uidvalidity(const PsqImap *imap)
{
	return imap->uidvalidity;
}

uint32_t
psq_imap_uidnext(const PsqImap *imap)
{
	return psq_guard_heard(imap->guard)->uidnext;
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

static void
remove_doubles(GArray *uids)
{
	uint32_t *all = (uint32_t *)(gpointer)uids->data;
	guint kept = 0;
	for (guint i = 0; i < uids->len; i++) {
		if (kept == 0 || all[kept - 1] != all[i]) {
			all[kept++] = all[i];
		}
	}
	g_array_set_size(uids, kept);
}

bool
psq_imap_uids(PsqImap *imap, GArray **ret_uids, GError **error)
{
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	if (!psq_imap_check(imap, mailimap_noop(imap->session),
		    "reach the server", error)) {
		return false;
	}
	clist *found = NULL;
	struct mailimap_search_key *key = mailimap_search_key_new_all();
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
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
	remove_doubles(uids);
	*ret_uids = g_steal_pointer(&uids);
	return true;
}

bool
psq_imap_idle_start(PsqImap *imap, GError **error)
{
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	imap->idling = psq_imap_check(
		imap, mailimap_idle(imap->session), "start IDLE", error);
	return imap->idling;
}

bool
psq_imap_idle_done(PsqImap *imap, GError **error)
{
	imap->idling = false;
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
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
	return psq_guard_heard(imap->guard)->news ||
		psq_guard_has_output(imap->guard) ||
		imap->session->imap_stream->read_buffer_len > 0 ||
		psq_net_pending(imap->net);
}
