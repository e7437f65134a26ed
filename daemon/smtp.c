// smtp.c - handing one letter to a mail server (RFC 5321)
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/smtp.h"

#include "daemon/command.h"

#include <string.h>

// RFC 5321, 4.5.3.2.6: ten minutes of patience after the final dot. The most
// that a server may say to one command, in bytes.
enum { FINAL_SECONDS = 600, ANSWER_BYTES = 64 * 1024, STREAM_BYTES = 8192 };

typedef struct {
	mailsmtp *session;
	PsqNet *net; // the session's stream has it
	int timeout;
} Smtp;

static void
arm(const Smtp *smtp, int seconds)
{
	psq_net_arm(smtp->net, seconds, ANSWER_BYTES);
}

// What failed below the protocol; "" if the server answered. A session that
// failed at its greeting has closed the stream, and net with it.
static const char *
reason_of(const Smtp *smtp)
{
	const char *said = smtp->session->response;
	if (smtp->session->stream != NULL) {
		return psq_net_reason(smtp->net);
	}
	return said == NULL || *said == '\0' ? "the connection was lost" : "";
}

// What the server said last, on one line, or what failed below it.
static char *
why(const Smtp *smtp)
{
	const char *reason = reason_of(smtp);
	const char *said = smtp->session->response;
	if (*reason != '\0' || said == NULL) {
		return g_strdup(*reason != '\0' ? reason : "no answer");
	}
	g_autofree char *text = g_utf8_make_valid(said, -1);
	g_strdelimit(text, "\r\n\t", ' ');
	return g_strdup_printf(
		"%d %s", smtp->session->response_code, g_strstrip(text));
}

// True if a command went well. REFUSED only where the server has judged the
// letter; a refused sign-in is the operator's to mend, and the letter waits.
static bool
went(const Smtp *smtp, int result, bool judges, PsqSmtpEnd *end, char **ret_why)
{
	if (result == MAILSMTP_NO_ERROR) {
		return true;
	}
	int code = smtp->session->response_code;
	bool answered = *reason_of(smtp) == '\0';
	*end = judges && answered && code >= 500 && code < 600
		? PSQ_SMTP_REFUSED
		: PSQ_SMTP_LATER;
	*ret_why = why(smtp);
	return false;
}

// STARTTLS (RFC 3207): nothing may follow the server's answer in clear text,
// and what it said of itself before is asked again.
static bool
start_tls(Smtp *smtp, SSL_CTX *tls, const char *host, char **ret_why)
{
	g_autoptr(GError) error = NULL;
	arm(smtp, smtp->timeout);
	if (mailesmtp_starttls(smtp->session) != MAILSMTP_NO_ERROR) {
		*ret_why = g_strdup("the server refuses STARTTLS");
		return false;
	}
	if (smtp->session->stream->read_buffer_len != 0) {
		*ret_why = g_strdup("clear text after STARTTLS");
		return false;
	}
	if (!psq_net_start_tls(smtp->net, tls, host, &error)) {
		*ret_why = g_strdup(error->message);
		return false;
	}
	arm(smtp, smtp->timeout);
	if (mailesmtp_ehlo(smtp->session) != MAILSMTP_NO_ERROR) {
		*ret_why = why(smtp);
		return false;
	}
	return true;
}

static bool
greet(Smtp *smtp, const PsqConfMailbox *mailbox, SSL_CTX *tls, char **ret_why)
{
	PsqSmtpEnd end;
	arm(smtp, smtp->timeout);
	return went(smtp,
		       mailsmtp_connect(smtp->session,
			       mailstream_new(psq_net_stream(smtp->net),
				       STREAM_BYTES)),
		       false, &end, ret_why) &&
		went(smtp, mailesmtp_ehlo(smtp->session), false, &end,
			ret_why) &&
		(mailbox->smtp_security != PSQ_SECURITY_STARTTLS ||
			start_tls(smtp, tls, mailbox->smtp_host, ret_why));
}

static bool
by_token(Smtp *smtp, const PsqSmtpWay *way, char **ret_why)
{
	g_autoptr(GError) error = NULL;
	const PsqConfMailbox *mailbox = way->mailbox;
	bool kept;
	g_autofree char *token =
		psq_tokens_get(way->tokens, mailbox->token_command,
			way->timeout_seconds, way->stop_fd, &kept, &error);
	if (token == NULL) {
		*ret_why = g_strdup(error->message);
		return false;
	}
	PsqSmtpEnd end;
	arm(smtp, smtp->timeout);
	if (went(smtp,
		    mailsmtp_oauth2_authenticate(
			    smtp->session, mailbox->user, token),
		    false, &end, ret_why)) {
		return true;
	}
	psq_tokens_refused(way->tokens, mailbox->token_command, token);
	return false;
}

static bool
by_password(Smtp *smtp, const PsqSmtpWay *way, char **ret_why)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *printed = NULL;
	const PsqConfMailbox *mailbox = way->mailbox;
	if (mailbox->password_command != NULL &&
		!psq_command_run(mailbox->password_command, NULL,
			way->timeout_seconds, way->stop_fd, &printed, &error)) {
		*ret_why = g_strdup(error->message);
		return false;
	}
	PsqSmtpEnd end;
	arm(smtp, smtp->timeout);
	return went(smtp,
		mailesmtp_auth_sasl(smtp->session, "PLAIN", mailbox->smtp_host,
			NULL, NULL, mailbox->user, mailbox->user,
			printed != NULL ? printed : mailbox->password, NULL),
		false, &end, ret_why);
}

static bool
sign_in(Smtp *smtp, const PsqSmtpWay *way, char **ret_why)
{
	if (!way->mailbox->smtp_sign_in) {
		return true;
	}
	return way->mailbox->token_command != NULL
		? by_token(smtp, way, ret_why)
		: by_password(smtp, way, ret_why);
}

static PsqSmtpEnd
deliver(Smtp *smtp, const char *from, const char *to, GBytes *letter,
	char **ret_why)
{
	PsqSmtpEnd end = PSQ_SMTP_TAKEN;
	gsize len;
	const char *bytes = g_bytes_get_data(letter, &len);
	arm(smtp, smtp->timeout);
	if (!went(smtp,
		    mailesmtp_mail(
			    smtp->session, from != NULL ? from : "", 0, NULL),
		    true, &end, ret_why) ||
		!went(smtp, mailesmtp_rcpt(smtp->session, to, 0, NULL), true,
			&end, ret_why) ||
		!went(smtp, mailsmtp_data(smtp->session), true, &end,
			ret_why)) {
		return end;
	}
	arm(smtp, FINAL_SECONDS);
	(void)went(smtp, mailsmtp_data_message(smtp->session, bytes, len), true,
		&end, ret_why);
	return end;
}

static void
close_session(Smtp *smtp)
{
	if (smtp->session->stream != NULL) {
		arm(smtp, 2); // QUIT is a courtesy
		mailsmtp_quit(smtp->session);
	}
	mailsmtp_free(smtp->session);
}

static PsqNet *
connect_to(const PsqSmtpWay *way, SSL_CTX *tls, GError **error)
{
	const PsqConfMailbox *mailbox = way->mailbox;
	g_autoptr(PsqNet) net = psq_net_connect(mailbox->smtp_host,
		mailbox->smtp_port, way->timeout_seconds, way->stop_fd, error);
	if (net == NULL ||
		(mailbox->smtp_security == PSQ_SECURITY_TLS &&
			!psq_net_start_tls(
				net, tls, mailbox->smtp_host, error))) {
		return NULL;
	}
	return g_steal_pointer(&net);
}

PsqSmtpEnd
psq_smtp_send(const PsqSmtpWay *way, const char *from, const char *to,
	GBytes *letter, char **ret_why)
{
	g_autoptr(GError) error = NULL;
	const PsqConfMailbox *mailbox = way->mailbox;
	*ret_why = NULL;
	SSL_CTX *tls = NULL;
	if (mailbox->smtp_security != PSQ_SECURITY_NONE) {
		tls = psq_trust_context(way->trust, mailbox->ca_file, &error);
	}
	PsqNet *net = error == NULL ? connect_to(way, tls, &error) : NULL;
	if (net == NULL) {
		*ret_why = g_strdup(error->message);
		return PSQ_SMTP_LATER;
	}
	Smtp smtp = {
		.session = mailsmtp_new(0, NULL),
		.net = net,
		.timeout = way->timeout_seconds,
	};
	g_assert(smtp.session != NULL);
	PsqSmtpEnd end = PSQ_SMTP_LATER;
	if (greet(&smtp, mailbox, tls, ret_why) &&
		sign_in(&smtp, way, ret_why)) {
		end = deliver(&smtp, from, to, letter, ret_why);
	}
	close_session(&smtp);
	return end;
}
