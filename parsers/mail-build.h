// mail-build.h - what the files that put a PsqMail together share
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/gmime-auto.h"
#include "parsers/mail.h"

// How much may still be read of one message, all messages attached to it
// included; it only ever goes down.
typedef struct {
	unsigned int parts; // leaves
	size_t text;        // decoded bytes of text/plain
	size_t html;        // and of text/html
} PsqAllowance;

// Describes one message; depth is how many multiparts and messages are around
// it. Never fails.
PsqMail *psq_mail_build(
	GMimeMessage *message, PsqAllowance *allowance, unsigned int depth);

// The same from bytes, after looking at them (prescan.h); borrowed. Fails as
// psq_mail_parse() does.
PsqMail *psq_mail_build_bytes(const uint8_t *bytes, size_t len,
	PsqAllowance *allowance, unsigned int depth,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Adds a note, once.
void psq_mail_note(GPtrArray *notes, const char *note);
