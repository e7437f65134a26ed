// signature-company.c - a company's block behind the closing formula
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/signature-company.h"

#include "parsers/signature-lines.h"

enum {
	BLOCK_LINES = 14, // a company's block is no longer
	BLOCK_MARKS = 2,  // kinds of marks that it must hold
};

// What stands in companies' blocks and in nobody's words.
static PsqStaticPattern marks[] = {
	{ .expression = "\\b(?:siret|siren|rcs|r\\.c\\.s|ape|naf|tva "
	                "intra\\w*|rna|orias)"
			"\\b" },
	{ .expression = "\\b(?:sarl|eurl|sasu?|s\\.a\\.s|s\\.a\\.r\\.l|scop|"
	                "selarl|scp|"
			"snc)\\b|\\bau capital de\\b" },
	{ .expression = "\\b(?:fax|telecopie)\\b|\\bt(?:el)?\\.? ?:? "
	                "?[0-9+(][0-9 .()-]{8,16}"
			"[-|/ ]+f\\.? ?:? ?[0-9+]" },
	{ .expression = "\\b(?:standard|accueil|siege(?: social)?) ?: "
	                "?[0-9+(]" },
	{ .expression = "\\bwww\\.[a-z0-9-]+\\." },
	{ .expression = "\\b(?:rcp|garantie financiere|carte pro\\w*|toque|"
			"association loi 1901)\\b" },
	{ .expression = "\\b(?:horaires|ouvert(?:e|s|es)?|reception du "
	                "public|sur "
			"rendez-vous|"
			"du lundi au)\\b" },
};

// What the sender says of himself stays with the words.
static PsqStaticPattern mine = {
	.expression = "\\b(?:mon|ma|mes|moi|je|perso\\w*|ligne directe|mobile|"
		      "portable|port)\\b|j'",
};

static int
count_marks(const PsqQuoteLines *lines, const guint *at, guint count)
{
	int found = 0;
	for (size_t m = 0; m < G_N_ELEMENTS(marks); m++) {
		bool seen = false;
		for (guint i = 0; i < count && !seen; i++) {
			seen = psq_quote_line_matches(
				&lines->line[at[i]], &marks[m]);
		}
		found += seen;
	}
	return found;
}

// The place behind the last closing formula; count if there is none.
static guint
behind_closing(const PsqQuoteLines *lines, const guint *at, guint count)
{
	for (guint i = count; i > 0; i--) {
		if (psq_signature_is_closing(&lines->line[at[i - 1]])) {
			return i;
		}
	}
	return count;
}

// The first of two lines that is not in the first one's paragraph.
static guint
next_paragraph(const guint *at, guint from, guint count)
{
	guint i = from + 1;
	while (i < count && at[i] == at[i - 1] + 1) {
		i++;
	}
	return i;
}

// Where the firm begins: behind the name, which is the first line, or at the
// next paragraph where the first one holds name and office alone.
static guint
firm_begins(
	const PsqQuoteLines *lines, const guint *at, guint first, guint count)
{
	guint paragraph = next_paragraph(at, first, count);
	bool firm_within =
		count_marks(lines, at + first, paragraph - first) > 0;
	return firm_within ? first + 1 : paragraph;
}

void
psq_signature_mark_company(PsqQuoteLines *lines, const guint *at, guint count)
{
	guint first = behind_closing(lines, at, count);
	if (first >= count || count - first > BLOCK_LINES ||
		count_marks(lines, at + first, count - first) < BLOCK_MARKS) {
		return;
	}
	for (guint i = firm_begins(lines, at, first, count); i < count; i++) {
		PsqQuoteLine *line = &lines->line[at[i]];
		if (!psq_signature_is_speech(line) &&
			!psq_quote_line_matches(line, &mine)) {
			line->bin = PSQ_BIN_SIGNATURE;
		}
	}
}
