// bench-flags.c - what it costs to load the model and to classify a message
// SPDX-License-Identifier: GPL-3.0-or-later
//
// usage: PSQ_DATADIR=<source tree> bench-flags
// The message has 2 kB of different sentences; the best of several runs counts.
#include "config.h"

#include "common/datadir.h"
#include "parsers/reading.h"

#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 15, TURNS = 40, SAID_BYTES = 2048 };

static const char *const sentences[] = {
	"Bonjour, j'habite au 14 rue des Tilleuls depuis onze ans. ",
	"Tous les soirs, un groupe s'installe dans le hall et fume jusqu'à "
	"deux heures du matin. ",
	"Hier, mon voisin du dessus m'a menacé avec un couteau parce que je "
	"lui "
	"demandais de baisser la musique. ",
	"Je ne souhaite pas porter plainte pour le moment, mais j'ai peur. ",
	"Pourriez-vous me dire si un rendez-vous est possible mercredi ? ",
	"Les poubelles débordent et personne ne vient les ramasser. ",
};

static double
run_once(const PsqLexicon *lexicon, const PsqMatter *matter)
{
	gint64 begin = g_get_monotonic_time();
	for (int i = 0; i < TURNS; i++) {
		PsqReading reading = {
			.evidence = g_ptr_array_new_with_free_func(
				(GDestroyNotify)psq_evidence_free)
		};
		psq_flags_read(lexicon, matter, &reading);
		g_ptr_array_unref(reading.evidence);
	}
	return (double)(g_get_monotonic_time() - begin) / TURNS;
}

static void
measure(const PsqLexicon *lexicon, const char *said)
{
	PsqMail mail = { .subject = (char *)"Nuisances et menaces" };
	PsqQuote words = { .said = (char *)said };
	g_auto(PsqMatter) matter = psq_matter_new(&mail, &words, NULL);
	double best = run_once(lexicon, &matter);
	for (int i = 0; i < RUNS; i++) {
		double took = run_once(lexicon, &matter);
		best = took < best ? took : best;
	}
	printf("classify %zu bytes: %.0f microseconds\n",
		matter.said->fold->len, best);
}

static bool
measure_load(const GPtrArray *files, GError **error)
{
	for (guint i = 0; i < files->len; i++) {
		const PsqFile *file = g_ptr_array_index(files, i);
		if (!g_str_has_suffix(file->name, ".model")) {
			continue;
		}
		gint64 begin = g_get_monotonic_time();
		g_autoptr(PsqModel) model =
			psq_model_new(file->text, file->len, error);
		if (model == NULL) {
			return false;
		}
		printf("load %s, %zu bytes: %.1f ms\n", file->name, file->len,
			(double)(g_get_monotonic_time() - begin) / 1000);
	}
	return true;
}

static bool
run(GError **error)
{
	g_autofree char *folder = psq_datadir_find(NULL, "lexicon");
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, "", error);
	if (files == NULL || !measure_load(files, error)) {
		return false;
	}
	g_autoptr(PsqLexicon) lexicon = psq_lexicon_new(files, error);
	if (lexicon == NULL) {
		return false;
	}
	g_autoptr(GString) said = g_string_new(NULL);
	for (size_t i = 0; said->len < SAID_BYTES; i++) {
		g_string_append(said, sentences[i % G_N_ELEMENTS(sentences)]);
	}
	measure(lexicon, said->str);
	return true;
}

int
main(void)
{
	g_autoptr(GError) error = NULL;
	if (!run(&error)) {
		fprintf(stderr, "bench-flags: %s\n", error->message);
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}
