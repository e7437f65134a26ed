// phone-words.h - numbers spelt in French words: "quatre-vingt-dix-huit"
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>

// Reads the number from 0 to 99 whose words begin at text[at], of folded text:
// "six", "trente et un", "soixante-douze", "septante". Words of one number
// are joined by one blank or hyphen; the longest reading is taken. False, and
// outputs untouched, if no number begins there.
bool psq_phone_words_read(const char *text, size_t len, size_t at,
	int *ret_value, size_t *ret_end);
