// test-model.c - a model file is read, scored and explained as it was written
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/model-sound.h"
#include "parsers/model.h"

#include <string.h>

// What a message's features are, by their hash.
static void
collect(const PsqFeature *feature, void *data)
{
	g_hash_table_add(data, GUINT_TO_POINTER(feature->hash));
}

static GHashTable *
features_of(const char *subject_text, const char *said_text)
{
	g_autoptr(PsqPassage) subject =
		psq_passage_new("subject", g_strdup(subject_text));
	g_autoptr(PsqPassage) said =
		psq_passage_new("said", g_strdup(said_text));
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(PsqHit));
	GHashTable *features = g_hash_table_new(NULL, NULL);
	psq_features_each(subject, said, hits, NULL, collect, features);
	return features;
}

// A model that gives weight to what the first text has and the second has not.
static GByteArray *
model_for(const char *with, const char *without, PsqFlag flag)
{
	g_autoptr(GHashTable) some = features_of("", with);
	g_autoptr(GHashTable) others = features_of("", without);
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(PsqWeights));
	GHashTableIter at;
	gpointer key;
	g_hash_table_iter_init(&at, some);
	while (g_hash_table_iter_next(&at, &key, NULL)) {
		if (!g_hash_table_contains(others, key)) {
			PsqWeights row = { GPOINTER_TO_UINT(key), { 0 } };
			row.weights[flag] = 100;
			row.weights[PSQ_MODEL_SENTENCES + flag] = 100;
			row.weights[PSQ_FLAG_COUNT] = -5;
			g_array_append_val(rows, row);
		}
	}
	double steps[PSQ_MODEL_WEIGHTS];
	double cuts[PSQ_FLAG_COUNT] = { 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 };
	for (size_t i = 0; i < PSQ_MODEL_WEIGHTS; i++) {
		steps[i] = 0.02;
	}
	return psq_model_write(steps, cuts, rows);
}

static PsqModel *
read_model(const GByteArray *bytes)
{
	g_autoptr(GError) error = NULL;
	PsqModel *model =
		psq_model_new((const char *)bytes->data, bytes->len, &error);
	g_assert_no_error(error);
	return model;
}

static PsqScores
score_words(const PsqModel *model, const PsqPassage *said)
{
	g_autoptr(PsqPassage) subject =
		psq_passage_new("subject", g_strdup(""));
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(PsqHit));
	return psq_model_score(model, subject, said, hits);
}

static void
test_scores(void)
{
	g_autoptr(GByteArray) bytes = model_for(
		"bonjour une bagarre", "bonjour une", PSQ_FLAG_EMERGENCY);
	g_autoptr(PsqModel) model = read_model(bytes);
	g_autoptr(PsqPassage) fight =
		psq_passage_new("said", g_strdup("Une BAGARRE ici"));
	PsqScores scores = score_words(model, fight);
	g_assert_cmpfloat(scores.flags[PSQ_FLAG_EMERGENCY], >, 0.5);
	g_assert_cmpfloat(scores.flags[PSQ_FLAG_OFFENCE], <, 0.5);
	g_assert_cmpfloat(scores.topics[0], <, 0);
	g_assert_cmpfloat(scores.topics[1], ==, 0);

	g_autoptr(PsqPassage) calm =
		psq_passage_new("said", g_strdup("Un calme plat"));
	scores = score_words(model, calm);
	g_assert_cmpfloat(scores.flags[PSQ_FLAG_EMERGENCY], <, 0.5);
}

static void
test_reasons(void)
{
	g_autoptr(GByteArray) bytes = model_for(
		"bonjour une bagarre", "bonjour une", PSQ_FLAG_EMERGENCY);
	g_autoptr(PsqModel) model = read_model(bytes);
	g_autoptr(PsqPassage) said = psq_passage_new(
		"said", g_strdup("Bonjour, une bagarre a lieu."));
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(PsqHit));
	PsqModelSentence sentence = { model, said, hits, 0 };
	PsqSpan found[3];
	size_t count =
		psq_model_reasons(&sentence, PSQ_FLAG_EMERGENCY, found, 3);
	g_assert_cmpuint(count, >=, 1);
	g_autofree char *words = psq_passage_cut(said, found[0]);
	g_assert_nonnull(strstr(words, "bagarre"));
	for (size_t i = 1; i < count; i++) {
		g_assert_true(found[i].start >= found[0].end ||
			found[i].end <= found[0].start);
	}
	g_assert_cmpuint(
		psq_model_reasons(&sentence, PSQ_FLAG_OFFENCE, found, 3), ==,
		0);
}

// Words that say nothing alone weigh, but are no reason to show.
static void
test_small_words(void)
{
	g_autoptr(GByteArray) bytes =
		model_for("et de la une", "", PSQ_FLAG_EMERGENCY);
	g_autoptr(PsqModel) model = read_model(bytes);
	g_autoptr(PsqPassage) said = psq_passage_new(
		"said", g_strdup("Bonjour et merci de la part du quartier."));
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(PsqHit));
	PsqModelSentence sentence = { model, said, hits, 0 };
	g_autoptr(GArray) known = psq_model_find(&sentence);
	g_assert_cmpuint(known->len, >, 0);
	PsqSpan found[3];
	size_t count =
		psq_model_reasons(&sentence, PSQ_FLAG_EMERGENCY, found, 3);
	for (size_t i = 0; i < count; i++) {
		g_autofree char *words = psq_passage_cut(said, found[i]);
		g_assert_cmpstr(words, !=, "et");
		g_assert_cmpstr(words, !=, "de");
		g_assert_cmpstr(words, !=, "la");
		g_assert_cmpstr(words, !=, "de la");
	}
}

// The sentence that speaks for a flag is named, and weighs in its score.
static void
test_sentences(void)
{
	g_autoptr(GByteArray) bytes = model_for(
		"bonjour une bagarre", "bonjour une", PSQ_FLAG_EMERGENCY);
	g_autoptr(PsqModel) model = read_model(bytes);
	g_autoptr(PsqPassage) said = psq_passage_new("said",
		g_strdup("Merci de votre travail. Une bagarre a lieu. Oui."));
	PsqScores scores = score_words(model, said);
	g_assert_cmpuint(scores.sentences[PSQ_FLAG_EMERGENCY], ==, 1);
	double alone = scores.flags[PSQ_FLAG_EMERGENCY];

	g_autoptr(PsqPassage) run_on = psq_passage_new("said",
		g_strdup("Merci de votre travail une bagarre a lieu oui."));
	scores = score_words(model, run_on);
	g_assert_cmpuint(scores.sentences[PSQ_FLAG_EMERGENCY], ==, 0);
	g_assert_cmpfloat(scores.flags[PSQ_FLAG_EMERGENCY], <, alone);
}

static void
test_empty(void)
{
	g_autoptr(GByteArray) bytes = model_for("a", "a", PSQ_FLAG_EMERGENCY);
	g_autoptr(PsqModel) model = read_model(bytes);
	g_autoptr(PsqPassage) said = psq_passage_new("said", g_strdup(""));
	PsqScores scores = score_words(model, said);
	g_assert_cmpuint(
		scores.sentences[PSQ_FLAG_EMERGENCY], ==, PSQ_NO_SENTENCE);
}

static void
test_faults(void)
{
	g_autoptr(GByteArray) bytes =
		model_for("bagarre", "calme", PSQ_FLAG_EMERGENCY);
	static const struct {
		ptrdiff_t shorter;
		guint at; // byte that is changed
		const char *error;
	} faults[] = {
		{ 1, 0xffff, "model cut short" },
		{ 30, 0xffff, "model cut short" },
		{ 0, 0, "not a model" },
		{ 0, 4, "train it anew" },
		{ 0, 8, "model cut short" },
		{ 0, 11, "model cut short" },
		{ 100000, 0xffff, "not a model" },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		size_t len =
			bytes->len - MIN((size_t)faults[i].shorter, bytes->len);
		g_autofree char *copy = g_memdup2(bytes->data, MAX(len, 1));
		if (faults[i].at < len) {
			copy[faults[i].at] ^= 0x55;
		}
		g_autoptr(GError) error = NULL;
		g_assert_null(psq_model_new(copy, len, &error));
		g_assert_true(psq_error_is(error, PSQ_ERR_CONFIG));
		g_assert_nonnull(strstr(error->message, faults[i].error));
	}
}

// Misspelt alike, written alike: the same features.
static void
test_spellings(void)
{
	g_autoptr(GHashTable) one = features_of("", "Appeler 17");
	g_autoptr(GHashTable) two = features_of("", "apeler 99");
	g_assert_cmpuint(g_hash_table_size(one), ==, g_hash_table_size(two));
	GHashTableIter at;
	gpointer key;
	g_hash_table_iter_init(&at, one);
	while (g_hash_table_iter_next(&at, &key, NULL)) {
		g_assert_true(g_hash_table_contains(two, key));
	}
}

// Words that people write for each other, then words that they do not.
static const struct {
	const char *one;
	const char *two;
	bool alike;
} sounds[] = {
	// clang-format off
	{ "porter", "porte", true },
	{ "portez", "portait", true },
	{ "encore", "encor", true },
	{ "quelque", "kelk", true },
	{ "bateau", "bato", true },
	{ "fusil", "fuzil", true },
	{ "pharmacie", "farmaci", true },
	{ "plainte", "plinte", true },
	{ "dedans", "dedan", true },
	{ "voler", "volume", false },
	{ "feu", "fou", false },
	{ "mort", "mordre", false },
	{ "chien", "bien", false },
	// clang-format on
};

static void
test_sounds(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(sounds); i++) {
		char one[PSQ_MAX_SOUND + 1] = "";
		char two[PSQ_MAX_SOUND + 1] = "";
		psq_word_sound(sounds[i].one, strlen(sounds[i].one), one);
		psq_word_sound(sounds[i].two, strlen(sounds[i].two), two);
		if (g_str_equal(one, two) != sounds[i].alike) {
			g_error("%s is %s, %s is %s", sounds[i].one, one,
				sounds[i].two, two);
		}
	}
	char sound[PSQ_MAX_SOUND];
	g_assert_cmpuint(psq_word_sound("", 0, sound), ==, 0);
	const char *longest = "anticonstitutionnellementant";
	g_assert_cmpuint(psq_word_sound(longest, strlen(longest), sound), <,
		PSQ_MAX_SOUND);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/model/sounds", test_sounds);
	g_test_add_func("/model/scores", test_scores);
	g_test_add_func("/model/reasons", test_reasons);
	g_test_add_func("/model/small-words", test_small_words);
	g_test_add_func("/model/sentences", test_sentences);
	g_test_add_func("/model/empty", test_empty);
	g_test_add_func("/model/faults", test_faults);
	g_test_add_func("/model/spellings", test_spellings);
	return g_test_run();
}
