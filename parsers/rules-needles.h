// rules-needles.h - the words that a text must have before a pattern can match
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

// At least this many bytes: a single letter stands in every sentence.
enum { PSQ_NEEDLE_MIN = 2 };

// The needles of a regular expression: every text that it matches holds at
// least one of them ("bagarr(?:e|es)|rixe" needs "bagarre" or "rixe"). An
// empty list says that nothing is known, and that the pattern must always be
// tried. char *, the caller frees it.
GPtrArray *psq_needles_new(const char *expression);
