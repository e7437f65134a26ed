// quote.h - the sender's own words, apart from quotes and signature
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/mail.h"

// Nothing is thrown away: every line of the mail's text is in one of the
// three. When in doubt the words stay in said.
typedef struct {
	char *said;
	char *quoted;    // history: replies' and forwards' earlier messages
	char *signature; // signature, client footers, legal notices
} PsqQuote;

// Splits mail->text. A forward sent as the thing to act on, without words of
// the sender's own, is said; so is mail->forwarded's text if there is no
// other: a forward is judged only where the sender hands it on to be acted on.
// Never NULL.
PsqQuote *psq_quote_split(const PsqMail *mail);

void psq_quote_free(PsqQuote *quote);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqQuote, psq_quote_free)
