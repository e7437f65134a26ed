// train.c - trains lexicon/flags.model from lexicon/training
// SPDX-License-Identifier: GPL-3.0-or-later
//
// usage: train LEXICON MODEL           trains and measures on the kept tenth
//        train LEXICON --writers       leaves each writer out in turn
//        train LEXICON --curve         with a part of the items
//
// A tenth of the items, chosen by their ids, is never trained on.
#include "config.h"

#include "lexicon/train-measure.h"
#include "lexicon/train-model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
other_writer(const PsqTrainItem *item, int which)
{
	return item->id[0] != which;
}

static bool
this_writer(const PsqTrainItem *item, int which)
{
	return item->id[0] == which;
}

static bool
is_kept(const PsqTrainItem *item, int which)
{
	(void)which;
	return item->kept;
}

static bool
part_of(const PsqTrainItem *item, int which)
{
	return !item->kept && (int)item->fold < which;
}

static bool
measure(const PsqTrainSet *t, const char *folder, GByteArray *bytes,
	const char *name, PsqTrainChosen *chosen, int which, GError **error)
{
	g_autoptr(GPtrArray) tested = g_ptr_array_new();
	for (guint i = 0; i < t->items->len; i++) {
		PsqTrainItem *item = g_ptr_array_index(t->items, i);
		if (chosen(item, which)) {
			g_ptr_array_add(tested, item);
		}
	}
	return tested->len == 0 ||
		psq_train_measure(folder, bytes, tested, name, error);
}

static bool
measure_parts(const PsqTrainSet *t, const char *folder, bool writers,
	const double cuts[PSQ_FLAG_COUNT], GError **error)
{
	for (int which = writers ? 'a' : 2; which <= (writers ? 'z' : 10);
		which += writers ? 1 : 2) {
		g_autofree char *name = writers
			? g_strdup_printf("writer %c", which)
			: g_strdup_printf("%d/10 of the items", which);
		g_autoptr(GByteArray) bytes = psq_train_model(
			t, writers ? other_writer : part_of, which, cuts);
		if (!measure(t, folder, bytes, name,
			    writers ? this_writer : is_kept, which, error)) {
			return false;
		}
	}
	return true;
}

static bool
run(const char *folder, const char *what, GError **error)
{
	g_autofree char *training = g_build_filename(folder, "training", NULL);
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, ".rules", error);
	g_autoptr(PsqRules) rules =
		files != NULL ? psq_rules_new(files, error) : NULL;
	g_autoptr(GPtrArray) messages = rules != NULL
		? psq_datadir_read(training, ".jsonl", error)
		: NULL;
	g_autoptr(PsqTrainSet) set = messages != NULL
		? psq_train_set_new(rules, messages, error)
		: NULL;
	if (set == NULL) {
		return false;
	}
	double cuts[PSQ_FLAG_COUNT];
	psq_train_cuts(set, cuts);
	if (*what == '-') {
		return measure_parts(set, folder,
			strcmp(what, "--writers") == 0, cuts, error);
	}
	g_autoptr(GByteArray) bytes =
		psq_train_model(set, psq_train_not_kept, 0, cuts);
	return g_file_set_contents(what, (const char *)bytes->data,
		       (gssize)bytes->len, error) &&
		measure(set, folder, bytes, "kept tenth", is_kept, 0, error);
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
