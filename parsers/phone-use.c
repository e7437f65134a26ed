// phone-use.c - whose a number is, by the words around it
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-use.h"

#include "parsers/phone-around.h"
#include "parsers/phone-cues.h"

#include <string.h>

// A word that tells what a number is stands no farther from it.
enum { NEAR_WORDS = 6 };

static bool
says_own(const PsqAround *around, size_t i)
{
	static const char *const mine[] = { "mon", "ma", "mes", "my", "mein",
		"meine", "meiner", "mi", "meu", "notre", "nos", NULL };
	static const char *const me[] = { "me", "m", "nous", NULL };
	static const char *const own[] = { "moi", "mich", "uns", NULL };
	static const char *const reachable[] = { "joignable", "joignables",
		"disponible", "dispo", NULL };
	const char *word = around->words[i];
	const char *next = psq_around_ahead(around, i);
	if (psq_word_is_one_of(word, own)) {
		return true;
	}
	if (psq_word_is_one_of(word, mine)) {
		return i == 0 || psq_cue_is_phone_word(next);
	}
	if (psq_word_is_one_of(word, me)) {
		return psq_cue_is_reach_verb(next) ||
			psq_cue_is_reach_verb(psq_around_behind(around, i, 1));
	}
	// "je suis joignable", "je reste joignable"
	return (strcmp(word, "je") == 0 || strcmp(word, "j") == 0) && i >= 2 &&
		psq_word_is_one_of(around->words[i - 2], reachable);
}

// "Syndic : 03...", "Syndic  Foncia 03...": a list or a table of numbers, each
// with its owner in front.
static bool
labels_number(const PsqAround *around, size_t i)
{
	const char *text = around->passage->fold->text;
	size_t start = around->spans[i].start;
	while (start > 0 && strchr(" -*", text[start - 1]) != NULL) {
		start--;
	}
	const char *rest = text + around->spans[i].end;
	size_t blanks = strspn(rest, " ");
	bool first = start == 0 || text[start - 1] == '\n';
	return (first && i < NEAR_WORDS && blanks > 1) ||
		((first || i == 0) && rest[blanks] == ':');
}

// "ma mere est joignable au", "l'avocate", "le syndic"; but "me joindre chez
// ma fille au" is a way to the sender, as the words behind will say.
static bool
names_other_person(const PsqLexicon *lexicon, const PsqAround *around, size_t i)
{
	if (!psq_lexicon_has(lexicon, "other-people", around->words[i])) {
		return false;
	}
	if (g_strcmp0(psq_around_behind(around, i, 2), "chez") == 0) {
		return false;
	}
	return psq_cue_is_determiner(psq_around_behind(around, i, 1)) ||
		labels_number(around, i);
}

// "son numero", "l'appelez pas elle au", "chez eux", "il est joignable au".
static bool
points_to_other(const PsqAround *around, size_t i)
{
	static const char *const theirs[] = { "son", "sa", "ses", "leur",
		"leurs", "her", "his", "their", "ihre", "seine", NULL };
	static const char *const they[] = { "elle", "lui", "eux", "elles",
		NULL };
	static const char *const subjects[] = { "il", "ils", "on", NULL };
	static const char *const states[] = { "joignable", "joignables", NULL };
	const char *word = around->words[i];
	if (psq_word_is_one_of(word, theirs)) {
		return psq_cue_is_phone_word(psq_around_ahead(around, i));
	}
	if (psq_word_is_one_of(word, they)) {
		return i < NEAR_WORDS;
	}
	return psq_word_is_one_of(word, subjects) && i >= 2 &&
		psq_word_is_one_of(around->words[i - 2], states);
}

static bool
is_capital(const PsqAround *around, size_t i)
{
	const PsqPassage *passage = around->passage;
	const char *at =
		passage->text + passage->fold->map[around->spans[i].start];
	return g_unichar_isupper(g_utf8_get_char(at));
}

static bool
is_own_name(const PsqContact *contact, const char *word)
{
	const char *const names[] = { contact->surname, contact->given_name };
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *folded =
			psq_fold_string(names[i] != NULL ? names[i] : "");
		g_auto(GStrv) parts = g_strsplit_set(folded, " '-", -1);
		if (g_strv_contains((const char *const *)parts, word)) {
			return true;
		}
	}
	return false;
}

// "Mme Wattel au", "Me Bardet": named, and not the sender.
static bool
names_other(const PsqAround *around, size_t i, const PsqContact *contact)
{
	static const char *const titles[] = { "m", "mr", "mme", "mlle",
		"monsieur", "madame", "maitre", "me", "dr", "docteur", NULL };
	static const char *const couple[] = { "mme", "madame", "vve", NULL };
	if (i == 0 || !psq_word_is_one_of(around->words[i], titles) ||
		!is_capital(around, i) || !is_capital(around, i - 1) ||
		psq_word_is_one_of(around->words[i - 1], couple)) {
		return false;
	}
	for (size_t j = i; j-- > 0;) {
		if (is_own_name(contact, around->words[j])) {
			return false;
		}
	}
	return true;
}

// "le numéro affiché 03...", "m'a appelé du 06...", "ce numéro".
static bool
is_incoming(const PsqAround *around, size_t i)
{
	static const char *const words[] = { "affiche", "venait", "venant",
		"provenant", "provenance", "appelant", "expediteur", "emetteur",
		"usurpe", "inconnu", "inconnue", "harcele", "harcelee",
		"harceler", "masque", "suspect", NULL };
	static const char *const past[] = { "a", "ont", "ete", "ai", "avons",
		NULL };
	static const char *const called[] = { "appele", "appelee", "appeles",
		"contacte", "contactee", "joint", "telephone", NULL };
	static const char *const this[] = { "ce", "cet", "ces", NULL };
	const char *word = around->words[i];
	if (psq_word_is_one_of(word, words) ||
		(i == 0 && strcmp(word, "du") == 0)) {
		return true;
	}
	if (psq_word_is_one_of(word, called)) {
		return psq_word_is_one_of(
			       psq_around_behind(around, i, 1), past) ||
			g_strcmp0(psq_around_ahead(around, i), "par") == 0;
	}
	return psq_cue_is_phone_word(word) &&
		psq_word_is_one_of(psq_around_behind(around, i, 1), this) &&
		g_strcmp0(psq_around_behind(around, i, 2), "a") != 0 &&
		g_strcmp0(psq_around_behind(around, i, 2), "sur") != 0;
}

// "contrat n° 0639...", "numéro de dossier : 06...": the word that says what
// the number is, with nothing but links between. True if it is no telephone.
static bool
is_reference(const PsqLexicon *lexicon, const PsqAround *around)
{
	static const char *const links[] = { "de", "du", "des", "d", "l", "la",
		"le", "les", "est", "sous", "suivant", "au", "a", "et", "par",
		"votre", "notre", NULL };
	static const char *const number[] = { "n", "no", "n°", "nr", "numero",
		"num", "number", "nummer", NULL };
	bool numbered = false;
	bool strange = false;
	for (size_t i = 0; i < around->count; i++) {
		const char *word = around->words[i];
		if (psq_lexicon_has(lexicon, "not-phones", word)) {
			return true;
		}
		bool digits = g_ascii_isdigit(word[0]);
		if (psq_word_is_one_of(word, number)) {
			numbered = true;
		} else if (psq_cue_is_phone_word(word)) {
			return false;
		} else if (!digits && !psq_word_is_one_of(word, links)) {
			if (strange || !numbered) {
				return false;
			}
			strange = true; // "PV electronique n°"
		}
	}
	return false;
}

// The nearest words decide. Returns true if one of them did.
static bool
judge_before(const PsqLexicon *lexicon, const PsqAround *around,
	const PsqContact *contact, PsqPhoneUse *ret_use)
{
	*ret_use = PSQ_PHONE_OTHER;
	if (is_reference(lexicon, around)) {
		return true;
	}
	for (size_t i = 0; i < around->count; i++) {
		const char *word = around->words[i];
		if (says_own(around, i)) {
			*ret_use = PSQ_PHONE_OWN;
			return true;
		}
		bool fax =
			psq_cue_is_fax(word) && i < (word[1] == '\0' ? 1 : 3);
		if (fax || is_incoming(around, i) ||
			points_to_other(around, i) ||
			names_other(around, i, contact) ||
			names_other_person(lexicon, around, i)) {
			return true;
		}
		if (i < 2 && psq_cue_is_office(word)) {
			*ret_use = PSQ_PHONE_OFFICE;
			return true;
		}
	}
	*ret_use = PSQ_PHONE_OWN;
	return false;
}

// "06... qui m'appelle", "06... (mon mari)", "03... fax".
static bool
judge_after(const PsqLexicon *lexicon, const PsqAround *around, bool last)
{
	static const char *const caller[] = { "a", "ont", "appelle", "envoie",
		"harcele", "appellent", NULL };
	for (size_t i = 0; i < around->count; i++) {
		const char *word = around->words[i];
		const char *before = i > 0 ? around->words[i - 1] : NULL;
		const char *next = psq_around_behind(around, i, 1);
		// "Tél. 03... - Fax 03...": the label of the next number.
		bool fax = psq_cue_is_fax(word) && (last || around->count > 1);
		if ((i == 0 && (fax || strcmp(word, "qui") == 0)) ||
			(strcmp(word, "m") == 0 &&
				psq_word_is_one_of(next, caller))) {
			return true;
		}
		if (psq_lexicon_has(lexicon, "other-people", word) &&
			psq_cue_is_determiner(before) && i <= 5) {
			const char *text = around->passage->fold->text;
			size_t start = around->spans[0].start;
			bool aside = start > 0 && text[start - 1] == '(';
			return aside || strcmp(around->words[0], "c") == 0 ||
				strcmp(around->words[0], "celui") == 0 ||
				strcmp(around->words[0], "de") == 0 ||
				strcmp(around->words[0], "chez") == 0;
		}
	}
	return false;
}

// True if nothing but "or" and the like parts the number from the last one.
static bool
is_list(const PsqAround *around)
{
	static const char *const links[] = { "ou", "et", "au", "le", "puis",
		"or", "bien", "aussi", NULL };
	for (size_t i = 0; i < around->count; i++) {
		if (!psq_word_is_one_of(around->words[i], links)) {
			return false;
		}
	}
	return true;
}

PsqPhoneUse
psq_phone_use(const PsqLexicon *lexicon, const PsqPassage *passage,
	const GArray *finds, guint i, PsqPhoneUse before,
	const PsqContact *contact)
{
	const PsqPhoneFind *find = &g_array_index(finds, PsqPhoneFind, i);
	size_t floor = i > 0 ? find[-1].span.end : 0;
	size_t roof =
		i + 1 < finds->len ? find[1].span.start : passage->fold->len;
	g_auto(PsqAround) left =
		psq_around_before(passage, find->span.start, floor);
	g_auto(PsqAround) right =
		psq_around_after(passage, find->span.end, roof, 8);
	PsqPhoneUse use;
	bool told = judge_before(lexicon, &left, contact, &use);
	if (!told && i > 0 && find->span.start - floor < 16 && is_list(&left) &&
		memchr(passage->fold->text + floor, '\n',
			find->span.start - floor) == NULL) {
		use = before;
	}
	if (use != PSQ_PHONE_OTHER &&
		judge_after(lexicon, &right, i + 1 == finds->len)) {
		use = PSQ_PHONE_OTHER;
	}
	return use;
}
