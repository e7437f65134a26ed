// rules-texts.h - lists of the texts that a piece of an expression can match
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stddef.h>

// An empty list (char *), which owns its texts.
GPtrArray *psq_texts_new(void);

// The length of the shortest text; 0 if there is none.
size_t psq_texts_shortest(const GPtrArray *texts);

// Keeps in *best (NULL at first) the better of two lists of needles: the one
// whose shortest needle is longer, and no shorter than PSQ_NEEDLE_MIN. Takes
// other, which may be NULL.
void psq_texts_better(GPtrArray **best, GPtrArray *other);

// Moves the texts of from, which becomes empty, to those of to that are new;
// seen holds all of to.
void psq_texts_move(GPtrArray *to, GHashTable *seen, GPtrArray *from);

// Each text of run followed by each of next. Takes both.
GPtrArray *psq_texts_product(GPtrArray *run, GPtrArray *next);
