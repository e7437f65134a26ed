// matter.h - what the readers read: the mail and its words, folded once
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/mail.h"
#include "parsers/passage.h"
#include "parsers/quote.h"

typedef struct {
	const PsqMail *mail;     // borrowed
	const char *own_address; // of the mailbox, or NULL; borrowed
	PsqPassage *from;        // display name of From
	PsqPassage *subject;
	PsqPassage *said;
	PsqPassage *signature;
	PsqPassage *quoted;
} PsqMatter;

// The matter of mail, which it borrows, and of its words, which it copies; a
// text that is NULL counts as "". psq_matter_clear() frees the passages.
PsqMatter psq_matter_new(
	const PsqMail *mail, const PsqQuote *words, const char *own_address);

void psq_matter_clear(PsqMatter *matter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PsqMatter, psq_matter_clear)
