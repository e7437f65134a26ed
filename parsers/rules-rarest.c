// rules-rarest.c - the bytes by which a needle is found soonest
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/rules-rarest.h"

#include <stdint.h>
#include <string.h>

// How often a letter stands in a text: the first is the most frequent.
static size_t
frequency(char letter)
{
	static const char letters[] =
		" esaintrulodcmp'vqfbghjxyzkw-.,0123456789";
	const char *at = strchr(letters, letter);
	return at != NULL ? sizeof letters - (size_t)(at - letters) : 0;
}

size_t
psq_needle_rarest(const char *text, size_t len, size_t width)
{
	size_t best = 0;
	size_t least = SIZE_MAX;
	size_t sum = 0; // of the last width bytes
	for (size_t i = 0; i < len; i++) {
		sum += frequency(text[i]);
		if (i >= width) {
			sum -= frequency(text[i - width]);
		}
		if (i + 1 >= width && sum < least) {
			least = sum;
			best = i + 1 - width;
		}
	}
	return best;
}
