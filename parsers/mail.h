// mail.h - bytes of RFC 5322 in, a plain description of the message out
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Not for: deciding what the message means. GMime stays behind this module;
// every string here is valid UTF-8 without NUL.
#pragma once

#include "common/error.h"

#include <stdint.h>

typedef struct {
	char *name;    // decoded display name, or NULL
	char *address; // "local@domain" as written, or NULL
} PsqAddress;

void psq_address_free(PsqAddress *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqAddress, psq_address_free)

typedef struct {
	char *name; // as written, without its RFC 2047 coding, unfolded
	char *value;
} PsqHeader;

typedef struct {
	char *name; // safe to show: base name, no controls; NULL if it has none
	char *type; // "image/jpeg", in lower case
	size_t size;  // decoded bytes
	bool in_line; // Content-Disposition inline, or referred to by cid:
} PsqAttachment;

typedef enum {
	PSQ_TEXT_NONE,
	PSQ_TEXT_PLAIN,
	PSQ_TEXT_HTML, // turned into text by html-text
} PsqTextSource;

typedef struct PsqMail PsqMail;
struct PsqMail {
	char *subject;         // decoded, one line; NULL if absent
	PsqAddress *from;      // the first mailbox of From; NULL if absent
	PsqAddress *reply_to;  // of Reply-To; NULL if absent
	GPtrArray *to;         // PsqAddress: To and Cc, never NULL
	char *message_id;      // without <>; NULL if absent
	char *in_reply_to;     // likewise, the first one
	GPtrArray *references; // char *, likewise, oldest first, never NULL
	int64_t date;   // of Date, seconds since 1970; 0 if absent or absurd
	int utc_offset; // of Date, in minutes
	GPtrArray *headers; // PsqHeader of the message's own head, in order

	char *content_type; // of the whole message: "multipart/report"
	char *report_type;  // parameter report-type, in lower case; or NULL
	char *original_id;  // Message-ID of what a report (RFC 3464) returns

	char *text; // the body as text, "" if none; lines end in \n
	PsqTextSource source;
	// Where html-text found a client's quote container, as an offset in
	// text; -1 if there was none or text is plain.
	ptrdiff_t quote_at;
	GPtrArray *attachments; // PsqAttachment, never NULL
	PsqMail *forwarded;     // the first message/rfc822 part, or NULL
	GPtrArray *notes; // char *, in French: what was repaired or left out
};

// Reads the bytes of one message. Pure: no socket, file, clock or log. The
// result owns all its strings. What goes beyond limits.h is left out and said
// in notes. Fails with PSQ_ERR_MESSAGE only on more than 2 GiB.
// A message without From, Date, Message-ID or body is no failure.
PsqMail *psq_mail_parse(const uint8_t *bytes, size_t len,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_mail_free(PsqMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqMail, psq_mail_free)

// The value of the first header called name (any case), or NULL. Borrowed.
const char *psq_mail_header(const PsqMail *mail, const char *name);

// Must be called once, in one thread, before any other call of parsers/
// (GMime and libxml2 initialise themselves here).
void psq_mail_init(void);
