// train.c - trains lexicon/flags.model from lexicon/training
// SPDX-License-Identifier: GPL-3.0-or-later
//
// usage: train LEXICON MODEL       trains and measures on the kept tenth
//        train LEXICON --writers   leaves each writer out in turn
//        train LEXICON --curve     with a part of the items
//
// A tenth of the items, chosen by their ids, is never trained on.
#include "config.h"

#include "lexicon/train-measure.h"
#include "lexicon/train-model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	GPtrArray *rules;    // PsqFile
	GPtrArray *messages; // PsqFile
} Folder;

static PsqTrainSet *
set_new(const Folder *folder, bool with_rules, GError **error)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(PsqRules) rules =
		psq_rules_new(with_rules ? folder->rules : none, error);
	return rules != NULL ? psq_train_set_new(rules, folder->messages, error)
			     : NULL;
}

static bool
make_model(const Folder *folder, const char *path, GError **error)
{
	g_autoptr(PsqTrainSet) set = set_new(folder, true, error);
	if (set == NULL) {
		return false;
	}
	double cuts[PSQ_FLAG_COUNT];
	g_autoptr(GPtrArray) strangers = psq_train_strangers(set);
	psq_train_cuts(set, strangers, PSQ_TRAIN_ALL, cuts);
	g_autoptr(GByteArray) bytes = psq_train_model(set, NULL, cuts);
	PsqTrainTally tally = { 0 };
	if (!g_file_set_contents(path, (const char *)bytes->data,
		    (gssize)bytes->len, error) ||
		!psq_train_measure(folder->rules, bytes, set, PSQ_TRAIN_ALL,
			true, &tally, error)) {
		return false;
	}
	psq_train_print_flags(&tally, "kept tenth");
	return true;
}

// Each writer is read by a model and with cuts that know only the others.
static bool
measure_strangers(const Folder *folder, bool with_rules, GError **error)
{
	g_autoptr(PsqTrainSet) set = set_new(folder, with_rules, error);
	if (set == NULL) {
		return false;
	}
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(GPtrArray) strangers = psq_train_strangers(set);
	PsqTrainTally all = { 0 };
	for (guint i = 0; i < strangers->len; i++) {
		const PsqTrainStranger *s = g_ptr_array_index(strangers, i);
		double cuts[PSQ_FLAG_COUNT];
		psq_train_cuts(set, strangers, s->writer, cuts);
		g_autoptr(GByteArray) bytes = psq_train_model(set, s, cuts);
		GPtrArray *rules = with_rules ? folder->rules : none;
		PsqTrainTally one = { 0 };
		if (!psq_train_measure(
			    rules, bytes, set, s->writer, false, &one, error) ||
			!psq_train_measure(rules, bytes, set, s->writer, false,
				&all, error)) {
			return false;
		}
		g_autofree char *name = g_strdup_printf("writer %c", s->writer);
		psq_train_print(&one, name);
	}
	psq_train_print_flags(
		&all, with_rules ? "model and rules" : "model only");
	return true;
}

static bool
measure_rules(const Folder *folder, GError **error)
{
	g_autoptr(PsqTrainSet) set = set_new(folder, true, error);
	PsqTrainTally tally = { 0 };
	if (set == NULL ||
		!psq_train_measure(folder->rules, NULL, set, PSQ_TRAIN_ALL,
			false, &tally, error)) {
		return false;
	}
	psq_train_print_flags(&tally, "rules only");
	return true;
}

static bool
measure_writers(const Folder *folder, GError **error)
{
	return measure_rules(folder, error) &&
		measure_strangers(folder, false, error) &&
		measure_strangers(folder, true, error);
}

static bool
measure_curve(const Folder *folder, GError **error)
{
	static const guint shares[] = { 10, 25, 50, 75, 100 };
	g_autoptr(PsqTrainSet) set = set_new(folder, true, error);
	for (size_t i = 0; set != NULL && i < G_N_ELEMENTS(shares); i++) {
		set->shares = shares[i];
		double cuts[PSQ_FLAG_COUNT];
		g_autoptr(GPtrArray) strangers = psq_train_strangers(set);
		psq_train_cuts(set, strangers, PSQ_TRAIN_ALL, cuts);
		g_autoptr(GByteArray) bytes = psq_train_model(set, NULL, cuts);
		PsqTrainTally tally = { 0 };
		if (!psq_train_measure(folder->rules, bytes, set, PSQ_TRAIN_ALL,
			    true, &tally, error)) {
			return false;
		}
		g_autofree char *name =
			g_strdup_printf("learnt from %u %%", shares[i]);
		psq_train_print(&tally, name);
	}
	return set != NULL;
}

static bool
run(const char *lexicon, const char *what, GError **error)
{
	g_autofree char *training = g_build_filename(lexicon, "training", NULL);
	g_autoptr(GPtrArray) rules = psq_datadir_read(lexicon, ".rules", error);
	g_autoptr(GPtrArray) messages = rules != NULL
		? psq_datadir_read(training, ".jsonl", error)
		: NULL;
	const Folder folder = { rules, messages };
	if (messages == NULL) {
		return false;
	}
	if (strcmp(what, "--writers") == 0) {
		return measure_writers(&folder, error);
	}
	if (strcmp(what, "--curve") == 0) {
		return measure_curve(&folder, error);
	}
	return make_model(&folder, what, error);
}

int
main(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: train LEXICON MODEL|--writers|--curve\n", stderr);
		return 64;
	}
	g_autoptr(GError) error = NULL;
	if (!run(argv[1], argv[2], &error)) {
		fprintf(stderr, "train: %s\n", error->message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
