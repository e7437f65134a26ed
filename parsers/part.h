// part.h - one part of a message: its fields and its decoded bytes
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The only calls to GMime that touch a parsed part. Never to be added, all
// measured on 3.2.13: g_mime_multipart_get_boundary(),
// g_mime_content_type_encode() and setting a parameter of a parsed content
// type never return on a mail of 115 bytes (issue #165);
// g_mime_text_part_get_text() drops bytes that are not of the charset.
#pragma once

#include "parsers/gmime-auto.h"

#include <stdbool.h>
#include <stddef.h>

// The raw value of the part's first field called name, or NULL. Borrowed.
const char *psq_part_header(GMimeObject *part, const char *name);

// "text/html", in lower case; "text/plain" if absent or malformed, as RFC
// 2045 (5.2) says. The caller frees it.
char *psq_part_type(GMimeObject *part);

// The part's bytes without their transfer encoding, at most max; *ret_cut is
// set to true if there are more, and else left alone. Base64 with padding in
// the middle is read on (GMime issue #150), broken quoted-printable is kept
// as it is, an unknown encoding is none. The caller frees the result.
GByteArray *psq_part_bytes(GMimePart *part, size_t max, bool *ret_cut);

// How many bytes psq_part_bytes() would give without max, counted without
// keeping them. Of an attached message, its parts' bytes as they were sent.
size_t psq_part_size(GMimeObject *part);
