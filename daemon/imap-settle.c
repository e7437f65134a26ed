// imap-settle.c - what is done on the server after COMMIT
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/imap-private.h"

#include <stdlib.h>
#include <string.h>

static bool
store_flag(PsqImap *imap, struct mailimap_set *set, struct mailimap_flag *flag,
	GError **error)
{
	struct mailimap_flag_list *flags = mailimap_flag_list_new_empty();
	g_assert(flags != NULL && flag != NULL);
	mailimap_flag_list_add(flags, flag);
	struct mailimap_store_att_flags *store =
		mailimap_store_att_flags_new_add_flags_silent(flags);
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	int result = mailimap_uid_store(imap->session, set, store);
	mailimap_store_att_flags_free(store);
	return psq_imap_check(imap, result, "mark messages", error);
}

// COPY, \Deleted, UID EXPUNGE: MOVE for servers that have only UIDPLUS. A
// plain EXPUNGE would remove what other people have marked.
static bool
copy_and_expunge(PsqImap *imap, struct mailimap_set *set, const char *folder,
	GError **error)
{
	if (mailimap_has_uidplus(imap->session) == 0) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"could not move messages: the server has neither MOVE "
			"nor UIDPLUS (settle \"seen\" or \"keyword\" works)");
	}
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	if (!psq_imap_check(imap, mailimap_uid_copy(imap->session, set, folder),
		    "copy messages", error) ||
		!store_flag(imap, set, mailimap_flag_new_deleted(), error)) {
		return false;
	}
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	return psq_imap_check(imap, mailimap_uid_expunge(imap->session, set),
		"expunge messages", error);
}

static bool
move(PsqImap *imap, struct mailimap_set *set, const char *folder,
	GError **error)
{
	g_autofree char *name = psq_imap_folder(folder, error);
	if (name == NULL) {
		return false;
	}
	if (!mailimap_has_extension(imap->session, "MOVE")) {
		return copy_and_expunge(imap, set, name, error);
	}
	g_autofree char *what = g_strdup_printf("move messages to %s", folder);
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	return psq_imap_check(
		imap, mailimap_uid_move(imap->session, set, name), what, error);
}

static bool
settle(PsqImap *imap, const PsqConfMailbox *mailbox, struct mailimap_set *set,
	GError **error)
{
	switch ((PsqSettle)mailbox->settle) {
	case PSQ_SETTLE_SEEN:
		return store_flag(imap, set, mailimap_flag_new_seen(), error);
	case PSQ_SETTLE_KEYWORD:
		return store_flag(imap, set,
			mailimap_flag_new_flag_keyword(
				strdup(mailbox->settle_to)),
			error);
	case PSQ_SETTLE_MOVE:
		return move(imap, set, mailbox->settle_to, error);
	case PSQ_SETTLE_KEEP:
	default:
		return true;
	}
}

bool
psq_imap_settle(PsqImap *imap, const PsqConfMailbox *mailbox,
	const GArray *uids, GError **error)
{
	if (uids->len == 0 || mailbox->settle == PSQ_SETTLE_KEEP) {
		return true;
	}
	struct mailimap_set *set =
		psq_imap_set((const uint32_t *)(gpointer)uids->data, uids->len);
	bool settled = settle(imap, mailbox, set, error);
	mailimap_set_free(set);
	return settled;
}
