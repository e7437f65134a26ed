// signature-company.h - a company's block behind the closing formula
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/quote-lines.h"

// at holds count numbers of lines in order, the last ones that are the
// sender's and not blank. Moves those of a company's block (firm, address,
// fax, SIRET, opening hours) to PSQ_BIN_SIGNATURE, where one clearly stands
// behind the closing formula; the sender's name and what is "mine" stay.
void psq_signature_mark_company(
	PsqQuoteLines *lines, const guint *at, guint count);
