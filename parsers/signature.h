// signature.h - what stands below a sender's own words without being them
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A signature behind "-- ", what clients and antivirus programs add, legal
// notices, and a company's block behind the closing formula. A person's
// closing lines ("Cordialement, Jean Dupont, 06 39 98 ...") are words.
#pragma once

#include "parsers/quote-lines.h"

// Moves such lines of PSQ_BIN_SAID, from first to before end, to
// PSQ_BIN_SIGNATURE. When in doubt a line stays.
void psq_signature_mark(PsqQuoteLines *lines, guint first, guint end);

// How many words the lines of PSQ_BIN_SAID, from first to before end, say
// beside a greeting and the closing lines; 0 if there is nothing to act on.
guint psq_signature_count_words(
	const PsqQuoteLines *lines, guint first, guint end);
