// imap-fetch.c - sizes, dates and bytes of messages
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/imap-private.h"

#include <string.h>
#include <time.h>

enum {
	// What one message's envelope, or the wrapping of its body, may take
	// of the server's answer, in bytes.
	FETCH_OVERHEAD = 4096,
	// And what the bodies may have beyond RFC822.SIZE, which some servers
	// only guess: a message that is larger than it was said to be must not
	// stop its mailbox.
	FETCH_SLACK = 32 * 1024 * 1024,
};

// What one FETCH line said of a message. Pointers are borrowed from
// libetpan's list.
typedef struct {
	uint32_t uid; // 0: an unsolicited line without one
	uint64_t size;
	bool has_size; // an empty message's is 0
	int64_t internal_date;
	const char *body; // NULL: NIL, the message is gone
	size_t body_len;
} Item;

static int64_t
unix_time(const struct mailimap_date_time *date)
{
	struct tm tm = {
		.tm_year = date->dt_year - 1900,
		.tm_mon = date->dt_month - 1,
		.tm_mday = date->dt_day,
		.tm_hour = date->dt_hour,
		.tm_min = date->dt_min,
		.tm_sec = date->dt_sec,
	};
	int zone = date->dt_zone; // +0130 is 130
	int offset = (zone / 100 * 60 + zone % 100) * 60;
	return (int64_t)timegm(&tm) - offset;
}

static void
item_add(Item *item, const struct mailimap_msg_att_static *att)
{
	if (att->att_type == MAILIMAP_MSG_ATT_UID) {
		item->uid = att->att_data.att_uid;
	} else if (att->att_type == MAILIMAP_MSG_ATT_RFC822_SIZE) {
		item->size = att->att_data.att_rfc822_size;
		item->has_size = true;
	} else if (att->att_type == MAILIMAP_MSG_ATT_INTERNALDATE) {
		item->internal_date =
			unix_time(att->att_data.att_internal_date);
	} else if (att->att_type == MAILIMAP_MSG_ATT_BODY_SECTION) {
		item->body = att->att_data.att_body_section->sec_body_part;
		item->body_len = att->att_data.att_body_section->sec_length;
	}
}

static Item
item_read(const struct mailimap_msg_att *message)
{
	Item item = { 0 };
	for (clistiter *i = clist_begin(message->att_list); i != NULL;
		i = clist_next(i)) {
		const struct mailimap_msg_att_item *att = clist_content(i);
		if (att->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC) {
			item_add(&item, att->att_data.att_static);
		}
	}
	return item;
}

static struct mailimap_fetch_type *
fetch_list(struct mailimap_fetch_att *const *atts, size_t count)
{
	struct mailimap_fetch_type *list =
		mailimap_fetch_type_new_fetch_att_list_empty();
	g_assert(list != NULL);
	for (size_t i = 0; i < count; i++) {
		g_assert(atts[i] != NULL);
		mailimap_fetch_type_new_fetch_att_list_add(list, atts[i]);
	}
	return list;
}

// Takes what; *ret_list is libetpan's, to be freed by
// mailimap_fetch_list_free().
static bool
fetch(PsqImap *imap, const uint32_t *uids, size_t count,
	struct mailimap_fetch_type *what, uint64_t bytes, clist **ret_list,
	GError **error)
{
	struct mailimap_set *set = psq_imap_set(uids, count);
	psq_imap_arm(
		imap, (int64_t)(bytes + FETCH_SLACK + count * FETCH_OVERHEAD));
	clist *list = NULL;
	int result = mailimap_uid_fetch(imap->session, set, what, &list);
	mailimap_set_free(set);
	mailimap_fetch_type_free(what);
	if (!psq_imap_check(imap, result, "fetch messages", error)) {
		if (list != NULL) {
			mailimap_fetch_list_free(list);
		}
		return false;
	}
	*ret_list = list;
	return true;
}

// UIDs that were asked for and have not come yet; what a server sends besides,
// or twice, is left alone.
static GHashTable *
waited_for(const uint32_t *uids, size_t count)
{
	GHashTable *waited = g_hash_table_new(NULL, NULL);
	for (size_t i = 0; i < count; i++) {
		g_hash_table_add(waited, GUINT_TO_POINTER(uids[i]));
	}
	return waited;
}

static bool
comes(GHashTable *waited, uint32_t uid)
{
	return g_hash_table_remove(waited, GUINT_TO_POINTER(uid));
}

static int
by_uid(gconstpointer a, gconstpointer b)
{
	const PsqImapEnvelope *x = a;
	const PsqImapEnvelope *y = b;
	return x->uid < y->uid ? -1 : x->uid > y->uid;
}

// libetpan takes NO for OK if anything came. Of what did not come at all the
// next look finds nothing if it is gone, and else this is said again.
static void
remark_missing(PsqImap *imap, GHashTable *waited)
{
	guint missing = g_hash_table_size(waited);
	const char *answer = psq_guard_heard(imap->guard)->answer;
	if (missing > 0) {
		psq_imap_remark(imap,
			"the server did not send %u of the messages that it "
			"was asked for: %s",
			missing, answer != NULL ? answer : "");
	}
}

bool
psq_imap_envelopes(PsqImap *imap, const uint32_t *uids, size_t count,
	GArray **ret_envelopes, GError **error)
{
	struct mailimap_fetch_att *const atts[] = {
		mailimap_fetch_att_new_uid(),
		mailimap_fetch_att_new_rfc822_size(),
		mailimap_fetch_att_new_internaldate(),
	};
	clist *list;
	if (!fetch(imap, uids, count, fetch_list(atts, G_N_ELEMENTS(atts)), 0,
		    &list, error)) {
		return false;
	}
	GArray *envelopes = g_array_new(FALSE, FALSE, sizeof(PsqImapEnvelope));
	g_autoptr(GHashTable) waited = waited_for(uids, count);
	for (clistiter *i = clist_begin(list); i != NULL; i = clist_next(i)) {
		Item item = item_read(clist_content(i));
		if (item.has_size && comes(waited, item.uid)) {
			PsqImapEnvelope envelope = {
				.uid = item.uid,
				.size = item.size,
				.internal_date = item.internal_date,
			};
			g_array_append_val(envelopes, envelope);
		}
	}
	mailimap_fetch_list_free(list);
	g_array_sort(envelopes, by_uid);
	*ret_envelopes = envelopes;
	return true;
}

static void
message_free(gpointer data)
{
	PsqImapMessage *message = data;
	g_bytes_unref(message->bytes);
	g_free(message);
}

// BODY.PEEK[] of all, or of the first max_bytes: PEEK leaves \Seen alone.
static struct mailimap_fetch_att *
body_att(uint64_t max_bytes)
{
	struct mailimap_section *whole = mailimap_section_new(NULL);
	return max_bytes == 0
		? mailimap_fetch_att_new_body_peek_section(whole)
		: mailimap_fetch_att_new_body_peek_section_partial(
			  whole, 0, (uint32_t)max_bytes);
}

bool
psq_imap_fetch(PsqImap *imap, const uint32_t *uids, size_t count,
	uint64_t total_bytes, uint64_t max_bytes, GPtrArray **ret_messages,
	GError **error)
{
	struct mailimap_fetch_att *const atts[] = {
		mailimap_fetch_att_new_uid(),
		body_att(max_bytes),
	};
	clist *list;
	if (!fetch(imap, uids, count, fetch_list(atts, G_N_ELEMENTS(atts)),
		    total_bytes, &list, error)) {
		return false;
	}
	GPtrArray *messages = g_ptr_array_new_with_free_func(message_free);
	g_autoptr(GHashTable) waited = waited_for(uids, count);
	for (clistiter *i = clist_begin(list); i != NULL; i = clist_next(i)) {
		Item item = item_read(clist_content(i));
		if (item.body == NULL || !comes(waited, item.uid)) {
			continue;
		}
		PsqImapMessage *message = g_new0(PsqImapMessage, 1);
		message->uid = item.uid;
		message->bytes = g_bytes_new(item.body, item.body_len);
		g_ptr_array_add(messages, message);
	}
	mailimap_fetch_list_free(list);
	remark_missing(imap, waited);
	*ret_messages = messages;
	return true;
}
