// imap-sign-in.c - who psqd is: LOGIN
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/imap-private.h"

#include <string.h>

static bool
ask_capabilities(PsqImap *imap, GError **error)
{
	struct mailimap_capability_data *capabilities = NULL;
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	if (!psq_imap_check(imap,
		    mailimap_capability(imap->session, &capabilities),
		    "ask for the server's capabilities", error)) {
		return false;
	}
	mailimap_capability_data_free(capabilities);
	return true;
}

// A server that repeats the password in what it says does not get it logged.
static void
hide(GError **error, const char *secret)
{
	if (error == NULL || *error == NULL || *secret == '\0' ||
		strstr((*error)->message, secret) == NULL) {
		return;
	}
	g_auto(GStrv) parts = g_strsplit((*error)->message, secret, -1);
	g_free((*error)->message);
	(*error)->message = g_strjoinv("***", parts);
}

static bool
login(PsqImap *imap, const PsqConfMailbox *mailbox, const char *password,
	GError **error)
{
	g_autofree char *what = g_strdup_printf("sign in as %s", mailbox->user);
	psq_imap_arm(imap, PSQ_IMAP_ANSWER_BYTES);
	bool good = psq_imap_check(imap,
		mailimap_login(imap->session, mailbox->user, password), what,
		error);
	hide(error, password);
	return good;
}

// Before it signs in, psqd asks whether it may; afterwards, for what servers
// offer only then (RFC 3501, 6.2.3).
bool
psq_imap_sign_in(PsqImap *imap, const PsqConfMailbox *mailbox, GError **error)
{
	return ask_capabilities(imap, error) &&
		login(imap, mailbox, mailbox->password, error) &&
		ask_capabilities(imap, error);
}
