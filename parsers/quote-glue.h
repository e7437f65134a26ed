// quote-glue.h - lines that a client glued together
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/fold.h"

// Where text, whose folded form is fold, has to be cut although there is no
// line end: Samsung's client puts its footer behind the sender's last word and
// "-------- Message d'origine --------" beside what is above or below it.
// Folded offsets (size_t), in order; the caller frees the array.
GArray *psq_quote_glue_find(const char *text, const PsqFold *fold);
