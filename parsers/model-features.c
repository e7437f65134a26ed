// model-features.c - what the trained model sees of a message
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/model-features.h"

#include "parsers/model-hash.h"
#include "parsers/model-words.h"

#include <math.h>
#include <string.h>

enum {
	NEGATION_REACH = 4, // words after "ne", "pas", "sans"
	SOUNDS_REACH = 3,   // words after a word that make a pair with it
	GRAM_MIN = 4,
	GRAM_MAX = 5,
};

typedef struct {
	const PsqPassage *passage;
	const GArray *hits;
	const PsqFeatureFilter *wanted; // or NULL
	PsqFeatureFunc *found;
	void *data;
	GArray *words; // PsqWord
	double unit;   // what one feature counts in the message
	double here;   // and in the sentence
	guint sentence;
	bool self; // the sentence speaks of its writer
} Finder;

// What one feature counts beside so many different words.
static double
unit_beside(guint words)
{
	return words > 0 ? 1 / sqrt((double)words) : 0;
}

void
psq_filter_add(PsqFeatureFilter *filter, uint32_t hash)
{
	uint32_t bit = hash >> (32 - PSQ_FILTER_BITS);
	filter->bits[bit / 8] |= (uint8_t)(1u << bit % 8);
}

static inline bool
is_wanted(const Finder *f, uint32_t hash)
{
	uint32_t bit = hash >> (32 - PSQ_FILTER_BITS);
	return f->wanted == NULL ||
		(f->wanted->bits[bit / 8] >> bit % 8 & 1) != 0;
}

static void
tell(const Finder *f, uint32_t hash, double in_message, double in_sentence,
	PsqSpan span)
{
	PsqFeature feature = { hash, in_message, in_sentence, f->sentence,
		f->passage, span };
	f->found(&feature, f->data);
}

static inline void
emit(const Finder *f, uint32_t hash, double scale, PsqSpan span)
{
	if (is_wanted(f, hash)) {
		tell(f, hash, f->unit * scale, f->here * scale, span);
	}
}

// A feature that counts the same beside many words or few.
static void
emit_fixed(const Finder *f, uint32_t hash, double value, PsqSpan span)
{
	if (is_wanted(f, hash)) {
		tell(f, hash, value, value, span);
	}
}

static void
find_letters(const Finder *f, const PsqWord *word)
{
	char plain[PSQ_MAX_WORD + 2] = " ";
	size_t len = 1 +
		psq_word_plain(f->passage->fold->text, word->span, plain + 1);
	plain[len++] = ' ';
	for (size_t i = 0; i + GRAM_MIN <= len; i++) {
		uint32_t hash = psq_hash_kind(PSQ_OF_LETTERS);
		for (size_t j = i; j < len && j < i + GRAM_MAX; j++) {
			hash = psq_hash_byte(hash, (unsigned char)plain[j]);
			if (j + 1 >= i + GRAM_MIN) {
				emit(f, hash, 0.7, word->span);
			}
		}
	}
}

static const PsqWord *
word_at(const Finder *f, guint at, guint sentence)
{
	if (at >= f->words->len) {
		return NULL;
	}
	const PsqWord *word = &g_array_index(f->words, PsqWord, at);
	return word->sentence == sentence ? word : NULL;
}

// The word, and the two next to each other.
static void
find_words(const Finder *f, guint at)
{
	const PsqWord *first = &g_array_index(f->words, PsqWord, at);
	const PsqWord *second = word_at(f, at + 1, first->sentence);
	PsqSpan span = first->span;
	emit(f, first->hash, 1, span);
	if (second != NULL) {
		span.end = second->span.end;
		emit(f, psq_hash_number(first->hash, second->hash), 1, span);
	}
}

// How the word sounds, alone, in a sentence about the writer, and with each of
// the next few.
static void
find_sounds(const Finder *f, guint at)
{
	const PsqWord *first = &g_array_index(f->words, PsqWord, at);
	PsqSpan span = first->span;
	emit(f, first->sound, 1, span);
	if (f->self) {
		emit(f,
			psq_hash_number(
				psq_hash_kind(PSQ_OF_SELF), first->sound),
			1, span);
	}
	uint32_t pair =
		psq_hash_number(psq_hash_kind(PSQ_OF_SOUNDS), first->sound);
	for (guint i = 1; i <= SOUNDS_REACH; i++) {
		const PsqWord *next = word_at(f, at + i, first->sentence);
		if (next == NULL) {
			return;
		}
		span.end = next->span.end;
		emit(f, psq_hash_number(pair, next->sound), 1, span);
	}
}

static void
find_negated(const Finder *f, guint at)
{
	const PsqWord *no = &g_array_index(f->words, PsqWord, at);
	for (guint i = 1; i <= NEGATION_REACH; i++) {
		const PsqWord *word = word_at(f, at + i, no->sentence);
		if (word == NULL) {
			return;
		}
		PsqSpan span = { no->span.start, word->span.end };
		emit(f,
			psq_hash_number(
				psq_hash_kind(PSQ_OF_NEGATED), word->hash),
			1, span);
	}
}

static uint32_t
hash_shape(const char *shape)
{
	return psq_hash_text(psq_hash_kind(PSQ_OF_SHAPE), shape);
}

static const char *
length_name(guint words)
{
	return words <= 20     ? "tiny"
		: words <= 50  ? "short"
		: words <= 120 ? "middle"
			       : "long";
}

// Any rule of this flag or topic.
static uint32_t
hash_of(const PsqRule *rule)
{
	const char *of = rule->of_topic ? psq_topic_name(rule->topic)
					: psq_flag_name(rule->flag);
	return psq_hash_text(psq_hash_kind(PSQ_OF_RULE), of);
}

uint32_t
psq_features_rule(const PsqRule *rule)
{
	return psq_hash_text(hash_of(rule), rule->name);
}

static void
find_rules(const Finder *f, PsqSpan part)
{
	for (guint i = 0; i < f->hits->len; i++) {
		const PsqHit *hit = &g_array_index(f->hits, PsqHit, i);
		if (hit->passage == f->passage &&
			hit->span.start >= part.start &&
			hit->span.start < part.end) {
			emit_fixed(f, hash_of(hit->rule), 0.6, hit->span);
			emit_fixed(f, psq_features_rule(hit->rule), 0.5,
				hit->span);
		}
	}
}

// The words from first to end, which make a sentence.
static void
find_sentence(Finder *f, guint first, guint end)
{
	const PsqWord *words = (const PsqWord *)(const void *)f->words->data;
	guint distinct = 0;
	f->self = false;
	for (guint i = first; i < end; i++) {
		distinct += words[i].first_here;
		f->self = f->self || words[i].self;
	}
	f->sentence = words[first].sentence;
	f->here = unit_beside(distinct);
	for (guint i = first; i < end; i++) {
		find_words(f, i);
		find_sounds(f, i);
		if (words[i].first_here) {
			find_letters(f, &words[i]);
		}
		if (words[i].negates) {
			find_negated(f, i);
		}
		if (words[i].asks) {
			emit_fixed(f, hash_shape("?"), 0.2, words[i].span);
		}
	}
	find_rules(f,
		g_array_index(
			f->passage->sentences, PsqSpan, words[first].sentence));
}

// How long it is, and what any message or sentence has.
static void
find_length(const Finder *f, guint words, bool in_message)
{
	PsqFeature feature = { hash_shape(length_name(words)), 0, 0,
		f->sentence, f->passage, { 0, 0 } };
	*(in_message ? &feature.in_message : &feature.in_sentence) = 0.2;
	f->found(&feature, f->data);
	feature.hash = hash_shape("");
	*(in_message ? &feature.in_message : &feature.in_sentence) = 1;
	f->found(&feature, f->data);
}

static void
find_said(Finder *f)
{
	guint first = 0;
	while (first < f->words->len) {
		guint sentence =
			g_array_index(f->words, PsqWord, first).sentence;
		guint end = first;
		while (word_at(f, end, sentence) != NULL) {
			end++;
		}
		find_sentence(f, first, end);
		find_length(f, end - first, false);
		first = end;
	}
	f->sentence = PSQ_NO_SENTENCE;
	find_length(f, f->words->len, true);
}

static void
find_subject(const Finder *f)
{
	for (guint i = 0; i < f->words->len; i++) {
		const PsqWord *word = &g_array_index(f->words, PsqWord, i);
		emit(f,
			psq_hash_number(
				psq_hash_kind(PSQ_OF_SUBJECT), word->hash),
			0.5, word->span);
	}
	find_rules(f, (PsqSpan){ 0, f->passage->fold->len });
}

void
psq_features_each(const PsqPassage *subject, const PsqPassage *said,
	const GArray *hits, const PsqFeatureFilter *wanted,
	PsqFeatureFunc *found, void *data)
{
	const PsqPassage *passages[] = { said, subject };
	for (size_t i = 0; i < G_N_ELEMENTS(passages); i++) {
		guint distinct;
		g_autoptr(GArray) words = psq_words_cut(
			passages[i], 0, passages[i]->sentences->len, &distinct);
		Finder f = { passages[i], hits, wanted, found, data, words,
			unit_beside(distinct), 0, PSQ_NO_SENTENCE, false };
		if (i == 0) {
			find_said(&f);
		} else {
			find_subject(&f);
		}
	}
}

void
psq_features_sentence(const PsqPassage *said, guint sentence,
	const GArray *hits, const PsqFeatureFilter *wanted,
	PsqFeatureFunc *found, void *data)
{
	guint distinct;
	g_autoptr(GArray) words =
		psq_words_cut(said, sentence, sentence + 1, &distinct);
	Finder f = { said, hits, wanted, found, data, words, 0, 0, sentence,
		false };
	if (words->len > 0) {
		find_sentence(&f, 0, words->len);
	}
}
