// name-sources.h - where in a message its sender's name may stand
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each returns a name with score 0 if there is none; psq_person_clear() frees
// it in any case.
#pragma once

#include "parsers/name-person.h"
#include "parsers/reading.h"

// What From says: words that help to believe a name elsewhere.
typedef struct {
	PsqPerson person; // of the display name
	char *display;    // folded
	char *local;      // the address before "@", folded
} PsqNameHeader;

void psq_name_header_clear(PsqNameHeader *header);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PsqNameHeader, psq_name_header_clear)

PsqNameHeader psq_name_header_read(
	const PsqLexicon *lexicon, const PsqMatter *matter);

// True if the display name or the address holds the folded word.
bool psq_name_header_has(const PsqNameHeader *header, const char *word);

// "jean.dupont90@": an address of two words, one of which is a given name.
PsqPerson psq_name_address_read(
	const PsqLexicon *lexicon, const PsqMatter *matter);

// The closing lines of a passage: "Cordialement, Jean Dupont, président".
PsqPerson psq_name_tail_read(const PsqLexicon *lexicon,
	const PsqPassage *passage, const PsqNameHeader *header);

// "Je soussigné Jean Dupont", "je m'appelle Karim", "ici Mme Fofana".
PsqPerson psq_name_intro_read(
	const PsqLexicon *lexicon, const PsqPassage *passage);

// "Nom : Dupont", "Prénom : Jean": a list or a form.
PsqPerson psq_name_label_read(
	const PsqLexicon *lexicon, const PsqPassage *passage);
