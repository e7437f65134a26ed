// attachment.h - what is said of a part that is not shown as text
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/gmime-auto.h"
#include "parsers/mail.h"

void psq_attachment_free(PsqAttachment *attachment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqAttachment, psq_attachment_free)

// Describes part, whose type is type; in_line is true if its disposition says
// so. An attached message without a name is called by its subject.
PsqAttachment *psq_attachment_new(GMimeObject *part, const char *type);

// The name that part gives itself (Content-Disposition, else Content-Type),
// safe to show: no folder, no controls, at most PSQ_MAX_NAME_BYTES with its
// ending kept. Never to be used as a path all the same. NULL if it has none.
// The caller frees it.
char *psq_attachment_name(GMimeObject *part);
