// train-measure.c - how well a model reads labelled items
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-measure.h"

#include "parsers/reading.h"

#include <stdio.h>

typedef struct {
	guint right;
	guint alarms;
	guint missed;
} Count;

typedef struct {
	Count flags[PSQ_FLAG_COUNT];
	guint clean;
	guint clean_alarms;
	guint topics;
	guint topics_right;
} Tally;

static void
tally_item(Tally *tally, const PsqTrainItem *item, const PsqReading *reading)
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
	tally->clean += clean;
	tally->clean_alarms += clean && alarm;
	tally->topics += item->topic >= 0;
	tally->topics_right += item->topic == (int)reading->topic;
}

static void
read_item(Tally *tally, const PsqLexicon *lexicon, const PsqTrainItem *item)
{
	g_autoptr(PsqPassage) subject =
		psq_passage_new("subject", g_strdup(item->subject));
	g_autoptr(PsqPassage) said =
		psq_passage_new("said", g_strdup(item->text));
	PsqMatter matter = { .subject = subject, .said = said };
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

static void
print(const Tally *tally, const char *name, guint items)
{
	double sum = 0;
	printf("%s: %u items\n", name, items);
	for (size_t i = 0; i < PSQ_FLAG_COUNT; i++) {
		const Count *c = &tally->flags[i];
		double f1 = share(2 * c->right, c->alarms + c->missed);
		sum += f1;
		printf("  %-13s precision %.3f recall %.3f f1 %.3f n %u\n",
			psq_flag_name((PsqFlag)i), share(c->right, c->alarms),
			share(c->right, c->missed), f1, c->right + c->missed);
	}
	printf("  macro-f1 %.3f  clean false alarm %.3f  topic %.3f\n",
		sum / PSQ_FLAG_COUNT,
		share(tally->clean_alarms, tally->clean - tally->clean_alarms),
		share(tally->topics_right,
			tally->topics - tally->topics_right));
}

bool
psq_train_measure(const char *folder, GByteArray *bytes, const GPtrArray *items,
	const char *name, GError **error)
{
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, ".rules", error);
	if (files == NULL) {
		return false;
	}
	PsqFile *file = g_new0(PsqFile, 1);
	file->path = g_strdup("new.model");
	file->name = g_strdup("new.model");
	file->text = g_memdup2(bytes->data, bytes->len);
	file->len = bytes->len;
	g_ptr_array_add(files, file);
	g_autoptr(PsqLexicon) lexicon = psq_lexicon_new(files, error);
	if (lexicon == NULL) {
		return false;
	}
	Tally tally = { 0 };
	for (guint i = 0; i < items->len; i++) {
		read_item(&tally, lexicon, g_ptr_array_index(items, i));
	}
	print(&tally, name, items->len);
	return true;
}
