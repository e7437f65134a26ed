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
	if (apostrophe == NULL) {
		apostrophe = strstr(part, "\u2019");
	}
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

static void
append_word(GString *out, const char *word, bool surname, bool last)
{
	g_autofree char *lower = g_utf8_strdown(word, -1);
	if (is_mixed(word)) {
		g_string_append(out, word);
		return;
	}
	if (surname && !last && g_strv_contains(small, lower)) {
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

char *
psq_name_case(const char *name, bool surname)
{
	g_autoptr(GString) out = g_string_new(NULL);
	g_auto(GStrv) words = g_strsplit_set(name, " \t\n", -1);
	for (size_t i = 0; words[i] != NULL; i++) {
		if (*words[i] == '\0') {
			continue;
		}
		if (out->len > 0) {
			g_string_append_c(out, ' ');
		}
		append_word(out, words[i], surname, words[i + 1] == NULL);
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}
