// flat.h - a stretch of folded text in one line, single blanks between words
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/pattern.h"

#include <glib.h>
#include <stdint.h>

// Mail programs wrap lines inside of phrases, with or without a blank at the
// end: "par \ncourriel" becomes "par courriel".
typedef struct {
	char *text; // NUL-terminated
	size_t len;
	uint32_t *map; // len + 1 offsets: flat byte -> byte of the folded text
} PsqFlat;

// Of text[span]; the caller frees the result.
PsqFlat *psq_flat_new(const char *text, PsqSpan span);

void psq_flat_free(PsqFlat *flat);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqFlat, psq_flat_free)

// Where a flat span lies in the folded text.
PsqSpan psq_flat_back(const PsqFlat *flat, PsqSpan span);
