// charset-names.h - what a charset's label means, in any of its spellings
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>

typedef enum {
	PSQ_CHARSET_NONE, // no label, or one that is not in the table
	PSQ_CHARSET_UTF8,
	PSQ_CHARSET_WINDOWS, // windows-1252, by whatever name
	PSQ_CHARSET_ICONV,
} PsqCharsetMeaning;

typedef struct {
	const char *label; // lower case, letters and digits only
	PsqCharsetMeaning meaning;
	const char *iconv; // iconv's name; NULL but for PSQ_CHARSET_ICONV
	bool one_byte;     // a character is one byte, ASCII below 0x80
} PsqCharset;

// The row for label: "ISO_8859-15", "'utf-8'", "iso-8859-15 (Latin)" and
// "utf-8*fr" are found; NULL and what is unknown give the row without a
// meaning. Static, never NULL.
const PsqCharset *psq_charset_named(const char *label);
