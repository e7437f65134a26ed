// place-name.h - the name behind a word like "rue" or "parking"
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/place-words.h"

typedef struct {
	size_t end;   // index behind the name's last word
	bool named;   // it has a name
	bool words;   // of words, not only of a number or a letter
	bool chained; // a site's word is in it: "parking de la gare"
	bool street;  // a street's word is in it: "parking de la rue Carnot"
} PsqPlaceName;

// Reads the name that begins at words[at], behind the type that ends there:
// "du Général de Gaulle", "du 8 mai 1945", "5" behind "tour", "de londres" in a
// text without capitals. A name that is not there ends at at.
PsqPlaceName psq_place_name_read(
	const PsqPlaceText *text, const PsqPlaceWord *type, size_t at);
