// phone-use.h - whose a number is, by the words around it
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Word lists that a station may edit: not-phones.names (contract, file,
// order...), other-people.names (mother, lawyer, town hall...).
#pragma once

#include "parsers/phone-scan.h"
#include "parsers/reading.h"

typedef enum {
	PSQ_PHONE_OWN,    // the sender's, or nothing says otherwise
	PSQ_PHONE_OFFICE, // a firm's head office: if the sender has no other
	PSQ_PHONE_OTHER,  // somebody else's, or no telephone at all
} PsqPhoneUse;

// What is known of the message when its numbers are judged.
typedef struct {
	const PsqLexicon *lexicon;
	const PsqContact *contact; // the sender's name, if known
	const PsqPassage *passage;
	size_t signed_at; // folded offset of the sender's name in the closing
			  // lines; SIZE_MAX if it is not there
} PsqPhoneSetting;

// Judges finds[i]. A number that little parts from the one before it is used
// as that one is: before is the use of finds[i - 1].
PsqPhoneUse psq_phone_use(const PsqPhoneSetting *setting, const GArray *finds,
	guint i, PsqPhoneUse before);

// +336 and +337 are mobile (ARCEP's numbering plan).
typedef enum {
	PSQ_LINE_ANY,
	PSQ_LINE_MOBILE, // French
	PSQ_LINE_HOME,   // French
	PSQ_LINE_ABROAD,
} PsqPhoneLine;

// Which line the writer prefers where he says so apart from the numbers: "am
// besten mobil", "plutôt sur le fixe".
PsqPhoneLine psq_phone_wanted_line(const PsqPassage *passage);

// How much the writer prefers finds[i] by the words beside it: -1 before others, 1 after them.
int psq_phone_rank(const PsqPassage *passage, const GArray *finds, guint i);
