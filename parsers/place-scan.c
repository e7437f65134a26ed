// place-scan.c - where a text names streets, buildings and sites
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/place-scan.h"

#include "parsers/place-name.h"

#include <string.h>

enum {
	MAX_JOIN_LINKS = 3, // between two places that are one
	MAX_JOIN_WORDS = 5, // likewise, where they say how: "en face de la"
	MAX_TYPE_WORDS = 3, // "terrain de pétanque"
	MAX_NUMBER_GAP = 3, // "4 de la place": words behind a house number
};

// A place as indices of words, [first, end).
typedef struct {
	size_t first;
	size_t end;
	PsqPlaceFind find;
} Found;

static bool
has(const PsqPlaceText *text, const char *list, const char *word)
{
	return psq_lexicon_has(text->lexicon, list, word);
}

// "garé", "côté", "je marche", "sa place": words that only look like a place's.
static bool
is_other_word(const PsqPlaceText *text, size_t i)
{
	static const char *const acute[] = { "cite", "marche", NULL };
	static const char *const whose[] = { "sa", "ma", "ta", "leur", "votre",
		"sur", "en", "perdre", "prendre", NULL };
	static const char *const articles[] = { "le", "au", "du", "un", "ce",
		"grand", "petit", "notre", NULL };
	const PsqPlaceWord *word = &text->words[i];
	if (word->acute) {
		return !psq_place_word_is_in(acute, word);
	}
	if (strcmp(word->folded, "r") == 0) { // "r. de la Liberté"
		return i + 1 == text->count ||
			!psq_place_word_is_link(&word[1]);
	}
	if (strcmp(word->folded, "marche") == 0) { // "au marche", "il marche"
		return i == 0 || word->apart ||
			!psq_place_word_is_in(articles, &word[-1]);
	}
	return strcmp(word->folded, "place") == 0 && i > 0 && !word->apart &&
		psq_place_word_is_in(whose, &word[-1]);
}

// Most short words are no place's: they are not looked up.
static bool
is_too_short(const PsqPlaceWord *word)
{
	static const char *const types[] = { "av", "bd", "fg", "rd", "r",
		NULL };
	return word->folded[0] == '\0' || word->folded[1] == '\0' ||
			word->folded[2] == '\0'
		? !psq_place_word_is_in(types, word)
		: false;
}

// True if the words from i on, so many and side by side, are a type: "terrain de
// petanque".
static bool
is_type(const PsqPlaceText *text, size_t i, size_t count)
{
	if (i + count > text->count) {
		return false;
	}
	char key[2 * PSQ_PLACE_WORD_BYTES] = "";
	for (size_t k = i; k < i + count; k++) {
		const PsqPlaceWord *word = &text->words[k];
		if (k > i && (word->apart || word->comma)) {
			return false;
		}
		g_strlcat(key, k > i ? " " : "", sizeof key);
		g_strlcat(key, word->folded, sizeof key);
	}
	return has(text, "places", key);
}

// The number of words of the type that begins at i; 0 if none does.
static size_t
type_words(const PsqPlaceText *text, size_t i)
{
	const PsqPlaceWord *word = &text->words[i];
	if (word->number || is_too_short(word) ||
		!has(text, "places", word->folded) || is_other_word(text, i)) {
		return 0;
	}
	for (size_t count = MAX_TYPE_WORDS; count > 1; count--) {
		if (is_type(text, i, count)) {
			return count;
		}
	}
	return has(text, "place-firsts", word->folded) ? 0 : 1;
}

// "Résidences-Nord", "Cité-Jardin": type and name in one word.
static bool
is_compound(const PsqPlaceText *text, size_t i)
{
	const PsqPlaceWord *word = &text->words[i];
	const char *hyphen = strchr(word->folded, '-');
	if (hyphen == NULL || !word->capital || hyphen[1] == '\0') {
		return false;
	}
	char head[PSQ_PLACE_WORD_BYTES];
	size_t len = (size_t)(hyphen - word->folded);
	memcpy(head, word->folded, len);
	head[len] = '\0';
	return len > 2 && has(text, "places", head) &&
		!has(text, "place-firsts", head);
}

// True if a town may stand at words[i]: it has a capital, and goes on from the
// word before.
static bool
is_town_word(const PsqPlaceText *text, size_t i)
{
	if (i >= text->count) {
		return false;
	}
	const PsqPlaceWord *word = &text->words[i];
	return word->capital && !word->apart && !word->comma && !word->line &&
		!psq_place_word_is_stop(text, word);
}

// "à Offemont", ", à Creil": behind the town of a place; end if none is there.
static size_t
read_town(const PsqPlaceText *text, size_t end)
{
	static const char *const at[] = { "a", "in", NULL };
	if (text->style == PSQ_PLACE_CAPS || end >= text->count ||
		text->words[end].apart || text->words[end].line ||
		!psq_place_word_is_in(at, &text->words[end]) ||
		!is_town_word(text, end + 1)) {
		return end;
	}
	size_t behind = end + 2;
	while (is_town_word(text, behind)) {
		behind++;
	}
	return behind;
}

static bool
is_house_number(const PsqPlaceWord *word)
{
	size_t digits = strspn(word->folded, "0123456789");
	const char *rest = word->folded + digits;
	return digits > 0 && digits <= 4 &&
		(*rest == '\0' || strcmp(rest, "bis") == 0 ||
			strcmp(rest, "ter") == 0 ||
			(strlen(rest) == 1 && strchr("abcd", *rest) != NULL));
}

// Walks back from words[at] over at most max words of the list.
static size_t
walk_back(const PsqPlaceText *text, size_t at, size_t max,
	const char *const *list)
{
	size_t start = at;
	while (at > 0 && start - at < max && !text->words[at].apart &&
		psq_place_word_is_in(list, &text->words[at - 1])) {
		at--;
	}
	return at;
}

// Where a house number before the type begins: "22 bis, rue", "4 de la place";
// type if there is none.
static size_t
number_first(const PsqPlaceText *text, size_t type)
{
	static const char *const marks[] = { "bis", "ter", "quater", "b", "de",
		"la", "l", "du", "numero", NULL };
	size_t at = walk_back(text, type, MAX_NUMBER_GAP, marks);
	bool number = at > 0 && !text->words[at].apart &&
		is_house_number(&text->words[at - 1]);
	return number ? at - 1 : type;
}

// Where "devant la gare", "sous le pont" begins; type if nothing says so.
static size_t
situation_first(const PsqPlaceText *text, size_t type)
{
	static const char *const where[] = { "devant", "derriere", "sous",
		"face", "pied", "pres", "cote", "autour", NULL };
	static const char *const between[] = { "le", "la", "l", "les", "du",
		"de", "au", "notre", "mon", "ma", "a", NULL };
	size_t at = walk_back(text, type, MAX_JOIN_LINKS, between);
	bool found = at > 0 && !text->words[at].apart &&
		psq_place_word_is_in(where, &text->words[at - 1]);
	return found ? at - 1 : type;
}

// Reads the place whose type begins at words[i]. Returns where to go on.
static size_t
read_place(const PsqPlaceText *text, size_t i, size_t types, Found *ret_found)
{
	const char *type = text->words[i].folded;
	bool site = types > 1 || has(text, "place-sites", type);
	PsqPlaceName name =
		psq_place_name_read(text, &text->words[i], i + types);
	size_t end = read_town(text, name.end);
	bool named = name.named || end > name.end;
	size_t first = i;
	if (!site) {
		first = number_first(text, i);
	} else if (!named) {
		first = situation_first(text, i);
	}
	*ret_found = (Found){ .first = first, .end = end };
	PsqPlaceFind *find = &ret_found->find;
	find->street = name.street || !site;
	find->block = has(text, "place-blocks", type);
	find->numbered = !site && first != i;
	find->situated = site && first != i;
	find->lettered = name.named && !name.words;
	find->chained =
		name.chained || (types > 1 && !has(text, "place-sites", type));
	find->named = named;
	return MAX(end, i + 1);
}

// Where a place lies by another: "préau de l'école, côté rue des Vergers",
// "chemin de halage entre l'écluse et le pont".
static const char *const by[] = { "cote", "devant", "derriere", "face", "entre",
	"niveau", "angle", NULL };

// "l'angle de la rue Foch et de la rue Hoche", "entre le pont et l'écluse".
static bool
takes_two(const PsqPlaceText *text, const Found *a)
{
	static const char *const corners[] = { "angle", "croisement",
		"intersection", "coin", "entre", NULL };
	for (size_t i = a->first; i < a->end; i++) {
		if (psq_place_word_is_in(corners, &text->words[i])) {
			return true;
		}
	}
	return false;
}

// "tour 5, cité Gagarine", "hall du 6 rue de Copenhague", "abribus rue Foch",
// "rue Foch, entrée B": what parts the two is no more than a comma and small
// words.
static bool
may_join(const PsqPlaceText *text, const Found *a, const Found *b)
{
	static const char *const and[] = { "et", "avec", "and", "und", NULL };
	if (b->first < a->end || b->first - a->end > MAX_JOIN_WORDS ||
		text->words[b->first].apart) {
		return false;
	}
	bool part = a->find.block || !a->find.street || b->find.lettered;
	bool two = takes_two(text, a);
	bool told = b->first - a->end <= MAX_JOIN_LINKS;
	for (size_t i = a->end; i < b->first; i++) {
		const PsqPlaceWord *word = &text->words[i];
		bool beside = psq_place_word_is_in(by, word);
		bool both = two && psq_place_word_is_in(and, word);
		if (word->apart ||
			!(beside || both || psq_place_word_is_link(word) ||
				(word->folded[0] == 'a' &&
					word->folded[1] == '\0'))) {
			return false;
		}
		part = part || beside || both;
		told = told || beside;
	}
	return part && told;
}

static void
join(Found *a, const Found *b)
{
	a->end = b->end;
	a->find.block = a->find.block && b->find.block;
	a->find.street = a->find.street || b->find.street;
	a->find.named = a->find.named || b->find.named;
	a->find.chained = a->find.chained || b->find.chained;
	a->find.lettered = a->find.lettered && b->find.lettered;
	a->find.numbered = a->find.numbered || b->find.numbered;
}

static GArray *
find_all(const PsqPlaceText *text)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(Found));
	for (size_t i = 0; i < text->count;) {
		size_t types = type_words(text, i);
		bool compound = types == 0 && is_compound(text, i);
		if (types == 0 && !compound) {
			i++;
			continue;
		}
		Found found;
		i = read_place(text, i, MAX(types, 1), &found);
		found.find.named = found.find.named || compound;
		Found *last = all->len > 0
			? &g_array_index(all, Found, all->len - 1)
			: NULL;
		if (last != NULL && found.first < last->end) {
			found.first = last->end; // "tour 5, cité Gagarine"
		}
		if (last != NULL && may_join(text, last, &found)) {
			join(last, &found);
		} else {
			g_array_append_val(all, found);
		}
	}
	return all;
}

GArray *
psq_place_scan(const PsqLexicon *lexicon, const PsqPassage *passage)
{
	g_auto(PsqPlaceText) text = psq_place_text_read(lexicon, passage);
	g_autoptr(GArray) all = find_all(&text);
	GArray *finds = g_array_new(FALSE, FALSE, sizeof(PsqPlaceFind));
	for (guint i = 0; i < all->len; i++) {
		Found *found = &g_array_index(all, Found, i);
		found->find.span.start = text.words[found->first].span.start;
		found->find.span.end = text.words[found->end - 1].span.end;
		g_array_append_val(finds, found->find);
	}
	return finds;
}
