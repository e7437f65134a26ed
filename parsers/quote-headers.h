// quote-headers.h - a block of "De : / Envoyé : / À : / Objet :" in a text
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/quote-lines.h"

typedef struct {
	guint end;    // first line after it
	PsqSpan from; // of the "De :" line's folded bytes: its value
	guint from_line;
} PsqHeaderBlock;

// True if a block of an earlier message's headers begins at line first: a
// sender and two further headers, with an address or an hour among them. A
// letter's head ("De : Jean Dupont / À : Monsieur le commissaire / Objet :")
// and a contact form's fields are none. loose: a separator stands above, so a
// sender alone is enough, and any header may come first.
bool psq_quote_headers_read(const PsqQuoteLines *lines, guint first, bool loose,
	PsqHeaderBlock *ret_block);
