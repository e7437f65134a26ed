// body.h - the text of a message, its attachments and what it returns
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/mail-build.h"

// Fills text, source, quote_at, attachments, forwarded, original_id and notes
// of mail; content_type must be there. text/plain and text/html without a name
// and not sent as attachments are text, several of them one after the other
// (as Apple Mail sends a picture between two paragraphs); of alternatives one
// is. All other leaves are attachments, also calendar parts and named texts,
// unless there would be no text at all. The first message/rfc822 becomes
// forwarded and is an attachment too. depth is how deep message is.
void psq_body_read(PsqMail *mail, GMimeMessage *message,
	PsqAllowance *allowance, unsigned int depth);
