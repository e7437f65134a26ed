// quote-case.h - texts whose lines say where each of them must land
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/quote.h"

#define QUOTE_CASE_BOX "ddsp90-psq@interieur.example"
#define QUOTE_CASE_RE  "<90-2026-000412.ack@interieur.example>"

// Each line of tagged begins with its tag: "S|" said, "Q|" quoted, "G|"
// signature, "T|" said without its first ">". "@|" is no line: html-text's
// container begins below it. Lines without a tag are blank or ">" alone.
typedef struct {
	const char *name;
	const char *subject;
	const char *answers; // In-Reply-To, or NULL
	const char *tagged;
} QuoteCase;

// Adds a test "/<group>/<name>" for each case: every line lands where it
// must, and nowhere else.
void psq_quote_cases_add(
	const char *group, const QuoteCase *cases, size_t count);

// A message from a resident to QUOTE_CASE_BOX that borrows its strings.
PsqMail psq_quote_case_mail(
	const QuoteCase *c, const char *text, ptrdiff_t quote_at);

void psq_quote_case_mail_clear(PsqMail *mail);
