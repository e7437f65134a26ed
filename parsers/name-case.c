// name-case.c - "DUPONT", "le goff": names as one writes them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-case.h"

#include <glib.h>
#include <string.h>

// Particles that become small before a surname. "Le", "La", "Ben", "El" are
// capital, and so are "Du" and "Des", as the civil registers write them.
static const char *const small[] = { "de", "d", "van", "von", "der", "den",
	"ter", "ten", "zu", "da", "das", "do", "dos", "di", "del", "della", "y",
	"e", NULL };

// Small too where the writer wrote them so beside capitals: "Odette du Breuil".
static const char *const kept[] = { "du", "des", NULL };

// After an apostrophe a capital follows only these: "D'Almeida", "O'Brien",
// "N'Diaye", but "Guyonvarc'h".
static const char *const elided[] = { "d", "l", "o", "n", "m", "k", NULL };

static bool
is_mixed(const char *word)
{
	bool upper = false;
	bool lower = false;
	for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
		upper = upper || g_unichar_isupper(g_utf8_get_char(at));
		lower = lower || g_unichar_islower(g_utf8_get_char(at));
	}
	return upper && lower;
}

static void
append_capital(GString *out, const char *part)
{
	g_autofree char *lower = g_utf8_strdown(part, -1);
	if (*lower == '\0') {
		return;
	}
	g_string_append_unichar(out, g_unichar_totitle(g_utf8_get_char(lower)));
	g_string_append(out, g_utf8_next_char(lower));
}

// One word without blanks or hyphens.
static void
append_part(GString *out, const char *part)
{
	const char *apostrophe = strchr(part, '\'');
	size_t len = apostrophe != NULL ? (size_t)(apostrophe - part) : 0;
	g_autofree char *head = g_utf8_strdown(part, (gssize)len);
	if (apostrophe == NULL || !g_strv_contains(elided, head)) {
		append_capital(out, part);
		return;
	}
	const char *tail = g_utf8_next_char(apostrophe);
	if (strcmp(head, "d") == 0) {
		g_string_append(out, head);
	} else {
		append_capital(out, head);
	}
	g_string_append_len(out, apostrophe, tail - apostrophe);
	append_capital(out, tail);
}

// True if word, with others behind it, is a particle that is written small: in
// a surname wherever it stands, in a given name ("Maria da Conceição") within.
static bool
is_small(const char *word, const char *lower, bool may, bool mixed)
{
	return may &&
		(g_strv_contains(small, lower) ||
			(mixed && g_strv_contains(kept, word)));
}

static void
append_word(GString *out, const char *word, bool may_be_small, bool mixed)
{
	g_autofree char *lower = g_utf8_strdown(word, -1);
	if (is_mixed(word)) {
		g_string_append(out, word);
		return;
	}
	if (is_small(word, lower, may_be_small, mixed)) {
		g_string_append(out, lower);
		return;
	}
	g_auto(GStrv) parts = g_strsplit(word, "-", -1);
	for (size_t i = 0; parts[i] != NULL; i++) {
		if (i > 0) {
			g_string_append_c(out, '-');
		}
		append_part(out, parts[i]);
	}
}

// Typographic apostrophes and hyphens as plain ones, so that one name is always
// written in one way.
static char *
plain(const char *name)
{
	static const struct {
		const char *sign;
		const char *plain;
	} signs[] = { { "\u2019", "'" }, { "\u2018", "'" }, { "\u02bc", "'" },
		{ "\u2010", "-" }, { "\u2011", "-" }, { "\u00a0", " " },
		{ "\u202f", " " } };
	GString *text = g_string_new(name);
	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
		g_string_replace(text, signs[i].sign, signs[i].plain, 0);
	}
	return g_string_free(text, FALSE);
}

char *
psq_name_case(const char *name, bool surname)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree char *text = plain(name);
	g_auto(GStrv) words = g_strsplit_set(text, " \t\n", -1);
	bool mixed = is_mixed(text);
	for (size_t i = 0; words[i] != NULL; i++) {
		if (*words[i] == '\0') {
			continue;
		}
		bool within = out->len > 0;
		if (within) {
			g_string_append_c(out, ' ');
		}
		bool may_be_small = words[i + 1] != NULL && (surname || within);
		append_word(out, words[i], may_be_small, mixed);
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}
