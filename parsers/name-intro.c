// name-intro.c - "je soussigné Jean Dupont", "je m'appelle Karim"
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-run.h"
#include "parsers/name-sources.h"

#include <string.h>

// How far into a message somebody says "c'est Mme Fofana" of herself.
// TITLED_OR_GIVEN is of 100; see psq_person_read().
enum { TITLED_OR_GIVEN = 45 };
enum { GREETING_BYTES = 160, OPENING_BYTES = 500, NAME_BYTES = 160 };

// Words that are always followed by the speaker's own name.
static PsqStaticPattern strong = {
	.rare = true,
	.expression =
		"\\b(?:je,? ?soussign[a-z]+(?:\\(e\\))?|je m'? ?app?ell?e|"
		"jm'?appell?e|je me nomme|je me presente|je me prenomme|"
		"mon nom(?: complet)? (?:est|c'est)|mon prenom (?:est|c'est)|"
		"moi c'est|moi,? je suis|my name is|my name's|ich heisse|"
		"mein name ist|me llamo|mi nombre es|chamo-me|me chamo|"
		"o meu nome e|mi chiamo|mam na imie|signe|signee)\\b *[:,]? *",
};

// Words that may be followed by anything.
static PsqStaticPattern weak = {
	.expression = "\\b(?:je suis|jsuis|j'suis|chuis|c'est|ici|i am|i'm|"
		      "this is|ich bin|soy|eu sou|sou a|sou o|moi)\\b,? +",
};

// What the sender is, and behind a comma or a bracket who: "je suis son fils,
// Pascal Grisez", "en qualité de gardien (Karim Belkacem)".
static PsqStaticPattern office = {
	.expression = "\\b(?:je suis|en (?:ma )?qualite de|en tant que)\\b(?! "
		      "(?:avec|"
		      "chez|voisine? de))[^.;:,(?!]{3,70}[,(] *",
};

static PsqStaticPattern other_speaker = {
	.expression = "^ *,? *(?:qui|que|qu'|la |le voisin|s'app|m'a|a |est )",
};

// Where the line of at ends, or where no name reaches any more.
static size_t
line_end(const PsqPassage *passage, size_t at)
{
	const char *text = passage->fold->text;
	size_t max = MIN(passage->fold->len - at, NAME_BYTES);
	size_t end = at;
	while (end < at + max && text[end] != '\n') {
		end++;
	}
	return end;
}

static size_t
count_capitals(const PsqNameWord *words, size_t count)
{
	size_t capitals = 0;
	while (capitals < count &&
		(words[capitals].shape != PSQ_SHAPE_LOWER ||
			words[capitals].role != PSQ_NAME_PLAIN)) {
		capitals++;
	}
	return capitals;
}

// How many of the words are the name: in small letters, no more than a title,
// what the lists know, and one word that ends the phrase.
static size_t
count_lower(const PsqNameWord *words, size_t count, bool ends)
{
	size_t known = 0;
	while (known < count &&
		(words[known].given || words[known].surname ||
			words[known].role != PSQ_NAME_PLAIN)) {
		known++;
	}
	return ends && known > 0 && known + 1 == count ? count : known;
}

static PsqPerson
read_at(const PsqLexicon *lexicon, const PsqPassage *passage, size_t at)
{
	PsqPerson none = { .passage = passage };
	PsqNameRun run;
	if (!psq_name_run_read(lexicon, passage, at, line_end(passage, at),
		    PSQ_EDGE_NONE, &run) ||
		run.count == 0 || run.words[0].span.start > at + 1) {
		return none;
	}
	size_t capitals = count_capitals(run.words, run.count);
	size_t plain = 0;
	for (size_t i = 0; i < capitals; i++) {
		plain += run.words[i].role == PSQ_NAME_PLAIN;
	}
	size_t count = plain > 0
		? capitals
		: count_lower(run.words, run.count, run.right != PSQ_EDGE_NONE);
	while (count > 0) {
		PsqNameRole last = run.words[count - 1].role;
		if (last == PSQ_NAME_PLAIN || last == PSQ_NAME_INITIAL) {
			break;
		}
		count--; // "Inès et", "Karim le"
	}
	return psq_person_read(lexicon, passage, run.words, count);
}

// True if nothing but a greeting or a sign stands before at: "Bonjour c'est",
// not "l'avocate c'est".
static bool
begins_clause(const char *text, size_t at)
{
	static const char *const greetings[] = { "bonjour", "bonsoir", "bjr",
		"hello", "slt", "salut", "coucou", "policiers", "monsieur",
		"madame" };
	while (at > 0 && text[at - 1] == ' ') {
		at--;
	}
	if (at == 0 || strchr(".!?,;:\n", text[at - 1]) != NULL) {
		return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(greetings); i++) {
		size_t len = strlen(greetings[i]);
		if (at >= len &&
			memcmp(text + at - len, greetings[i], len) == 0) {
			return true;
		}
	}
	return false;
}

// "je suis", "c'est" and the like: a title or a given name must follow.
static bool
is_speaker(const PsqPassage *passage, const PsqPerson *person, size_t intro)
{
	const char *text = passage->fold->text;
	size_t end = MAX(person->given_span.end, person->surname_span.end);
	bool early = intro < GREETING_BYTES && begins_clause(text, intro);
	bool certain = text[intro] == 'j' || text[intro] == 'i' ||
		g_str_has_prefix(text + intro, "soy") ||
		g_str_has_prefix(text + intro, "eu sou");
	return person->score * 100 >= TITLED_OR_GIVEN && (certain || early) &&
		!psq_pattern_find(psq_pattern_get(&other_speaker), text + end,
			MIN(passage->fold->len - end, 12), 0, NULL, 0);
}

// Both halves of a name, with capitals, and nothing but a sign behind them.
static PsqPerson
read_office(const PsqLexicon *lexicon, const PsqPassage *passage, size_t early)
{
	PsqPerson none = { .passage = passage };
	const char *text = passage->fold->text;
	PsqSpan span;
	for (size_t at = 0; psq_pattern_find(
		     psq_pattern_get(&office), text, early, at, &span, 1);
		at = span.end) {
		PsqPerson person = read_at(lexicon, passage, span.end);
		size_t end =
			MAX(person.given_span.end, person.surname_span.end);
		bool whole = person.given != NULL && person.surname != NULL &&
			strchr(",.;)\n", text[end]) != NULL;
		if (whole && person.score * 100 >= TITLED_OR_GIVEN) {
			return person;
		}
		psq_person_clear(&person);
	}
	return none;
}

PsqPerson
psq_name_intro_read(const PsqLexicon *lexicon, const PsqPassage *passage)
{
	const char *text = passage->fold->text;
	size_t len = passage->fold->len;
	PsqPerson person = { .passage = passage };
	PsqSpan span;
	for (size_t at = 0; psq_pattern_find(
		     psq_pattern_get(&strong), text, len, at, &span, 1);
		at = span.end) {
		person = read_at(lexicon, passage, span.end);
		if (person.score > 0) {
			person.score = MIN(person.score + 0.4, 1);
			return person;
		}
	}
	size_t early = MIN(len, OPENING_BYTES);
	for (size_t at = 0; psq_pattern_find(
		     psq_pattern_get(&weak), text, early, at, &span, 1);
		at = span.end) {
		person = read_at(lexicon, passage, span.end);
		if (person.score > 0 &&
			is_speaker(passage, &person, span.start)) {
			person.score = MIN(person.score + 0.2, 1);
			return person;
		}
		psq_person_clear(&person);
		person.score = 0;
	}
	return read_office(lexicon, passage, early);
}
