// kind-headers.h - what a message's head says about who sent it
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/kind-score.h"

// Counts the marks of mail's head: RFC 3834, RFC 3464, RFC 2919 and 2369, the
// relay's opinion on spam, senders of campaigns, the sender's address.
// is_form says that the text is a contact form's: then a person speaks
// through a program, and only what a form never carries counts.
void psq_kind_headers_read(
	const PsqMail *mail, bool is_form, PsqKindScore *score);
