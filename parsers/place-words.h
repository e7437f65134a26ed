// place-words.h - the words and numbers of a text, as places are made of them
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/lexicon.h"
#include "parsers/passage.h"

enum { PSQ_PLACE_WORD_BYTES = 40 };

typedef struct {
	PsqSpan span;                      // of passage->fold->text
	char folded[PSQ_PLACE_WORD_BYTES]; // "" if it is longer
	bool number;                       // "22", "8e"
	bool capital;                      // its first letter
	bool acute; // it ends in "é": "garé" is no "gare"
	bool comma; // a comma, and nothing else but blanks, before it
	bool line;  // a line's end before it
	bool apart; // another sign before it: the place can't go on
} PsqPlaceWord;

// How a text is written, which says what a name's words look like.
typedef enum {
	PSQ_PLACE_PROPER, // names have capitals
	PSQ_PLACE_LOWER,  // nothing has
	PSQ_PLACE_CAPS,   // everything has
} PsqPlaceStyle;

typedef struct {
	const PsqLexicon *lexicon; // borrowed
	PsqPlaceWord *words;       // owned
	size_t count;
	PsqPlaceStyle style;
} PsqPlaceText;

// All words of passage.
PsqPlaceText psq_place_text_read(
	const PsqLexicon *lexicon, const PsqPassage *passage);

void psq_place_text_clear(PsqPlaceText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PsqPlaceText, psq_place_text_clear)

// True if the word is in the NULL-terminated list.
bool psq_place_word_is_in(const char *const *list, const PsqPlaceWord *word);

// "Je", "Merci": a word that no name has, though it may be capital.
bool psq_place_word_is_stop(const PsqPlaceText *text, const PsqPlaceWord *word);

// "de", "la": small words inside of a place.
bool psq_place_word_is_link(const PsqPlaceWord *word);
