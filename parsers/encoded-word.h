// encoded-word.h - RFC 2047: =?utf-8?Q?caf=C3=A9?=
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Not left to GMime: 3.2.10 to 3.2.13 lose everything after a B word that
// ends in padding (issue #133), which is how Outlook writes French subjects,
// and its charsets are not as forgiving as charset.h.
#pragma once

#include <stddef.h>

// The length of the encoded word that begins at at, 0 if there is none. An
// encoded word may hold spaces, which RFC 2047 forbids and mailers write, but
// ends within 2048 bytes.
size_t psq_encoded_word_length(const char *at, const char *end);

// Decodes all encoded words of len bytes wherever they stand, also in quotes.
// White space between two words is none; words of one charset are put
// together before they are decoded, since mailers cut through characters.
// Bytes outside of words are taken for UTF-8, else windows-1252. Valid UTF-8
// without NUL, not yet fit to show (tidy.h). The caller frees the result.
char *psq_encoded_word_decode(const char *raw, size_t len);
