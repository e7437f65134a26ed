// quote-history.h - the earlier messages that a message drags along
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/quote-marks.h"

#include <stddef.h>

typedef struct {
	bool marked;        // a client said that an earlier message follows
	PsqQuoteMark first; // where, if so; it begins at first.end
} PsqQuoteHistory;

// Puts earlier messages into PSQ_BIN_QUOTED. quote_at is html-text's find
// (PsqMail), in bytes of the text; reply says that the message's head calls
// it an answer or a forward: without that and without a mark, lines with ">"
// may be somebody's list and stay.
PsqQuoteHistory psq_quote_history_cut(
	PsqQuoteLines *lines, ptrdiff_t quote_at, bool reply);
