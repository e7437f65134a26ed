// name-own.h - which words are the sender's where others' are passed on
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

// True if the subject says that the message forwards another.
bool psq_name_is_forward(const PsqMatter *matter);

// Why a name in the closing lines is the sender's, as the evidence says.
#define PSQ_NAME_SIGNED "signature à la fin du message"

// Where the sender signs in passage, by the evidence of psq_name_read(), as a
// folded offset; SIZE_MAX if nowhere.
size_t psq_name_place(const PsqPassage *passage, const PsqReading *reading);

// Where the sender's own words end in matter->said, as a folded offset: before
// a second letter below his name ("Bonjour, ...", or anything far below), which
// he passes on. 0 if he
// forwards another's letter without a word of his own.
size_t psq_name_own_end(const PsqMatter *matter, const PsqReading *reading);
