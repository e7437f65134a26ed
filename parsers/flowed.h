// flowed.h - format=flowed (RFC 3676): paragraphs that were cut into lines
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>

// Joins the lines that end in a space with the next one of the same quote
// depth, takes out space-stuffing, and writes quote marks as ">> ". delsp is
// the parameter DelSp: the space at the end then goes too. "-- " is never
// joined, nor with the two spaces that some versions of Thunderbird write.
// text has lines that end in \n (tidy.h); so has the result, which the caller
// frees.
char *psq_flowed_join(const char *text, bool delsp);
