// phone-cues.c - small words that say whose number follows
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-cues.h"

#include "parsers/phone-around.h"

#include <glib.h>

static const char *const phone_words[] = { "tel", "telephone", "telephones",
	"phone", "telefon", "telefono", "telefone", "portable", "port", "fixe",
	"mobile", "mob", "gsm", "numero", "numeros", "num", "no", "n", "n°",
	"cell", "handy", "number", "coordonnees", "ligne", "cel", "perso",
	NULL };

bool
psq_cue_is_phone_word(const char *word)
{
	return psq_word_is_one_of(word, phone_words);
}

bool
psq_cue_is_reach_verb(const char *word)
{
	static const char *const stems[] = { "joind", "joig", "contact",
		"appel", "apel", "rappel", "rapel", "telephon", "recontact",
		"trouv", "call", "reach", "phone", "ring" };
	for (size_t i = 0; word != NULL && i < G_N_ELEMENTS(stems); i++) {
		if (g_str_has_prefix(word, stems[i])) {
			return true;
		}
	}
	return false;
}

bool
psq_cue_is_determiner(const char *word)
{
	static const char *const list[] = { "mon", "ma", "mes", "son", "sa",
		"ses", "notre", "nos", "votre", "leur", "leurs", "le", "la",
		"les", "l", "un", "une", "du", "de", "d", "des", "au", "aux",
		"cet", "cette", "ce", "my", "mein", "meine", "her", "his",
		NULL };
	return psq_word_is_one_of(word, list);
}

bool
psq_cue_is_fax(const char *word)
{
	static const char *const list[] = { "fax", "telecopie", "telecopieur",
		"telefax", "f", NULL };
	return psq_word_is_one_of(word, list);
}

bool
psq_cue_is_office(const char *word)
{
	static const char *const list[] = { "siege", NULL };
	return psq_word_is_one_of(word, list);
}
