// phone-scan.h - where a text has what looks like a telephone number
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Not for: whose number it is, nor whether it exists (phone-use.h, shim.h).
#pragma once

#include "parsers/passage.h"

enum {
	PSQ_PHONE_DIGITS = 24,   // room for a number's digits, "+" and NUL
	PSQ_PHONE_MAX_FINDS = 32 // in one passage
};

typedef struct {
	PsqSpan span;                  // of passage->fold->text
	char number[PSQ_PHONE_DIGITS]; // "0639981234", or "+4915112345678"
} PsqPhoneFind;

// Finds numbers in one pass, in any form that people write: French ones of ten
// digits, in any grouping, with letters for digits or in words, and foreign ones that begin with + or 00. "06 39 98 12 34 / 35" is
// two. PsqPhoneFind, at most PSQ_PHONE_MAX_FINDS; the caller frees the array.
GArray *psq_phone_scan(const PsqPassage *passage);
