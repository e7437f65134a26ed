// quote-marks.h - where a client says that an earlier message follows
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/quote-lines.h"

typedef struct {
	guint first; // its lines: "Le ... a écrit :", "-----Message
	guint end; // d'origine-----", "De : ... Objet : ...", up to before end
	bool forward;     // it says that the message is forwarded
	bool weak;        // a sender might have written it: it names no address
	char author[128]; // folded address of whom it names, or ""
} PsqQuoteMark;

// A place from which marks are looked for; budget bounds the work on texts
// that only look like marks. { .budget = PSQ_QUOTE_BUDGET } at first.
typedef struct {
	guint at;
	guint budget;
} PsqQuoteCursor;

enum { PSQ_QUOTE_BUDGET = 2000 };

// Finds the next mark at or after cursor->at and moves the cursor behind it.
// The forms of French residents' clients were measured (Orange, Free, SFR,
// La Poste, Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, Samsung, K-9); an
// English, German, Spanish... form of the same clients counts too.
bool psq_quote_mark_next(const PsqQuoteLines *lines, PsqQuoteCursor *cursor,
	PsqQuoteMark *ret_mark);
