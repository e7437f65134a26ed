// quote-glue.c - lines that a client glued together
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/quote-glue.h"

#include <stdbool.h>
#include <string.h>

enum {
	RULE = 4,      // dashes on each side of a separator
	MAX_CUTS = 32, // a message has few; a hostile one may have millions
	MAX_HITS = 64, // of one phrase that are looked at
};

static const char *const separators[] = { "message d'origine",
	"message original", "original message", "message transfere",
	"forwarded message" };

static const char *const footers[] = { "envoye depuis m", "envoye de m",
	"envoye a partir de", "sent from m", "gesendet von m" };

static void
add(GArray *cuts, size_t at)
{
	if (cuts->len < MAX_CUTS) {
		g_array_append_val(cuts, at);
	}
}

static bool
ends_line(const PsqFold *fold, size_t at)
{
	return at == fold->len || fold->text[at] == '\n';
}

// "!!Envoyé depuis mon appareil": a capital with no blank before it.
static void
cut_footer(const char *text, const PsqFold *fold, size_t at, GArray *cuts)
{
	const char *written = text + fold->map[at];
	if (at > 0 && !g_ascii_isspace(fold->text[at - 1]) &&
		fold->text[at - 1] != '>' && g_ascii_isupper(*written)) {
		add(cuts, at);
	}
}

// "... -------- Message d'origine --------De : ..."
static void
cut_separator(const PsqFold *fold, size_t at, size_t len, GArray *cuts)
{
	size_t start = at;
	size_t before = 0;
	while (start > 0 && strchr("- ", fold->text[start - 1]) != NULL) {
		start--;
		before += fold->text[start] == '-';
	}
	size_t end = at + len;
	size_t behind = 0;
	while (fold->text[end] == '-' || fold->text[end] == ' ') {
		behind += fold->text[end] == '-';
		end++;
	}
	if (before < RULE || behind < RULE) {
		return;
	}
	if (start > 0 && strchr("\n>", fold->text[start - 1]) == NULL) {
		add(cuts, start);
	}
	if (!ends_line(fold, end)) {
		add(cuts, end);
	}
}

static int
by_offset(gconstpointer a, gconstpointer b)
{
	const size_t *x = a;
	const size_t *y = b;
	return *x < *y ? -1 : *x > *y;
}

GArray *
psq_quote_glue_find(const char *text, const PsqFold *fold)
{
	GArray *cuts = g_array_new(FALSE, FALSE, sizeof(size_t));
	for (size_t i = 0; i < G_N_ELEMENTS(footers); i++) {
		const char *at = strstr(fold->text, footers[i]);
		for (int n = 0; at != NULL && n < MAX_HITS; n++) {
			cut_footer(text, fold, (size_t)(at - fold->text), cuts);
			at = strstr(at + 1, footers[i]);
		}
	}
	for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
		size_t len = strlen(separators[i]);
		const char *at = strstr(fold->text, separators[i]);
		for (int n = 0; at != NULL && n < MAX_HITS; n++) {
			cut_separator(
				fold, (size_t)(at - fold->text), len, cuts);
			at = strstr(at + len, separators[i]);
		}
	}
	g_array_sort(cuts, by_offset);
	return cuts;
}
