// charset.h - bytes and the label they came with, made into valid UTF-8
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Labels lie: UTF-8 goes out as us-ascii, windows-1252 as iso-8859-1 or utf-8,
// and text is encoded twice. PostgreSQL refuses what is not UTF-8, so nothing
// may pass that isn't.
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

// Decodes len bytes. label is the charset as declared, in any spelling, or
// NULL; what is unknown is guessed: UTF-8 if it is that or nearly, else
// windows-1252, which is also what "iso-8859-1" and "us-ascii" mean in mail.
// Only the charsets of a fixed table reach iconv. Always valid UTF-8 without
// NUL; C1 controls, which no mail means, become the signs of windows-1252.
// *ret_repaired, if not NULL, is set to true where the label was wrong or the
// text had been encoded twice, and else left alone. The caller frees the
// result.
char *psq_charset_decode(
	const char *bytes, size_t len, const char *label, bool *ret_repaired);

// What windows-1252 has at a C1 code point (U+0080 to U+009F), 0 if nothing;
// every other point stays as it is.
gunichar psq_charset_from_c1(gunichar point);

// The byte of windows-1252 for point, or -1.
int psq_charset_to_windows(gunichar point);
