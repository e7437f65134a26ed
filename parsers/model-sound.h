// model-sound.h - a word as it sounds, so that misspellings are alike
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>

enum { PSQ_MAX_SOUND = 32 };

// A rough key of how a French word sounds, made of the letters that matter and
// 1 to 3 for nasal vowels; forms of a verb that sound alike are alike ("porte",
// "porter", "portez", "porté"). word is folded, without doubled letters (as
// psq_word_plain() makes it) and at most PSQ_MAX_WORD bytes. Returns the key's
// length.
size_t psq_word_sound(
	const char *word, size_t len, char ret_sound[PSQ_MAX_SOUND]);
