// kind-person.h - what speaks for a person behind a message
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

// True if said is what a contact form sends: a message and at least three
// fields of its writer, each on a line of its own.
bool psq_kind_is_form(const PsqPassage *said);

// How much a machine's mail would not say so: neighbours, what happened to
// "me", the police's own people. It outweighs as many hints; -1, a hint more,
// where nothing does and nobody says "I".
int psq_kind_person_doubt(const PsqMatter *matter);
