// imap-sign-in.c - who psqd is: LOGIN, SASL, OAuth 2
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/imap-private.h"

#include "daemon/command.h"

#include <string.h>

typedef struct {
	PsqImap *imap;
	const PsqConfMailbox *mailbox;
	const PsqImapWays *ways;
	const char *what; // "sign in as ..."
} SignIn;

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

// A server that repeats the secret in what it says does not get it logged.
static void
hide(GError *error, const char *secret)
{
	if (*secret == '\0' || strstr(error->message, secret) == NULL) {
		return;
	}
	g_auto(GStrv) parts = g_strsplit(error->message, secret, -1);
	g_free(error->message);
	error->message = g_strjoinv("***", parts);
}

static bool
check(const SignIn *in, int result, const char *secret, GError **error)
{
	GError *why = NULL;
	if (psq_imap_check(in->imap, result, in->what, &why)) {
		return true;
	}
	hide(why, secret);
	g_propagate_error(error, why);
	return false;
}

static bool
login(const SignIn *in, const char *password, GError **error)
{
	psq_imap_arm(in->imap, PSQ_IMAP_ANSWER_BYTES);
	return check(in,
		mailimap_login(in->imap->session, in->mailbox->user, password),
		password, error);
}

static bool
is_offered(const SignIn *in, const char *mechanism)
{
	return mailimap_has_authentication(in->imap->session, mechanism) != 0;
}

static bool
sasl(const SignIn *in, const char *mechanism, const char *password,
	GError **error)
{
	const char *user = in->mailbox->user;
	if (!is_offered(in, mechanism)) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"could not %s: the server does not offer AUTH=%s",
			in->what, mechanism);
	}
	psq_imap_arm(in->imap, PSQ_IMAP_ANSWER_BYTES);
	int result = mailimap_authenticate(in->imap->session, mechanism,
		in->mailbox->host, NULL, NULL, user, user, password, NULL);
	if (result == MAILIMAP_ERROR_SASL &&
		psq_guard_heard(in->imap->guard)->answer == NULL) {
		in->imap->sound = false;
		return psq_fail(error, PSQ_ERR_RETRY,
			"could not %s: %s failed on this side; it comes with "
			"libsasl2-modules",
			in->what, mechanism);
	}
	return check(in, result, password, error);
}

// LOGIN where nothing speaks against it: it is what every server has, and the
// connection is encrypted, or does not leave the machine. Its strings are
// ASCII (RFC 3501, 9), and LOGINDISABLED forbids it.
static bool
by_password(const SignIn *in, const char *password, GError **error)
{
	bool disabled =
		mailimap_has_extension(in->imap->session, "LOGINDISABLED") != 0;
	bool ascii =
		g_str_is_ascii(password) && g_str_is_ascii(in->mailbox->user);
	switch ((PsqSignIn)in->mailbox->sign_in) {
	case PSQ_SIGN_IN_PLAIN:
		return sasl(in, "PLAIN", password, error);
	case PSQ_SIGN_IN_SCRAM:
		return sasl(in, "SCRAM-SHA-256", password, error);
	case PSQ_SIGN_IN_LOGIN:
		ascii = true;
		break;
	case PSQ_SIGN_IN_AUTO:
	default:
		if (disabled || !ascii) {
			return sasl(in, "PLAIN", password, error);
		}
	}
	if (disabled) {
		return psq_fail(error, PSQ_ERR_RETRY,
			"could not %s: the server forbids LOGIN "
			"(LOGINDISABLED)",
			in->what);
	}
	return login(in, password, error);
}

// A token that was kept may have been withdrawn: one that is refused is asked
// for again, once.
static bool
by_token(const SignIn *in, GError **error)
{
	const PsqImapWays *ways = in->ways;
	const char *command = in->mailbox->token_command;
	for (;;) {
		bool kept;
		g_autofree char *token = psq_tokens_get(ways->tokens, command,
			ways->conf->timeout_seconds, ways->stop_fd, &kept,
			error);
		if (token == NULL) {
			g_prefix_error(error, "could not %s: ", in->what);
			return false;
		}
		psq_imap_arm(in->imap, PSQ_IMAP_ANSWER_BYTES);
		int result = mailimap_oauth2_authenticate(
			in->imap->session, in->mailbox->user, token);
		g_autoptr(GError) why = NULL;
		if (check(in, result, token, &why)) {
			return true;
		}
		psq_tokens_refused(ways->tokens, command, token);
		if (!kept || !psq_imap_is_sane(in->imap)) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		in->imap->sound = true;
	}
}

static bool
by_command(const SignIn *in, GError **error)
{
	g_autofree char *password = NULL;
	if (!psq_command_run(in->mailbox->password_command, NULL,
		    in->ways->conf->timeout_seconds, in->ways->stop_fd,
		    &password, error)) {
		g_prefix_error(error, "could not %s: ", in->what);
		return false;
	}
	password[strcspn(password, "\r\n")] = '\0';
	return by_password(in, password, error);
}

static bool
prove(const SignIn *in, GError **error)
{
	if (in->mailbox->token_command != NULL) {
		return by_token(in, error);
	}
	return in->mailbox->password_command != NULL
		? by_command(in, error)
		: by_password(in, in->mailbox->password, error);
}

// Before it signs in, psqd asks how it may; afterwards, for what servers offer
// only then (RFC 3501, 6.2.3).
bool
psq_imap_sign_in(PsqImap *imap, const PsqConfMailbox *mailbox,
	const PsqImapWays *ways, GError **error)
{
	g_autofree char *what = g_strdup_printf("sign in as %s", mailbox->user);
	const SignIn in = {
		.imap = imap,
		.mailbox = mailbox,
		.ways = ways,
		.what = what,
	};
	return ask_capabilities(imap, error) && prove(&in, error) &&
		ask_capabilities(imap, error);
}
