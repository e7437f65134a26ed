// test-flags.c - the lexicon's rules keep their promises, flags and topics too
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/topic.h"

#include "tests/unit/rules-files.h"

#include <string.h>

static PsqLexicon *
lexicon_get(void)
{
	const char *top = g_getenv("top_srcdir");
	g_autofree char *folder =
		g_build_filename(top != NULL ? top : ".", "lexicon", NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, ".rules", &error);
	g_assert_no_error(error);
	PsqLexicon *lexicon = psq_lexicon_new(files, &error);
	g_assert_no_error(error);
	return lexicon;
}

// A reading of which only flags, topic and evidence are filled.
static PsqReading *
read_words(const PsqLexicon *lexicon, const char *subject, const char *said)
{
	PsqMail mail = { .subject = (char *)subject };
	PsqQuote words = { .said = (char *)said };
	g_auto(PsqMatter) matter = psq_matter_new(&mail, &words, NULL);
	PsqReading *reading = g_new0(PsqReading, 1);
	reading->evidence = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_evidence_free);
	psq_flags_read(lexicon, &matter, reading);
	return reading;
}

static void
words_free(PsqReading *reading)
{
	g_ptr_array_unref(reading->evidence);
	g_free(reading);
}

static char *
flags_of(const PsqReading *reading)
{
	GString *names = g_string_new(NULL);
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (reading->flags[i]) {
			g_string_append_printf(names, "%s%s",
				names->len > 0 ? " " : "",
				psq_flag_name((PsqFlag)i));
		}
	}
	return g_string_free(names, FALSE);
}

// Each rule has examples of both kinds, and they hold.
static void
test_examples(void)
{
	g_autoptr(PsqLexicon) lexicon = lexicon_get();
	g_autoptr(GError) error = NULL;
	bool holds = psq_lexicon_check(lexicon, &error);
	g_assert_no_error(error);
	g_assert_true(holds);
	const GPtrArray *rules = psq_lexicon_rules(lexicon)->rules;
	guint count[2] = { 0, 0 };
	for (guint i = 0; i < rules->len; i++) {
		const PsqRule *rule = g_ptr_array_index(rules, i);
		guint own[2] = { 0, 0 };
		for (guint j = 0; j < rule->examples->len; j++) {
			const PsqExample *e =
				g_ptr_array_index(rule->examples, j);
			own[e->fires]++;
			count[e->fires]++;
		}
		if (own[0] == 0 || own[1] == 0) {
			g_error("%s: rule %s lacks an example", rule->where,
				rule->name);
		}
	}
	g_test_message("%u silent, %u fires", count[0], count[1]);
	g_assert_cmpuint(count[0], >=, 100);
	g_assert_cmpuint(count[1], >=, 150);
}

// clang-format off
static const struct {
	const char *subject;
	const char *said;
	const char *flags;
	PsqTopic topic;
} cases[] = {
	{ "", "", "", PSQ_TOPIC_OBSERVATION },
	{ "Merci", "Bravo pour l'intervention de samedi.", "",
		PSQ_TOPIC_OBSERVATION },
	{ "", "Je souhaite porter plainte.", "complaint", PSQ_TOPIC_OTHER },
	{ "", "Comment porter plainte ?", "complaint", PSQ_TOPIC_OTHER },
	{ "", "Je ne souhaite pas porter plainte.", "",
		PSQ_TOPIC_OBSERVATION },
	{ "", "Des jeunes squattent le hall tous les soirs. Je souhaiterais "
		"un rendez-vous avec le délégué.", "appointment",
		PSQ_TOPIC_GATHERING },
	{ "", "Quelqu'un essaie d'ouvrir ma porte, venez vite !", "emergency",
		PSQ_TOPIC_OTHER },
	{ "", "On m'a volé mon vélo cette nuit.", "offence",
		PSQ_TOPIC_OTHER },
	{ "", "On nous vole notre tranquillité avec ces rodéos.", "",
		PSQ_TOPIC_INCIVILITY },
	{ "", "Quelle est la pharmacie de garde ?", "out_of_scope",
		PSQ_TOPIC_OTHER },
	{ "", "À partir de quelle heure peut-on tondre ?", "",
		PSQ_TOPIC_QUESTION },
};
// clang-format on

static void
test_cases(void)
{
	g_autoptr(PsqLexicon) lexicon = lexicon_get();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		PsqReading *reading =
			read_words(lexicon, cases[i].subject, cases[i].said);
		g_autofree char *flags = flags_of(reading);
		g_test_message("%s | %s", cases[i].subject, cases[i].said);
		g_assert_cmpstr(flags, ==, cases[i].flags);
		g_assert_cmpstr(psq_topic_name(reading->topic), ==,
			psq_topic_name(cases[i].topic));
		words_free(reading);
	}
}

static void
test_evidence(void)
{
	g_autoptr(PsqLexicon) lexicon = lexicon_get();
	PsqReading *reading =
		read_words(lexicon, "", "Bonjour. Je souhaite porter plainte.");
	g_assert_cmpuint(reading->evidence->len, >=, 1);
	const PsqEvidence *e = g_ptr_array_index(reading->evidence, 0);
	g_assert_cmpstr(e->of, ==, "complaint");
	g_assert_cmpstr(e->from, ==, "said");
	g_assert_nonnull(strstr(e->text, "plainte"));
	g_assert_cmpfloat(e->score, >, 0);
	words_free(reading);
}

// Only a kind makes a message automatic, never its words.
static void
test_never_automatic(void)
{
	g_autoptr(GPtrArray) files = files_new("a.rules",
		"rule topic:automatic out-of-office\n"
		"\twhy x\n\tscore 1\n\tmatch \\bconges\\b\n");
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqLexicon) lexicon = psq_lexicon_new(files, &error);
	g_assert_no_error(error);
	PsqReading *reading =
		read_words(lexicon, "", "Je serai en congés en mai.");
	g_assert_cmpstr(psq_topic_name(reading->topic), ==, "observation");
	words_free(reading);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/flags/examples", test_examples);
	g_test_add_func("/flags/cases", test_cases);
	g_test_add_func("/flags/evidence", test_evidence);
	g_test_add_func("/flags/never-automatic", test_never_automatic);
	return g_test_run();
}
