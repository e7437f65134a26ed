// smtp.h - handing one letter to a mail server (RFC 5321)
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/conf.h"
#include "daemon/tokens.h"
#include "daemon/trust.h"

typedef enum {
	PSQ_SMTP_TAKEN,   // the server has it: 250 after the final dot
	PSQ_SMTP_LATER,   // not now (4xx, or no connection)
	PSQ_SMTP_REFUSED, // never (5xx to the sender, recipient or message)
} PsqSmtpEnd;

// The way out of a mailbox; all borrowed.
typedef struct {
	const PsqConfMailbox *mailbox; // whose smtp_ keys are gone by
	PsqTrust *trust;
	PsqTokens *tokens;
	int timeout_seconds; // for one command
	int stop_fd;
} PsqSmtpWay;

// Sends letter (lines ended by CR LF) to `to`, from `from`, or from nobody
// where that is NULL (RFC 3834, 4: what a program answers must not bounce to
// it). Both addresses have been checked (psq_letter_address_is_good()).
// The server's certificate is verified as for IMAP, and it
// never goes on in clear text where TLS is configured. *ret_why is the server's
// answer or what failed, to be freed; NULL when taken.
//
// A connection lost after the final dot is LATER: the server may have it, and
// the Message-ID in letter tells the second copy from a second letter.
PsqSmtpEnd psq_smtp_send(const PsqSmtpWay *way, const char *from,
	const char *to, GBytes *letter, char **ret_why);
