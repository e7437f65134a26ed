// explain-text.h - a reading for a person at a terminal
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

// The reading in French, with the words that carry its evidence marked [1] in
// the message and explained below it. The caller frees it.
char *psq_explain_text(const PsqReading *reading, const char *title);
