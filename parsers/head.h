// head.h - the fields of a message's own head
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/mail-build.h"

// Fills what mail.h promises of the head: subject to headers, content_type
// and report_type. mail's arrays must be there.
void psq_head_read(PsqMail *mail, GMimeMessage *message);

void psq_header_free(PsqHeader *header);
