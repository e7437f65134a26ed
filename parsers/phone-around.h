// phone-around.h - the words on both sides of a telephone number
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/passage.h"

enum { PSQ_AROUND_MAX = 14 };

// The words on one side of a number, the nearest first.
typedef struct {
	const PsqPassage *passage;
	PsqSpan spans[PSQ_AROUND_MAX]; // of passage->fold->text
	char *words[PSQ_AROUND_MAX];   // folded
	size_t count;
} PsqAround;

void psq_around_clear(PsqAround *around);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PsqAround, psq_around_clear)

// The words before the folded offset at: not beyond floor, nor the sentence,
// nor the line, unless the line above is full, as mail programs wrap them.
PsqAround psq_around_before(const PsqPassage *passage, size_t at, size_t floor);

// At most max words after at: not beyond roof, nor the line or the sentence.
PsqAround psq_around_after(
	const PsqPassage *passage, size_t at, size_t roof, size_t max);

// The word n places farther from the number than i, or NULL. Borrowed.
const char *psq_around_behind(const PsqAround *around, size_t i, size_t n);

// The word next to i on the number's side, or NULL. Borrowed.
const char *psq_around_ahead(const PsqAround *around, size_t i);

// True if word, which may be NULL, stands in the NULL-terminated list.
bool psq_word_is_one_of(const char *word, const char *const *list);
