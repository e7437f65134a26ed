// word-set.h - a list of words that can be asked for one of them
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

typedef struct PsqWordSet PsqWordSet;

// Reads len bytes of valid UTF-8 text: one folded word (fold.h) a line, "#"
// begins a comment. path is for errors only. Fails with PSQ_ERR_CONFIG,
// "path:line: what is wrong", on a word that is not folded.
PsqWordSet *psq_word_set_new(const char *text, size_t len, const char *path,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_word_set_free(PsqWordSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqWordSet, psq_word_set_free)

bool psq_word_set_has(const PsqWordSet *set, const char *word);
