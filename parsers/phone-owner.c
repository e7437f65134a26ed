// phone-owner.c - single words before a number that tell whose it is
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-owner.h"

#include "parsers/name-words.h"
#include "parsers/phone-cues.h"

#include <string.h>

// A word that tells what a number is stands no farther from it, and what
// stands below a name belongs to its bearer as far as this.
enum { NEAR_WORDS = 6, SIGNATURE_BYTES = 500 };

static bool
says_own(const PsqAround *around, size_t i)
{
	static const char *const mine[] = { "mon", "ma", "mes", "my", "mein",
		"meine", "meiner", "mi", "meu", "notre", "nos", NULL };
	static const char *const me[] = { "me", "m", "nous", NULL };
	static const char *const own[] = { "moi", "mich", "uns", "mien",
		"mienne", "miens", NULL };
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

static bool
is_capital(const PsqAround *around, size_t i)
{
	const PsqPassage *passage = around->passage;
	const char *at =
		passage->text + passage->fold->map[around->spans[i].start];
	return g_unichar_isupper(g_utf8_get_char(at));
}

// True if the word is one of name, which may have several.
static bool
has_word(const char *name, const char *word)
{
	if (name == NULL) {
		return false;
	}
	g_autofree char *folded = psq_fold_string(name);
	g_auto(GStrv) parts = g_strsplit_set(folded, " '-", -1);
	return g_strv_contains((const char *const *)parts, word);
}

static bool
is_own_name(const PsqContact *contact, const char *word)
{
	return has_word(contact->surname, word) ||
		has_word(contact->given_name, word);
}

bool
psq_owner_is_sender(
	const PsqPhoneSetting *setting, const PsqAround *around, size_t i)
{
	const PsqContact *contact = setting->contact;
	// A surname alone may be a mother's.
	const char *telling = contact->given_name != NULL ? contact->given_name
							  : contact->surname;
	return says_own(around, i) ||
		(is_capital(around, i) && has_word(telling, around->words[i]));
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

// Below the sender's own name everything is his: his office, his firm.
static bool
is_signed(const PsqPhoneSetting *setting, const PsqAround *around)
{
	size_t at = around->spans[0].start;
	return setting->signed_at != SIZE_MAX && at >= setting->signed_at &&
		at - setting->signed_at < SIGNATURE_BYTES;
}

// True if a noun without "le" or "ma" begins a clause: "(avocate, 03...)".
static bool
begins_clause(const PsqAround *around, size_t i)
{
	const char *text = around->passage->fold->text;
	size_t start = around->spans[i].start;
	while (start > 0 && strchr(" -*", text[start - 1]) != NULL) {
		start--;
	}
	return start == 0 || strchr("\n,(;:.", text[start - 1]) != NULL;
}

// "ma mere est joignable au", "l'avocate", "le syndic"; but "me joindre chez
// ma fille au" is a way to the sender, as the words behind will say.
static bool
is_other_person(
	const PsqPhoneSetting *setting, const PsqAround *around, size_t i)
{
	static const char *const near[] = { "mon", "ma", "mes", "son", "sa",
		"ses", "notre", "nos", "votre", NULL };
	const char *word = around->words[i];
	const char *before = psq_around_behind(around, i, 1);
	if (!psq_lexicon_has(setting->lexicon, "other-people", word) ||
		g_strcmp0(psq_around_behind(around, i, 2), "chez") == 0) {
		return false;
	}
	if (is_signed(setting, around)) {
		return psq_word_is_one_of(before, near) ||
			(i == 0 && labels_number(around, i));
	}
	bool labelled = psq_cue_is_phone_word(around->words[0]);
	return psq_cue_is_determiner(before) || labels_number(around, i) ||
		(!labelled && begins_clause(around, i));
}

// "son numero", "l'appelez pas elle au", "chez eux", "il est joignable au";
// but "appelez-moi plutot qu'elle".
static bool
points_to_other(const PsqAround *around, size_t i)
{
	static const char *const theirs[] = { "son", "sa", "ses", "leur",
		"leurs", "her", "his", "their", "ihre", "seine", NULL };
	static const char *const they[] = { "elle", "lui", "eux", "elles",
		NULL };
	static const char *const to[] = { "chez", "a", "pour", "de", NULL };
	static const char *const subjects[] = { "il", "ils", "on", "elle",
		"elles", NULL };
	static const char *const states[] = { "joignable", "joignables", NULL };
	const char *word = around->words[i];
	if (psq_word_is_one_of(word, theirs)) {
		return psq_cue_is_phone_word(psq_around_ahead(around, i));
	}
	if (psq_word_is_one_of(word, subjects) && i >= 2 &&
		psq_word_is_one_of(around->words[i - 2], states)) {
		return true;
	}
	return psq_word_is_one_of(word, they) && i < NEAR_WORDS &&
		(psq_word_is_one_of(psq_around_behind(around, i, 1), to) ||
			g_strcmp0(psq_around_ahead(around, i), "au") == 0);
}

// "Mme Wattel au", "Me Bardet": named, and not the sender.
static bool
is_titled_other(
	const PsqPhoneSetting *setting, const PsqAround *around, size_t i)
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
		if (is_own_name(setting->contact, around->words[j])) {
			return false;
		}
	}
	return true;
}

// "celui de Denis", "le portable de Schmitt est le", "celui de ma mere".
static bool
is_of_other(const PsqPhoneSetting *setting, const PsqAround *around, size_t i)
{
	static const char *const of[] = { "de", "d", "du", NULL };
	const char *word = around->words[i];
	bool it = strcmp(word, "celui") == 0;
	if (i < 2 || (!it && !psq_cue_is_phone_word(word)) ||
		!psq_word_is_one_of(around->words[i - 1], of)) {
		return false;
	}
	const char *name = around->words[i - 2];
	return (it || is_capital(around, i - 2)) &&
		!is_own_name(setting->contact, name) &&
		!psq_cue_is_phone_word(name) &&
		!g_str_has_prefix(name, "monsieur");
}

bool
psq_owner_is_other(
	const PsqPhoneSetting *setting, const PsqAround *around, size_t i)
{
	return points_to_other(around, i) ||
		is_titled_other(setting, around, i) ||
		is_of_other(setting, around, i) ||
		is_other_person(setting, around, i);
}

bool
psq_owner_is_caller(const PsqAround *around, size_t i)
{
	static const char *const words[] = { "affiche", "venait", "venant",
		"provenant", "provenance", "appelant", "expediteur", "emetteur",
		"usurpe", "inconnu", "inconnue", "harcele", "harcelee",
		"harceler", "masque", "suspect", NULL };
	static const char *const past[] = { "a", "ont", "ete", "ai", "avons",
		NULL };
	static const char *const called[] = { "appele", "appelee", "appeles",
		"contacte", "contactee", "joint", "telephone", "repondu",
		"decroche", NULL };
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
