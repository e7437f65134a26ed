// place-scan.h - where a text names streets, buildings and sites
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lists (lexicon/*.names): places, place-sites, place-blocks, common-words.
#pragma once

#include "parsers/lexicon.h"
#include "parsers/passage.h"

typedef struct {
	PsqSpan span;  // of passage->fold->text, as written
	bool street;   // an address: "rue", "cité", "impasse"
	bool block;    // only a part of a building: "hall B"
	bool numbered; // "22 bis rue..."
	bool lettered; // its name is but a number or a letter
	bool chained;  // named after a site: "parking de la gare"
	bool situated; // "devant la gare"
	bool named;    // has a name of its own: "gare de Belfort", not "gare"
} PsqPlaceFind;

// Finds places in their order, neighbours joined: "tour 5, cité Gagarine" is
// one. PsqPlaceFind; the caller frees the array.
GArray *psq_place_scan(const PsqLexicon *lexicon, const PsqPassage *passage);
