// imap-settle.c - what is done on the server after COMMIT
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/imap-private.h"

#include <stdlib.h>
#include <string.h>

enum {
	// At once: a server goes on with the command of a session that died,
	// and the next session's MOVE of the same messages would copy them
	// again.
	SETTLE_MESSAGES = 50,
	// Of a MOVE that is refused because some of its messages are gone.
	MOVE_TRIES = 3,
};

static bool
store_flag(PsqImap *imap, const GArray *uids, struct mailimap_flag *flag,
	GError **error)
{
	struct mailimap_flag_list *flags = mailimap_flag_list_new_empty();
	g_assert(flags != NULL && flag != NULL);
	mailimap_flag_list_add(flags, flag);
	struct mailimap_store_att_flags *store =
		mailimap_store_att_flags_new_add_flags_silent(flags);
	struct mailimap_set *set =
		psq_imap_set((const uint32_t *)(gpointer)uids->data, uids->len);
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	int result = mailimap_uid_store(imap->session, set, store);
	mailimap_store_att_flags_free(store);
	mailimap_set_free(set);
	return psq_imap_check(imap, result, "mark messages", error);
}

// Whether the folder keeps a flag beyond this session (RFC 3501, 7.1). A
// server that does not say keeps all; "\*" is any keyword.
static bool
keeps(const PsqImap *imap, const char *flag)
{
	const char *list = psq_guard_heard(imap->guard)->flags;
	if (list == NULL) {
		return true;
	}
	g_auto(GStrv) flags = g_strsplit(list, " ", -1);
	for (char **f = flags; *f != NULL; f++) {
		if (g_ascii_strcasecmp(*f, flag) == 0 ||
			(*flag != '\\' && g_str_equal(*f, "\\*"))) {
			return true;
		}
	}
	return false;
}

static bool
mark_seen(PsqImap *imap, const GArray *uids, GError **error)
{
	if (keeps(imap, "\\Seen")) {
		return store_flag(imap, uids, mailimap_flag_new_seen(), error);
	}
	psq_imap_remark(imap,
		"the folder does not keep \\Seen: messages that were taken in "
		"are left as they are");
	return true;
}

static bool
mark_keyword(
	PsqImap *imap, const GArray *uids, const char *keyword, GError **error)
{
	if (keeps(imap, keyword)) {
		return store_flag(imap, uids,
			mailimap_flag_new_flag_keyword(strdup(keyword)), error);
	}
	psq_imap_remark(imap,
		"the folder does not keep the keyword %s: messages that were "
		"taken in are marked as read instead",
		keyword);
	return mark_seen(imap, uids, error);
}

// COPY, \Deleted, UID EXPUNGE: MOVE for servers that have only UIDPLUS. A
// plain EXPUNGE would remove what other people have marked. What was copied and
// can't be removed is settled: another try would copy it again.
static int
copy_and_expunge(PsqImap *imap, const GArray *uids, struct mailimap_set *set,
	const char *name)
{
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	int result = mailimap_uid_copy(imap->session, set, name);
	if (result != MAILIMAP_NO_ERROR) {
		return result;
	}
	bool sound = imap->sound;
	g_autoptr(GError) why = NULL;
	if (store_flag(imap, uids, mailimap_flag_new_deleted(), &why)) {
		psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
		result = mailimap_uid_expunge(imap->session, set);
		(void)psq_imap_check(imap, result, "expunge messages", &why);
	}
	if (why != NULL && !psq_imap_is_sane(imap)) {
		return MAILIMAP_ERROR_STREAM;
	}
	if (why != NULL) {
		imap->sound = sound;
		psq_imap_remark(imap,
			"messages that were taken in were copied, but stay: %s",
			why->message);
	}
	return MAILIMAP_NO_ERROR;
}

static int
move_once(PsqImap *imap, const GArray *uids, const char *name)
{
	struct mailimap_set *set =
		psq_imap_set((const uint32_t *)(gpointer)uids->data, uids->len);
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	int result = mailimap_has_extension(imap->session, "MOVE")
		? mailimap_uid_move(imap->session, set, name)
		: copy_and_expunge(imap, uids, set, name);
	mailimap_set_free(set);
	return result;
}

// Makes the folder, and subscribes, without which many mail programs don't
// show it. False if there was nothing to make or it can't be made.
static bool
create(PsqImap *imap, const char *name)
{
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	if (mailimap_create(imap->session, name) != MAILIMAP_NO_ERROR) {
		return false;
	}
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	(void)mailimap_subscribe(imap->session, name); // it is there anyway
	return true;
}

// Those of uids that the folder still has.
static GArray *
still_there(PsqImap *imap, const GArray *uids, GError **error)
{
	g_autoptr(GArray) present = NULL;
	if (!psq_imap_uids(imap, &present, error)) {
		return NULL;
	}
	GArray *left = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	guint at = 0;
	for (guint i = 0; i < uids->len; i++) {
		uint32_t uid = g_array_index(uids, uint32_t, i);
		while (at < present->len &&
			g_array_index(present, uint32_t, at) < uid) {
			at++;
		}
		if (at < present->len &&
			g_array_index(present, uint32_t, at) == uid) {
			g_array_append_val(left, uid);
		}
	}
	return left;
}

// What a refused MOVE leaves to be moved: all again, into the folder that has
// been made; or those that are not gone, for the server may have finished the
// MOVE of a session that died. NULL if there is no sense in trying again.
static GArray *
left_to_move(PsqImap *imap, const PsqConfMailbox *mailbox, const GArray *uids,
	const char *name)
{
	if (mailbox->settle_create != 0 && create(imap, name)) {
		return g_array_copy((GArray *)uids);
	}
	g_autoptr(GArray) left = still_there(imap, uids, NULL);
	return left != NULL && left->len < uids->len ? g_steal_pointer(&left)
						     : NULL;
}

static bool
can_move(PsqImap *imap)
{
	if (mailimap_has_extension(imap->session, "MOVE") ||
		(mailimap_has_uidplus(imap->session) &&
			keeps(imap, "\\Deleted"))) {
		return true;
	}
	psq_imap_remark(imap,
		"the server has neither MOVE nor UIDPLUS with \\Deleted: "
		"messages that were taken in stay where they are");
	return false;
}

static bool
move(PsqImap *imap, const PsqConfMailbox *mailbox, const GArray *uids,
	GError **error)
{
	g_autofree char *name = psq_imap_folder(mailbox->settle_to, error);
	g_autofree char *what =
		g_strdup_printf("move messages to %s", mailbox->settle_to);
	if (name == NULL) {
		return false;
	}
	if (!can_move(imap)) {
		return true;
	}
	g_autoptr(GArray) left = g_array_copy((GArray *)uids);
	for (int tries = MOVE_TRIES; left->len > 0; tries--) {
		int result = move_once(imap, left, name);
		g_autoptr(GError) why = NULL;
		if (psq_imap_check(imap, result, what, &why)) {
			return true;
		}
		GArray *rest = tries > 1 && psq_imap_is_sane(imap)
			? left_to_move(imap, mailbox, left, name)
			: NULL;
		if (rest == NULL) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		imap->sound = true;
		g_array_unref(left);
		left = rest;
	}
	return true;
}

static bool
settle(PsqImap *imap, const PsqConfMailbox *mailbox, const GArray *uids,
	GError **error)
{
	switch ((PsqSettle)mailbox->settle) {
	case PSQ_SETTLE_SEEN:
		return mark_seen(imap, uids, error);
	case PSQ_SETTLE_KEYWORD:
		return mark_keyword(imap, uids, mailbox->settle_to, error);
	case PSQ_SETTLE_MOVE:
		return move(imap, mailbox, uids, error);
	case PSQ_SETTLE_KEEP:
	default:
		return true;
	}
}

bool
psq_imap_settle(PsqImap *imap, const PsqConfMailbox *mailbox,
	const GArray *uids, GError **error)
{
	for (guint i = 0; i < uids->len; i += SETTLE_MESSAGES) {
		g_autoptr(GArray) some =
			g_array_new(FALSE, FALSE, sizeof(uint32_t));
		g_array_append_vals(some, &g_array_index(uids, uint32_t, i),
			MIN(SETTLE_MESSAGES, uids->len - i));
		if (!settle(imap, mailbox, some, error)) {
			return false;
		}
	}
	return true;
}
