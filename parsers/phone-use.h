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
	PSQ_PHONE_OFFICE, // a switchboard: the sender's if there is no other
	PSQ_PHONE_OTHER,  // somebody else's, or no telephone at all
} PsqPhoneUse;

// Judges finds[i]. A number that only "or" parts from the one before it is
// used as that one is: before is the use of finds[i - 1]. contact has the
// sender's name, if known.
PsqPhoneUse psq_phone_use(const PsqLexicon *lexicon, const PsqPassage *passage,
	const GArray *finds, guint i, PsqPhoneUse before,
	const PsqContact *contact);

// How much the writer prefers finds[i]: -1 before others, 1 after them.
int psq_phone_rank(const PsqPassage *passage, const GArray *finds, guint i);
