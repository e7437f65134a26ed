// place-key.h - words of a text as names of communes are looked up by
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

typedef enum {
	PSQ_GAP_BLANK, // blanks, one line's end, or the hyphen or apostrophe within a name
	PSQ_GAP_SIGN, // any other sign, or a blank line
} PsqGap;

typedef struct {
	PsqSpan span; // of the folded text
	char key[32]; // the word, "st" as "saint"; cut where it is longer
	PsqGap gap;   // before it
} PsqKeyWord;

enum { PSQ_KEY_WORDS = 8 }; // of the longest name

// Words in a row as one key, and where in it each of them ends: the key of the
// first n words is text up to ends[n - 1].
typedef struct {
	char text[PSQ_KEY_WORDS * 32 + 4];
	size_t ends[PSQ_KEY_WORDS];
	guint count; // of words
} PsqKey;

// The words of a folded text (PsqKeyWord); the caller frees it with
// g_array_unref().
GArray *psq_key_words(const PsqFold *fold);

// The key of the words from first on, as far as no sign is between them. "au"
// and "aux" before them give the name its article back.
PsqKey psq_key_read(const GArray *words, guint first);

// True if word is a postcode; its department is "90", "2A", "2B" or "971".
// Corsica's postcodes tell south and north apart.
bool psq_key_postcode(const char *word, char ret_department[4]);

// The department that the mailbox's address tells (ddsp90-psq@...): the one
// that the message came to, else one that it is addressed to; "" if none.
void psq_key_department(const PsqMatter *matter, char ret_department[4]);
