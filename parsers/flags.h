// flags.h - the forbidden uses that a message makes of the mailbox, and why
// SPDX-License-Identifier: GPL-3.0-or-later
//
// psq_flags_read() itself is a reader of reading.h.
#pragma once

#include "parsers/reading.h"

// How sure the rules that fired (PsqHit) are of flag together, from 0 to 1:
// each takes its share of the doubt that the others leave.
double psq_flag_score(const GArray *hits, PsqFlag flag);
