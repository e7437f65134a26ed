// place-name.c - the name behind a word like "rue" or "parking"
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/place-name.h"

#include "parsers/name-words.h"

#include <string.h>

enum {
	MAX_LINKS = 4,      // "de", "la" between a type and a name
	MAX_NAME_WORDS = 6, // of one name
};

typedef struct {
	const PsqPlaceText *text;
	size_t at;
	size_t names;  // words of the name so far
	size_t links;  // since the last of them
	bool capitals; // the name has begun with capitals
	bool open;     // "général": another word must follow
	bool site;     // the type is
	bool block;
	bool dated;   // may be named after a day: "rue du 8 mai 1945"
	bool several; // "rues Foch et Hoche"
	PsqPlaceName name;
} Reader;

// Between a site and what it lies at: "terrain vague derrière Lidl".
static const char *const relations[] = { "derriere", "devant", "pres", "face",
	"behind", "the", "in", "der", "dem", "beim", "am", "of", "near", "next",
	"to", "sous", "sur", "entre", "between", NULL };

// Words of a name that need another one behind them.
static const char *const openers[] = { "general", "marechal", "docteur", "dr",
	"president", "colonel", "capitaine", "abbe", "grande", "grand",
	"petite", "petit", "vieux", "vieille", "haut", "haute", "bas", "basse",
	"gal", "mal", "pdt", "saint", "sainte", "st", "ste", NULL };

static const char *const plurals[] = { "rues", "avenues", "boulevards", "quais",
	NULL };

static const char *const titles[] = { "m", "mr", "mme", "mlle", "monsieur",
	"madame", "me", NULL };

static const char *const months[] = { "janvier", "fevrier", "mars", "avril",
	"mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
	"decembre", NULL };

static bool
has(const Reader *r, const char *list, const char *word)
{
	return psq_lexicon_has(r->text->lexicon, list, word);
}

static void
take(Reader *r, bool named)
{
	r->at++;
	r->name.end = r->at;
	r->names += named;
	r->name.named = r->names > 0;
	r->links = 0;
}

static void
take_word(Reader *r)
{
	r->name.words = true;
	take(r, true);
}

// "1ère-Armée", "8e" of "rue du 8e régiment": a number that is a word.
static bool
read_ordinal(Reader *r, const PsqPlaceWord *word)
{
	size_t digits = strspn(word->folded, "0123456789");
	size_t letters = strlen(word->folded + digits);
	if (r->links == 0 || letters == 0) {
		return false;
	}
	take(r, strchr(word->folded, '-') != NULL);
	r->name.words = true;
	r->links = 1; // a name must follow, as behind "de"
	return true;
}

// "galerie des 4 As", "place des 3 Rois".
static bool
is_counted(const Reader *r, const PsqPlaceWord *word)
{
	return r->links > 0 && strlen(word->folded) <= 2 &&
		r->at + 1 < r->text->count && word[1].capital &&
		!word[1].number && !word[1].apart && !word[1].comma &&
		!word[1].line;
}

static bool
read_number(Reader *r)
{
	const PsqPlaceWord *word = &r->text->words[r->at];
	if (is_counted(r, word)) {
		take(r, false);
		take_word(r);
		return true;
	}
	if (read_ordinal(r, word)) {
		return true;
	}
	bool month = r->at + 1 < r->text->count &&
		psq_place_word_is_in(months, &word[1]);
	if (r->dated && r->links > 0 && month) {
		take(r, false);
		take_word(r);
		return true;
	}
	if (r->block && r->names == 0) {
		take(r, true);
	}
	return false;
}

// "arrêt optymo Madrid", "lycée professionnel Diderot": a small word between a
// site and its name.
static bool
is_adjective(const Reader *r)
{
	const PsqPlaceWord *word = &r->text->words[r->at];
	return r->site && r->names == 0 && r->links == 0 &&
		r->at + 1 < r->text->count && word[1].capital &&
		!word[1].apart && !word[1].comma && !word[1].line &&
		!psq_place_word_is_stop(r->text, word) &&
		!psq_place_word_is_stop(r->text, &word[1]);
}

// "parking souterrain des Clairs-Soleils", "passage piéton de la gare": an
// adjective before the links and the name.
static bool
is_inner_adjective(const Reader *r)
{
	const PsqPlaceText *text = r->text;
	if (r->names > 0 || r->links > 0 ||
		psq_place_word_is_stop(text, &text->words[r->at])) {
		return false;
	}
	size_t at = r->at + 1;
	while (at < text->count && at - r->at <= MAX_LINKS &&
		!text->words[at].apart && !text->words[at].comma &&
		psq_place_word_is_link(&text->words[at])) {
		at++;
	}
	if (at == r->at + 1 || at == text->count || text->words[at].apart ||
		text->words[at].comma) {
		return false;
	}
	const PsqPlaceWord *name = &text->words[at];
	bool lower = text->style == PSQ_PLACE_LOWER && r->site &&
		!psq_place_word_is_stop(text, name);
	return lower || name->capital || has(r, "places", name->folded);
}

// "place handicapée", "rue commerçante", "rue piétonne".
static bool
looks_adjective(const char *word)
{
	static const char *const ends[] = { "ee", "ees", "ante", "antes",
		"onne", "onnes", "eux", "euse", "euses", "ieton", "ietons",
		"iere", "ieres", "ique", "iques", "able", "ables", "ale",
		"ales", "aine", "aines" };
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		if (g_str_has_suffix(word, ends[i])) {
			return true;
		}
	}
	return false;
}

// True if a word in small letters may be the name, or its next word.
static bool
may_be_lower(const Reader *r, const PsqPlaceWord *word)
{
	if (r->capitals || r->text->style == PSQ_PLACE_PROPER ||
		(r->names > 0 && !r->open) ||
		psq_place_word_is_stop(r->text, word)) {
		return false;
	}
	bool bare = r->links == 0 && !r->open;
	return !bare || !(r->site || r->block || looks_adjective(word->folded));
}

static bool
read_lower(Reader *r)
{
	const PsqPlaceWord *word = &r->text->words[r->at];
	if (r->names == 0 && has(r, "places", word->folded) &&
		!has(r, "place-firsts", word->folded)) {
		bool site = has(r, "place-sites", word->folded);
		r->name.street = r->name.street || !site;
		r->name.chained = true;
		r->block = has(r, "place-blocks", word->folded);
		r->several = psq_place_word_is_in(plurals, word);
		take(r, false);
		return true;
	}
	if (is_adjective(r) || is_inner_adjective(r)) {
		take(r, false);
		return true;
	}
	if (!may_be_lower(r, word)) {
		return false;
	}
	r->open = psq_place_word_is_in(openers, word) ||
		(r->names == 0 &&
			psq_name_is_given(r->text->lexicon, word->folded));
	take_word(r);
	return true;
}

static bool
read_capital(Reader *r)
{
	const PsqPlaceWord *word = &r->text->words[r->at];
	if (r->text->style == PSQ_PLACE_CAPS) {
		return read_lower(r);
	}
	if (r->names == 0 && psq_place_word_is_in(titles, word)) {
		return false; // "le terrain de Mme Roux"
	}
	// "rue Carnot Merci", but "rue de l'As-de-Carreau", "rue du Bien"
	if (r->links == 0 && psq_place_word_is_stop(r->text, word)) {
		return false;
	}
	r->capitals = true;
	take_word(r);
	return true;
}

// "hall B", "entrée c"; "tour a" is rather "tour à".
static bool
is_letter_name(const Reader *r, const PsqPlaceWord *word)
{
	return r->block && r->names == 0 && strlen(word->folded) == 1 &&
		(word->capital || strchr("adly", word->folded[0]) == NULL);
}

// Takes the next word if it belongs to the name.
static bool
read_word(Reader *r)
{
	const PsqPlaceWord *word = &r->text->words[r->at];
	if (word->apart || word->comma || (word->line && r->names > 0) ||
		r->names == MAX_NAME_WORDS) {
		return false;
	}
	if (word->number) {
		return read_number(r);
	}
	if (is_letter_name(r, word)) {
		take(r, true);
		return false;
	}
	bool and = r->several && strcmp(word->folded, "et") == 0;
	bool link = (and || psq_place_word_is_link(word)) &&
		!(word->capital && r->capitals);
	if (link ||
		(r->site && !r->open &&
			psq_place_word_is_in(relations, word))) {
		r->at++;
		r->links++;
		return r->links <= MAX_LINKS;
	}
	return word->capital ? read_capital(r) : read_lower(r);
}

PsqPlaceName
psq_place_name_read(
	const PsqPlaceText *text, const PsqPlaceWord *type, size_t at)
{
	Reader r = { .text = text, .at = at, .name = { .end = at } };
	r.site = has(&r, "place-sites", type->folded) ||
		has(&r, "place-firsts", type->folded);
	r.block = has(&r, "place-blocks", type->folded);
	r.dated = !r.site && strcmp(type->folded, "quartier") != 0;
	r.several = psq_place_word_is_in(plurals, type);
	while (r.at < text->count && read_word(&r)) {
	}
	return r.name;
}
