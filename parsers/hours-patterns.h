// hours-patterns.h - how people say when to call them
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All are for one sentence of folded text, flat (flat.h), but for the hint.
#pragma once

#include "parsers/pattern.h"

// A word without which no sentence speaks of hours to call, or the digits of a
// number.
extern PsqStaticPattern psq_hours_hint;
extern PsqStaticPattern psq_hours_digits;

// Somebody else is reached, or has tried: such a sentence is left alone.
extern PsqStaticPattern psq_hours_not;

// "me joindre", "rappelez-moi", "je suis joignable"; group 1 is a denial
// before it.
extern PsqStaticPattern psq_hours_cue;

// A telephone number in digits.
extern PsqStaticPattern psq_hours_number;

// Words of passage, then hours: group 1.
extern PsqStaticPattern psq_hours_following;

// Hours (group 1), then a cue or a number (group 2).
extern PsqStaticPattern psq_hours_leading;

// What may stand between two hours that are one: ", ", " et ".
extern PsqStaticPattern psq_hours_joint;
