// name-words.h - words that may be a name's: how they look, what lists say
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lists (lexicon/*.names): given-names, surnames, each with its -more;
// not-names (offices, firms, kin), closings (politeness), common-words.
#pragma once

#include "parsers/lexicon.h"
#include "parsers/passage.h"

enum { PSQ_NAME_MAX_WORDS = 10, PSQ_NAME_WORD_BYTES = 48 };

typedef enum {
	PSQ_SHAPE_LOWER,   // "dupont"
	PSQ_SHAPE_CAPITAL, // "Dupont", "McDonald", "d'Almeida"
	PSQ_SHAPE_CAPS,    // "DUPONT"
} PsqNameShape;

typedef enum {
	PSQ_NAME_PLAIN,
	PSQ_NAME_TITLE,    // "Mme"
	PSQ_NAME_PARTICLE, // "de", "le", "ben"
	PSQ_NAME_INITIAL,  // "J."
	PSQ_NAME_AND,      // "et"
	PSQ_NAME_BORN,     // "née": a birth name follows
	PSQ_NAME_MARRIED,  // "épouse": the name in use follows
	PSQ_NAME_CLOSING,  // "cordialement": behind it people sign
	PSQ_NAME_COMMON,   // no name's word
} PsqNameRole;

typedef struct {
	PsqSpan span; // of passage->fold->text
	char folded[PSQ_NAME_WORD_BYTES];
	PsqNameShape shape;
	PsqNameRole role;
	bool given;    // a given name that the lists know
	bool surname;  // likewise
	bool not_name; // an office, a firm, kin
} PsqNameWord;

// Reads the next word at or after at and before end. False if there is none.
bool psq_name_word_next(const PsqLexicon *lexicon, const PsqPassage *passage,
	size_t at, size_t end, PsqNameWord *ret_word);

// True if the lists know the folded name as a given name or a surname; each
// part of "jean-pierre" may stand alone in the list.
bool psq_name_is_given(const PsqLexicon *lexicon, const char *folded);
bool psq_name_is_surname(const PsqLexicon *lexicon, const char *folded);
