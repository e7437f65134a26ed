// name-person.h - words in a row, read as one person's name
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/name-words.h"

// A name as one place of the message has it. Strings are owned.
typedef struct {
	char *given;   // "Jean-Pierre", or NULL
	char *surname; // "Le Goff", or NULL
	char initial;  // of the given name where only that is written, or NUL
	bool sure;     // which is which is certain: capitals, lists, a title
	bool shouted;  // written in capitals only: accents may be missing
	double score;  // 0 (no name) to 1
	const PsqPassage *passage;
	PsqSpan given_span; // of passage->fold->text
	PsqSpan surname_span;
} PsqPerson;

void psq_person_clear(PsqPerson *person);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PsqPerson, psq_person_clear)

// Reads count words of passage, which stand side by side, as one name, in
// either order: "Mme Dupont Jeanne", "DUPONT Jean", "J. de La Tour", "Jean et
// Marie Dupont" (the first of them), "Marie Petit épouse Durand" (the name in
// use). Score 0 and nothing to free if they are none: an office, a firm,
// words that no name holds, a single word that no list knows.
PsqPerson psq_person_read(const PsqLexicon *lexicon, const PsqPassage *passage,
	const PsqNameWord *words, size_t count);

// True if both names may be one person's: what both have is the same, or the
// one is short for the other ("Ludo", "J.").
bool psq_person_agree(const PsqPerson *a, const PsqPerson *b);

// True if both have the same given name, folded, or one begins with the other.
bool psq_person_same_given(const char *a, const char *b);

// True if both have the same surname, folded, or one is a part of the other.
bool psq_person_same_surname(const char *a, const char *b);
