// signature-company.c - a company's block behind the closing formula
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/signature-company.h"

#include "parsers/signature-lines.h"

#include <string.h>

enum {
	BLOCK_LINES = 14, // a company's block is no longer
	BLOCK_MARKS = 2,  // kinds of marks that it must hold
};

// What stands in companies' blocks and in nobody's words.
static PsqStaticPattern marks[] = {
	// clang-format off
	{ .expression = "\\b(?:siret|siren|rcs|r\\.c\\.s|ape|naf|tva intra\\w*|"
		"rna|orias)\\b" },
	{ .expression = "\\b(?:sarl|eurl|sasu?|s\\.a\\.s|s\\.a\\.r\\.l|scop|"
		"selarl|scp|snc)\\b|\\bau capital de\\b" },
	{ .expression = "\\b(?:fax|telecopie)\\b|\\bt(?:el)?\\.? ?:? ?[0-9+(]"
		"[0-9 .()-]{8,16}[-|/ ]+f\\.? ?:? ?[0-9+]" },
	{ .expression = "\\b(?:standard|accueil|siege(?: social)?) ?: ?[0-9+(]" },
	{ .expression = "\\bwww\\.[a-z0-9-]+\\." },
	{ .expression = "\\b(?:rcp|garantie financiere|carte pro\\w*|toque|"
		"avocate? (?:au barreau|a la cour))\\b" },
	{ .expression = "\\bdevis (?:gratuit|offert)|\\bremise de [0-9]" },
	{ .expression = "\\b24 ?h? ?/ ?24\\b|\\b7 ?j? ?/ ?7\\b" },
	{ .expression = "\\bassociation (?:loi (?:de )?1901|n)" },
	{ .expression = "\\b(?:iban|bic|ccp)\\b" },
	{ .expression = "\\b(?:horaires|ouvert(?:e|s|es)?|reception du public|"
		"sur rendez-vous|du lundi au)\\b" },
	// clang-format on
};

// What the sender says of himself stays with the words.
static PsqStaticPattern mine = {
	.expression = "\\b(?:mon|ma|mes|moi|je|perso\\w*)\\b|j'",
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

// The end of the first line's paragraph.
static guint
next_paragraph(const guint *at, guint from, guint count)
{
	guint i = from + 1;
	while (i < count && at[i] == at[i - 1] + 1) {
		i++;
	}
	return i;
}

// "Hélène Jeanroy", "Odette du Breuil": a few words, most of which begin with
// a capital letter, and nothing else.
static bool
is_name(const PsqQuoteLine *line)
{
	g_autofree char *text = g_strstrip(g_strndup(line->text, line->len));
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	int capitals = 0;
	int small = 0;
	for (int i = 0; words[i] != NULL; i++) {
		gunichar c = g_utf8_get_char(words[i]);
		if (g_unichar_isupper(c)) {
			capitals++;
		} else if (c != 0) {
			small++;
		}
	}
	return capitals >= 2 && capitals + small <= 5 && small < capitals &&
		strpbrk(text, "0123456789:;!?") == NULL;
}

// Where the sender's closing lines begin: behind the last closing formula, or
// at a last paragraph that begins with a name; count if there is neither.
static guint
closing_lines(const PsqQuoteLines *lines, const guint *at, guint count)
{
	for (guint i = count; i > 0; i--) {
		if (psq_signature_is_closing(&lines->line[at[i - 1]])) {
			return i;
		}
	}
	guint first = count;
	while (first > 0 &&
		(first == count || at[first] == at[first - 1] + 1)) {
		first--;
	}
	bool named =
		first > 0 && first < count && is_name(&lines->line[at[first]]);
	return named ? first : count;
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
	guint first = closing_lines(lines, at, count);
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
