// train-measure.c - how well a model reads labelled items
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-measure.h"

#include "parsers/reading.h"

#include <stdio.h>

static void
tally_item(PsqTrainTally *tally, const PsqTrainItem *item,
	const PsqReading *reading)
{
	bool clean = true;
	bool alarm = false;
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		bool want = item->whole->flags[i];
		bool have = reading->flags[i];
		tally->flags[i].right += want && have;
		tally->flags[i].alarms += have && !want;
		tally->flags[i].missed += want && !have;
		clean = clean && !want;
		alarm = alarm || have;
	}
	tally->items++;
	tally->clean += clean;
	tally->clean_alarms += clean && alarm;
	tally->topics += item->topic >= 0 && item->topic != PSQ_TOPIC_AUTOMATIC;
	tally->topics_right += item->topic == (int)reading->topic;
}

static void
read_item(PsqTrainTally *tally, const PsqLexicon *lexicon,
	const PsqTrainItem *item)
{
	g_autoptr(PsqPassage) subject =
		psq_passage_new("subject", g_strdup(item->subject));
	g_autoptr(PsqPassage) said =
		psq_passage_new("said", g_strdup(item->text));
	PsqMail mail = { 0 };
	PsqMatter matter = { .mail = &mail, .subject = subject, .said = said };
	PsqReading reading = { .evidence = g_ptr_array_new_with_free_func(
				       (GDestroyNotify)psq_evidence_free) };
	psq_flags_read(lexicon, &matter, &reading);
	tally_item(tally, item, &reading);
	g_ptr_array_unref(reading.evidence);
}

static double
share(guint part, guint rest)
{
	return part + rest > 0 ? (double)part / (part + rest) : 0;
}

static double
f1_of(const PsqTrainCount *c)
{
	return share(2 * c->right, c->alarms + c->missed);
}

void
psq_train_print(const PsqTrainTally *tally, const char *name)
{
	double sum = 0;
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		sum += f1_of(&tally->flags[i]);
	}
	printf("%-24s items %4u  macro-f1 %.3f  clean false alarm %.3f  "
	       "topic %.3f\n",
		name, tally->items, sum / PSQ_FLAG_COUNT,
		share(tally->clean_alarms, tally->clean - tally->clean_alarms),
		share(tally->topics_right,
			tally->topics - tally->topics_right));
	fflush(stdout);
}

void
psq_train_print_flags(const PsqTrainTally *tally, const char *name)
{
	psq_train_print(tally, name);
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		const PsqTrainCount *c = &tally->flags[i];
		printf("  %-13s precision %.3f  recall %.3f  f1 %.3f  n %u\n",
			psq_flag_name((PsqFlag)i), share(c->right, c->alarms),
			share(c->right, c->missed), f1_of(c),
			c->right + c->missed);
	}
}

static PsqFile *
model_file(const GByteArray *bytes)
{
	PsqFile *file = g_new0(PsqFile, 1);
	file->path = g_strdup("new.model");
	file->name = g_strdup("new.model");
	file->text = g_memdup2(bytes->data, bytes->len);
	file->len = bytes->len;
	return file;
}

bool
psq_train_measure(GPtrArray *rules, GByteArray *bytes, const PsqTrainSet *set,
	int writer, bool kept, PsqTrainTally *tally, GError **error)
{
	// The rules' files stay the caller's.
	g_autoptr(GPtrArray) files = g_ptr_array_copy(rules, NULL, NULL);
	g_ptr_array_set_free_func(files, NULL);
	PsqFile *model = bytes != NULL ? model_file(bytes) : NULL;
	if (model != NULL) {
		g_ptr_array_add(files, model);
	}
	g_autoptr(PsqLexicon) lexicon = psq_lexicon_new(files, error);
	for (guint i = 0; lexicon != NULL && i < set->items->len; i++) {
		const PsqTrainItem *item = g_ptr_array_index(set->items, i);
		if (item->kept == kept &&
			(writer == PSQ_TRAIN_ALL || item->id[0] == writer)) {
			read_item(tally, lexicon, item);
		}
	}
	psq_file_free(model);
	return lexicon != NULL;
}
