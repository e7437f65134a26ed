// model-features.c - what the trained model sees of a message
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/model-features.h"

#include <math.h>
#include <string.h>

enum {
	MAX_WORD = 24,      // letters of a word that count
	MAX_NEGATION = 6,   // letters of a negation
	NEGATION_REACH = 4, // words after "ne", "pas", "sans"
	GRAM_MIN = 4,
	GRAM_MAX = 5,
};

// What kind a feature is, so that a word and the same letters differ.
typedef enum {
	OF_WORDS = 'w',
	OF_SKIP = 'k',
	OF_LETTERS = 'c',
	OF_SUBJECT = 's',
	OF_NEGATED = 'n',
	OF_RULE = 'r',
	OF_SHAPE = 'q',
} Kind;

typedef struct {
	uint32_t hash;
	PsqSpan span;
	bool new; // first time in this message
	bool negates;
	bool asks; // a question mark
	size_t sentence;
} Word;

typedef struct {
	const PsqPassage *passage;
	PsqFeatureFunc *found;
	void *data;
	GArray *words; // Word
	double unit;   // what one feature counts
} Finder;

// FNV-1a, one byte at a time so that longer pieces extend shorter ones.
static uint32_t
hash_byte(uint32_t hash, unsigned char byte)
{
	return (hash ^ byte) * UINT32_C(16777619);
}

static uint32_t
hash_kind(Kind kind)
{
	return hash_byte(UINT32_C(2166136261), (unsigned char)kind);
}

static uint32_t
hash_word(uint32_t hash, uint32_t word)
{
	for (int shift = 0; shift < 32; shift += 8) {
		hash = hash_byte(hash, (unsigned char)(word >> shift));
	}
	return hash;
}

static uint32_t
hash_text(uint32_t hash, const char *text)
{
	for (const char *c = text; *c != '\0'; c++) {
		hash = hash_byte(hash, (unsigned char)*c);
	}
	return hash;
}

static bool
is_letter(char c)
{
	return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

// The word as people misspell it alike: doubled letters once, digits as 0.
// Returns its length.
static size_t
plain_word(const char *text, PsqSpan span, char ret_word[MAX_WORD])
{
	size_t len = 0;
	for (size_t i = span.start; i < span.end && len < MAX_WORD; i++) {
		char c = g_ascii_isdigit(text[i]) ? '0' : text[i];
		if (len == 0 || ret_word[len - 1] != c) {
			ret_word[len++] = c;
		}
	}
	return len;
}

static bool
is_negation(const char *word, size_t len)
{
	static const char words[] = " ne n pas jamais sans ni aucun aucune "
				    "rien plus not no nicht kein ";
	char spaced[MAX_NEGATION + 3] = " ";
	if (len > MAX_NEGATION || strchr("njpsark", word[0]) == NULL) {
		return false;
	}
	memcpy(spaced + 1, word, len);
	spaced[len + 1] = ' ';
	return strstr(words, spaced) != NULL;
}

static void
add_word(Finder *f, PsqSpan span, size_t sentence, GHashTable *seen)
{
	char plain[MAX_WORD];
	size_t len = plain_word(f->passage->fold->text, span, plain);
	Word word = { .hash = hash_kind(OF_WORDS), .span = span };
	for (size_t i = 0; i < len; i++) {
		word.hash = hash_byte(word.hash, (unsigned char)plain[i]);
	}
	word.sentence = sentence;
	word.negates = is_negation(plain, len);
	word.asks = plain[0] == '?';
	word.new = g_hash_table_add(seen, GUINT_TO_POINTER(word.hash));
	g_array_append_val(f->words, word);
}

static void
cut_words(Finder *f)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	const char *text = f->passage->fold->text;
	for (guint s = 0; s < f->passage->sentences->len; s++) {
		PsqSpan part = g_array_index(f->passage->sentences, PsqSpan, s);
		size_t i = part.start;
		while (i < part.end) {
			size_t end = i;
			while (end < part.end && is_letter(text[end])) {
				end++;
			}
			if (end == i && (text[i] == '?' || text[i] == '!')) {
				end++;
			}
			if (end > i) {
				add_word(f, (PsqSpan){ i, end }, s, seen);
			}
			i = MAX(end, i + 1);
		}
	}
	guint distinct = g_hash_table_size(seen);
	f->unit = distinct > 0 ? 1 / sqrt((double)distinct) : 0;
}

static void
find_letters(const Finder *f, const Word *word)
{
	char plain[MAX_WORD + 2] = " ";
	size_t len =
		1 + plain_word(f->passage->fold->text, word->span, plain + 1);
	plain[len++] = ' ';
	for (size_t i = 0; i + GRAM_MIN <= len; i++) {
		uint32_t hash = hash_kind(OF_LETTERS);
		for (size_t j = i; j < len && j < i + GRAM_MAX; j++) {
			hash = hash_byte(hash, (unsigned char)plain[j]);
			if (j + 1 >= i + GRAM_MIN) {
				f->found(hash, f->unit * 0.7, f->passage,
					word->span, f->data);
			}
		}
	}
}

static const Word *
word_at(const Finder *f, guint at, size_t sentence)
{
	if (at >= f->words->len) {
		return NULL;
	}
	const Word *word = &g_array_index(f->words, Word, at);
	return word->sentence == sentence ? word : NULL;
}

static void
find_words(const Finder *f, guint at)
{
	const Word *first = &g_array_index(f->words, Word, at);
	const Word *second = word_at(f, at + 1, first->sentence);
	const Word *third = word_at(f, at + 2, first->sentence);
	PsqSpan span = first->span;
	f->found(first->hash, f->unit, f->passage, span, f->data);
	if (second == NULL) {
		return;
	}
	span.end = second->span.end;
	uint32_t two = hash_word(first->hash, second->hash);
	f->found(two, f->unit, f->passage, span, f->data);
	if (third == NULL) {
		return;
	}
	span.end = third->span.end;
	f->found(hash_word(two, third->hash), f->unit, f->passage, span,
		f->data);
	f->found(hash_word(hash_word(hash_kind(OF_SKIP), first->hash),
			 third->hash),
		f->unit, f->passage, span, f->data);
}

static void
find_negated(const Finder *f, guint at)
{
	const Word *no = &g_array_index(f->words, Word, at);
	for (guint i = 1; i <= NEGATION_REACH; i++) {
		const Word *word = word_at(f, at + i, no->sentence);
		if (word == NULL) {
			return;
		}
		PsqSpan span = { no->span.start, word->span.end };
		f->found(hash_word(hash_kind(OF_NEGATED), word->hash), f->unit,
			f->passage, span, f->data);
	}
}

static void
find_shape(const Finder *f, const char *shape, double value, PsqSpan span)
{
	f->found(hash_text(hash_kind(OF_SHAPE), shape), value, f->passage, span,
		f->data);
}

static void
find_said(const Finder *f)
{
	for (guint i = 0; i < f->words->len; i++) {
		const Word *word = &g_array_index(f->words, Word, i);
		find_words(f, i);
		if (word->new) {
			find_letters(f, word);
		}
		if (word->negates) {
			find_negated(f, i);
		}
		if (word->asks) {
			find_shape(f, "?", 0.2, word->span);
		}
	}
	static const struct {
		guint words;
		const char *name;
	} lengths[] = { { 20, "tiny" }, { 50, "short" }, { 120, "middle" },
		{ G_MAXUINT, "long" } };
	find_shape(f, "", 1, (PsqSpan){ 0, 0 }); // what any message has
	size_t i = 0;
	while (f->words->len > lengths[i].words) {
		i++;
	}
	find_shape(f, lengths[i].name, 0.2, (PsqSpan){ 0, 0 });
}

static void
find_subject(const Finder *f)
{
	for (guint i = 0; i < f->words->len; i++) {
		const Word *word = &g_array_index(f->words, Word, i);
		f->found(hash_word(hash_kind(OF_SUBJECT), word->hash),
			f->unit * 0.5, f->passage, word->span, f->data);
	}
}

// Any rule of this flag or topic.
static uint32_t
hash_of(const PsqRule *rule)
{
	const char *of = rule->of_topic ? psq_topic_name(rule->topic)
					: psq_flag_name(rule->flag);
	return hash_text(hash_kind(OF_RULE), of);
}

uint32_t
psq_features_rule(const PsqRule *rule)
{
	return hash_text(hash_of(rule), rule->name);
}

static void
find_rules(const GArray *hits, PsqFeatureFunc *found, void *data)
{
	for (guint i = 0; i < hits->len; i++) {
		const PsqHit *hit = &g_array_index(hits, PsqHit, i);
		found(hash_of(hit->rule), 0.6, hit->passage, hit->span, data);
		found(psq_features_rule(hit->rule), 0.5, hit->passage,
			hit->span, data);
	}
}

static void
find_passage(const PsqPassage *passage, bool is_subject, PsqFeatureFunc *found,
	void *data)
{
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(Word));
	Finder f = { passage, found, data, words, 0 };
	cut_words(&f);
	if (is_subject) {
		find_subject(&f);
	} else {
		find_said(&f);
	}
}

void
psq_features_each(const PsqPassage *subject, const PsqPassage *said,
	const GArray *hits, PsqFeatureFunc *found, void *data)
{
	find_passage(said, false, found, data);
	find_passage(subject, true, found, data);
	find_rules(hits, found, data);
}
