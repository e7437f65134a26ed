// model.h - the trained model: which words weigh how much for what
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linear: a score is the sum of the weights of the features found. Made by
// lexicon/train.c; scoring needs nothing of it.
#pragma once

#include "parsers/model-features.h"

// A score's place: the flags first, then the topics.
enum { PSQ_MODEL_CLASSES = PSQ_FLAG_COUNT + PSQ_TOPIC_COUNT };

// A feature's weights: what it says as part of the whole message, for each
// class, then, from PSQ_MODEL_SENTENCES on, what it says for each flag as part
// of a sentence. Both begin at multiples of eight, so that a processor can add
// several at once; the places between are 0.
enum {
	PSQ_MODEL_SENTENCES = (PSQ_MODEL_CLASSES + 7) / 8 * 8,
	PSQ_MODEL_WEIGHTS = PSQ_MODEL_SENTENCES + (PSQ_FLAG_COUNT + 7) / 8 * 8,
};

typedef struct {
	uint32_t hash;                      // of the feature
	int16_t weights[PSQ_MODEL_WEIGHTS]; // in the model's steps
} PsqWeights;

typedef struct PsqModel PsqModel;

// Reads a model file, which it copies. Fails with PSQ_ERR_CONFIG, and without
// the file's name, when the bytes are no model or one of other features.
PsqModel *psq_model_new(const char *bytes, size_t len,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_model_free(PsqModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqModel, psq_model_free)

// The file's bytes, the same on every machine. steps says what one unit of a
// weight is worth in each place, cuts from which score on each flag stands.
// rows (PsqWeights) are in the order of their hashes.
GByteArray *psq_model_write(const double steps[PSQ_MODEL_WEIGHTS],
	const double cuts[PSQ_FLAG_COUNT], const GArray *rows);

// A flag's score is drawn from the whole message and, for a part, from the
// sentence that speaks most for it.
typedef struct {
	double flags[PSQ_FLAG_COUNT];    // probability, scaled so that a flag
					 // stands from 0.5 on
	guint sentences[PSQ_FLAG_COUNT]; // of said, the one that speaks most;
					 // PSQ_NO_SENTENCE if there is none
	double topics[PSQ_TOPIC_COUNT]; // any number; the greatest is likeliest
} PsqScores;

// The share of the sentence in a flag's score.
#define PSQ_SENTENCE_SHARE 0.4

// A sentence of fewer bytes says nothing alone.
enum { PSQ_MIN_SENTENCE = 12 };

// Scores a message; hits are the rules that fired.
PsqScores psq_model_score(const PsqModel *model, const PsqPassage *subject,
	const PsqPassage *said, const GArray *hits);

// What the model knows of a sentence of said.
typedef struct {
	const PsqModel *model;
	const PsqPassage *said;
	const GArray *hits;
	guint sentence;
} PsqModelSentence;

// A known feature where it stands.
typedef struct {
	const PsqWeights *row;
	float value;
	PsqSpan span; // of the folded text
} PsqFound;

// The known features of a sentence (PsqFound), each once, in the order of the
// text. The caller frees it with g_array_unref().
GArray *psq_model_find(const PsqModelSentence *sentence);

// The words that speak most for flag in the sentence, the strongest first, none
// inside another and none that say nothing alone ("et", "de la"): at most count spans are written to ret_spans. Returns
// how many.
size_t psq_model_reasons(const PsqModelSentence *sentence, PsqFlag flag,
	PsqSpan *ret_spans, size_t count);

// True if the model was trained with the rule, and so weighs it itself.
bool psq_model_knows_rule(const PsqModel *model, const PsqRule *rule);
