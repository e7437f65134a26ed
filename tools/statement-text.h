// statement-text.h - the ledger's statement in French, or as JSON
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/statement.h"

// "Le 24 novembre 2026, 57 messages reçus = 41 demandes + ..., sans lacune.",
// and when that was last checked against the server. day is NULL for all that
// ever came. The caller frees it.
char *psq_statement_text(const PsqStatement *statement, const char *day);

// One line of JSON with the same figures.
char *psq_statement_json(
	const PsqStatement *statement, const char *address, const char *day);
