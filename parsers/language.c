// language.c - the language of the sender's own words
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading.h"
#include "parsers/shim.h"

#include <stdlib.h>
#include <string.h>

// Languages whose small words are counted here: CLD2 takes misspelt French in
// messages of one line for nearly anything.
typedef enum {
	LANG_FR,
	LANG_EN,
	LANG_DE,
	LANG_ES,
	LANG_PT,
	LANG_IT,
	LANG_COUNT,
} Lang;

static const char *const codes[LANG_COUNT] = {
	[LANG_FR] = "fr",
	[LANG_EN] = "en",
	[LANG_DE] = "de",
	[LANG_ES] = "es",
	[LANG_PT] = "pt",
	[LANG_IT] = "it",
};

enum {
	COUNTED_BYTES = 800, // of the text, for small words
	CLD_BYTES = 1500,    // of the text, for CLD2
	SHORT_LETTERS = 24,  // fewer say nothing about a language
	SURE_WORDS = 3,      // small words that outweigh an unsure CLD2
	MANY_WORDS = 6,      // small words that need no CLD2
	SURE_PERCENT = 70,   // of the text in CLD2's language
	STRAY_LETTERS = 60,  // for each French word in a foreign text: "rue"
};

typedef struct {
	const char *word;
	Lang lang;
} SmallWord;

// Folded, each of one language only, in the order of strcmp().
static const SmallWord small_words[] = {
	// clang-format off
	{ "abbiamo", LANG_IT }, { "abend", LANG_DE }, { "abito", LANG_IT },
	{ "about", LANG_EN }, { "after", LANG_EN }, { "ai", LANG_FR },
	{ "al", LANG_ES }, { "alla", LANG_IT }, { "anche", LANG_IT },
	{ "and", LANG_EN }, { "ao", LANG_PT }, { "aqui", LANG_PT },
	{ "are", LANG_EN }, { "as", LANG_PT }, { "at", LANG_EN },
	{ "auch", LANG_DE }, { "auf", LANG_DE }, { "aus", LANG_DE },
	{ "aussi", LANG_FR }, { "aux", LANG_FR }, { "avec", LANG_FR },
	{ "barulho", LANG_PT }, { "be", LANG_EN }, { "because", LANG_EN },
	{ "been", LANG_EN }, { "before", LANG_EN }, { "bei", LANG_DE },
	{ "bitte", LANG_DE }, { "bjr", LANG_FR }, { "boa", LANG_PT },
	{ "bom", LANG_PT }, { "bonjour", LANG_FR }, { "bonsoir", LANG_FR },
	{ "bruit", LANG_FR }, { "buenas", LANG_ES }, { "buenos", LANG_ES },
	{ "buongiorno", LANG_IT }, { "but", LANG_EN }, { "c", LANG_FR },
	{ "ca", LANG_FR }, { "calle", LANG_ES }, { "ce", LANG_FR },
	{ "ces", LANG_FR }, { "cest", LANG_FR }, { "cette", LANG_FR },
	{ "che", LANG_IT }, { "chez", LANG_FR }, { "com", LANG_PT },
	{ "comme", LANG_FR }, { "como", LANG_ES }, { "could", LANG_EN },
	{ "cuando", LANG_ES }, { "dal", LANG_IT }, { "dans", LANG_FR },
	{ "dear", LANG_EN }, { "deja", LANG_FR }, { "della", LANG_IT },
	{ "dem", LANG_DE }, { "den", LANG_DE }, { "depuis", LANG_FR },
	{ "der", LANG_DE }, { "des", LANG_FR }, { "di", LANG_IT },
	{ "dias", LANG_ES }, { "die", LANG_DE }, { "dire", LANG_FR },
	{ "donde", LANG_ES }, { "dos", LANG_PT }, { "ds", LANG_FR },
	{ "du", LANG_FR }, { "ein", LANG_DE }, { "eine", LANG_DE },
	{ "el", LANG_ES }, { "ela", LANG_PT }, { "ele", LANG_PT },
	{ "elle", LANG_FR }, { "elles", LANG_FR }, { "ellos", LANG_ES },
	{ "em", LANG_PT }, { "est", LANG_FR }, { "estan", LANG_ES },
	{ "et", LANG_FR }, { "ete", LANG_FR }, { "eu", LANG_PT },
	{ "evening", LANG_EN }, { "every", LANG_EN }, { "faire", LANG_FR },
	{ "fait", LANG_FR }, { "fazem", LANG_PT }, { "fino", LANG_IT },
	{ "foi", LANG_PT }, { "for", LANG_EN }, { "from", LANG_EN },
	{ "fur", LANG_DE }, { "gli", LANG_IT }, { "good", LANG_EN },
	{ "gracias", LANG_ES }, { "grazie", LANG_IT }, { "guten", LANG_DE },
	{ "ha", LANG_PT }, { "haben", LANG_DE }, { "hacen", LANG_ES },
	{ "hallo", LANG_DE }, { "han", LANG_ES }, { "has", LANG_EN },
	{ "haus", LANG_DE }, { "have", LANG_EN }, { "hay", LANG_ES },
	{ "hello", LANG_EN }, { "her", LANG_EN }, { "hi", LANG_EN },
	{ "his", LANG_EN }, { "hola", LANG_ES }, { "ich", LANG_DE },
	{ "ils", LANG_FR }, { "im", LANG_DE }, { "in", LANG_EN },
	{ "is", LANG_EN }, { "isso", LANG_PT }, { "ist", LANG_DE },
	{ "it", LANG_EN }, { "jai", LANG_FR }, { "je", LANG_FR },
	{ "jeunes", LANG_FR }, { "jme", LANG_FR }, { "jour", LANG_FR },
	{ "jvous", LANG_FR }, { "kein", LANG_DE }, { "keine", LANG_DE },
	{ "las", LANG_ES }, { "le", LANG_FR }, { "les", LANG_FR },
	{ "leur", LANG_FR }, { "leurs", LANG_FR }, { "los", LANG_ES },
	{ "mais", LANG_FR }, { "me", LANG_ES }, { "mein", LANG_DE },
	{ "meine", LANG_DE }, { "merci", LANG_FR }, { "mes", LANG_FR },
	{ "meu", LANG_PT }, { "mi", LANG_ES }, { "mia", LANG_IT },
	{ "minha", LANG_PT }, { "mio", LANG_IT }, { "mit", LANG_DE },
	{ "molto", LANG_IT }, { "mon", LANG_FR }, { "morning", LANG_EN },
	{ "moro", LANG_PT }, { "muito", LANG_PT }, { "muy", LANG_ES },
	{ "my", LANG_EN }, { "na", LANG_PT }, { "nachbar", LANG_DE },
	{ "nachbarn", LANG_DE }, { "nacht", LANG_DE }, { "nao", LANG_PT },
	{ "neighbor", LANG_EN }, { "neighbour", LANG_EN },
	{ "neighbours", LANG_EN }, { "nel", LANG_IT }, { "nicht", LANG_DE },
	{ "night", LANG_EN }, { "no", LANG_PT }, { "noche", LANG_ES },
	{ "noite", LANG_PT }, { "non", LANG_IT }, { "not", LANG_EN },
	{ "notre", LANG_FR }, { "notte", LANG_IT }, { "nous", LANG_FR },
	{ "o", LANG_PT }, { "obrigada", LANG_PT }, { "obrigado", LANG_PT },
	{ "of", LANG_EN }, { "ogni", LANG_IT }, { "ola", LANG_PT },
	{ "on", LANG_EN }, { "onde", LANG_PT }, { "os", LANG_PT },
	{ "ou", LANG_FR }, { "pas", LANG_FR }, { "people", LANG_EN },
	{ "per", LANG_IT }, { "perche", LANG_IT }, { "pero", LANG_ES },
	{ "peut", LANG_FR }, { "please", LANG_EN }, { "plus", LANG_FR },
	{ "police", LANG_FR }, { "porque", LANG_ES }, { "pour", LANG_FR },
	{ "pr", LANG_FR }, { "puede", LANG_ES }, { "pueden", LANG_ES },
	{ "quand", LANG_FR }, { "quelqun", LANG_FR }, { "quero", LANG_PT },
	{ "questo", LANG_IT }, { "qui", LANG_FR }, { "quil", LANG_FR },
	{ "rua", LANG_PT }, { "ruido", LANG_ES }, { "sa", LANG_FR },
	{ "sans", LANG_FR }, { "sao", LANG_PT }, { "seit", LANG_DE },
	{ "senores", LANG_ES }, { "ses", LANG_FR }, { "she", LANG_EN },
	{ "siamo", LANG_IT }, { "sie", LANG_DE }, { "siempre", LANG_ES },
	{ "sind", LANG_DE }, { "slt", LANG_FR }, { "soir", LANG_FR },
	{ "somebody", LANG_EN }, { "someone", LANG_EN }, { "son", LANG_FR },
	{ "sono", LANG_IT }, { "sont", LANG_FR }, { "strasse", LANG_DE },
	{ "street", LANG_EN }, { "su", LANG_ES }, { "suis", LANG_FR },
	{ "sur", LANG_FR }, { "sus", LANG_ES }, { "svp", LANG_FR },
	{ "tag", LANG_DE }, { "tarde", LANG_ES }, { "temos", LANG_PT },
	{ "tengo", LANG_ES }, { "tenho", LANG_PT }, { "that", LANG_EN },
	{ "the", LANG_EN }, { "their", LANG_EN }, { "them", LANG_EN },
	{ "there", LANG_EN }, { "they", LANG_EN }, { "this", LANG_EN },
	{ "tjrs", LANG_FR }, { "to", LANG_EN }, { "todos", LANG_ES },
	{ "tous", LANG_FR }, { "tout", LANG_FR }, { "toute", LANG_FR },
	{ "tres", LANG_FR }, { "tt", LANG_FR }, { "tu", LANG_FR },
	{ "ufficio", LANG_IT }, { "uma", LANG_PT }, { "un", LANG_FR },
	{ "unas", LANG_ES }, { "und", LANG_DE }, { "une", LANG_FR },
	{ "unos", LANG_ES }, { "uns", LANG_DE }, { "unser", LANG_DE },
	{ "use", LANG_EN }, { "veces", LANG_ES }, { "vecino", LANG_ES },
	{ "vecinos", LANG_ES }, { "velo", LANG_FR }, { "very", LANG_EN },
	{ "vicini", LANG_IT }, { "vicino", LANG_IT }, { "vivo", LANG_ES },
	{ "vizinho", LANG_PT }, { "vizinhos", LANG_PT }, { "voila", LANG_FR },
	{ "voisin", LANG_FR }, { "voisins", LANG_FR }, { "voler", LANG_FR },
	{ "von", LANG_DE }, { "vos", LANG_FR }, { "votre", LANG_FR },
	{ "vous", LANG_FR }, { "war", LANG_DE }, { "was", LANG_EN },
	{ "we", LANG_EN }, { "wenn", LANG_DE }, { "werden", LANG_DE },
	{ "were", LANG_EN }, { "what", LANG_EN }, { "when", LANG_EN },
	{ "wir", LANG_DE }, { "wird", LANG_DE }, { "with", LANG_EN },
	{ "would", LANG_EN }, { "y", LANG_ES }, { "ya", LANG_FR },
	{ "yo", LANG_ES }, { "you", LANG_EN }, { "zu", LANG_DE },
	// clang-format on
};

static int
compare_small(const void *key, const void *entry)
{
	return strcmp(key, ((const SmallWord *)entry)->word);
}

static bool
is_letter(char c)
{
	return g_ascii_isalpha(c) || (unsigned char)c >= 0x80;
}

// "rue des Carmes" in a Spanish text: the small words of an address say nothing
// of the language.
static bool
is_address(const char *word, bool inside)
{
	static const char *const types[] = { "rue", "avenue", "boulevard",
		"allee", "chemin", "impasse", "quai", "square", NULL };
	static const char *const links[] = { "de", "la", "le", "les", "du",
		"des", "l", "d", NULL };
	return g_strv_contains(types, word) ||
		(inside && g_strv_contains(links, word));
}

// Counts the small words of each language. Returns the number of letters.
static size_t
count_words(const PsqFold *fold, size_t counts[LANG_COUNT])
{
	size_t letters = 0;
	size_t end = MIN(fold->len, COUNTED_BYTES);
	bool address = false;
	for (size_t i = 0; i < end;) {
		size_t len = 0;
		while (i + len < end && is_letter(fold->text[i + len])) {
			len++;
		}
		char word[16];
		if (len > 0 && len < sizeof word) {
			memcpy(word, fold->text + i, len);
			word[len] = '\0';
			address = is_address(word, address);
			const SmallWord *found = bsearch(word, small_words,
				G_N_ELEMENTS(small_words),
				sizeof small_words[0], compare_small);
			if (found != NULL && !address) {
				counts[found->lang]++;
			}
		}
		letters += len;
		i += MAX(len, 1);
	}
	return letters;
}

static Lang
most_frequent(const size_t counts[LANG_COUNT])
{
	Lang best = LANG_FR;
	for (Lang i = LANG_FR; i < LANG_COUNT; i++) {
		if (counts[i] > counts[best]) {
			best = i;
		}
	}
	return best;
}

// Whether the small words of CLD2's language are counted, and how many speak
// for it.
static bool
find_count(const char *code, const size_t counts[LANG_COUNT], size_t *ret_count)
{
	for (size_t i = 0; i < LANG_COUNT; i++) {
		if (strcmp(code, codes[i]) == 0) {
			*ret_count = counts[i];
			return true;
		}
	}
	return false;
}

// True if the text's French words leave room for CLD2's language.
static bool
may_be(const char *code, const size_t counts[LANG_COUNT], size_t letters)
{
	size_t count = 0;
	return find_count(code, counts, &count)
		? count > counts[LANG_FR]
		: counts[LANG_FR] * STRAY_LETTERS <= letters + STRAY_LETTERS;
}

// CLD2's codes as ISO 639-1: "zh-Hant" is "zh", and Hebrew's old code is new.
static void
modernise(char code[8])
{
	code[strcspn(code, "-")] = '\0';
	if (strcmp(code, "iw") == 0) {
		g_strlcpy(code, "he", 8);
	}
}

// The language that small words alone make certain, or NULL.
static const char *
certain(const size_t counts[LANG_COUNT])
{
	Lang best = most_frequent(counts);
	size_t others = 0;
	for (Lang i = LANG_FR; i < LANG_COUNT; i++) {
		others += i == best ? 0 : counts[i];
	}
	if (best == LANG_FR) {
		return counts[best] >= MANY_WORDS && counts[best] > 4 * others
			? codes[best]
			: NULL;
	}
	return counts[best] >= SURE_WORDS && counts[best] > 2 * counts[LANG_FR]
		? codes[best]
		: NULL;
}

// Mailboxes are French stations': what is in doubt is French. code is room for
// the result.
static const char *
decide(const PsqPassage *passage, char code[8])
{
	const PsqFold *fold = passage->fold;
	size_t counts[LANG_COUNT] = { 0 };
	size_t letters = count_words(fold, counts);
	const char *sure = certain(counts);
	if (sure != NULL) {
		return sure;
	}
	int percent;
	bool reliable;
	size_t len = fold->map[MIN(fold->len, CLD_BYTES)];
	if (!psq_shim_language(passage->text, len, code, &percent, &reliable) ||
		!reliable || percent < SURE_PERCENT ||
		letters < SHORT_LETTERS || !may_be(code, counts, letters)) {
		return codes[LANG_FR];
	}
	modernise(code);
	return code;
}

void
psq_language_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	(void)lexicon;
	bool said = matter->said->fold->len > 0;
	char code[8];
	reading->language =
		g_strdup(decide(said ? matter->said : matter->subject, code));
}
