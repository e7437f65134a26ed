// fold.h - text as readers compare it: lower case, no accents, plain signs
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// "Étranglée, l’œil" becomes "etranglee, l'oeil". Line ends stay; every other
// white space (NBSP, U+202F, tab) becomes one ASCII space each; typographic
// quotes and dashes become ' " -; zero-width characters vanish.
typedef struct {
	char *text; // NUL-terminated
	size_t len;
	uint32_t *map; // len + 1 offsets: folded byte -> byte of the original
} PsqFold;

// text is valid UTF-8 of len bytes. The caller frees the result.
PsqFold *psq_fold_new(const char *text, size_t len);

void psq_fold_free(PsqFold *fold);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqFold, psq_fold_free)

// True if word stands in the NULL-terminated list.
bool psq_fold_is_one_of(const char *word, const char *const *list);

// Only the folded text, for names and lists. The caller frees it.
char *psq_fold_string(const char *text);
