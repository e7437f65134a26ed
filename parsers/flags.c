// flags.c - the forbidden uses that a message makes of the mailbox, and why
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/topic.h"

// A flag stands where its score reaches this.
static const double threshold = 0.5;

// How many of the words that the model weighed are shown for a flag.
enum { MAX_REASONS = 3 };

// Each rule takes its share of the doubt that the others leave. Rules that the
// model was trained with are in its score already; a station's own are not.
static double
rules_score(const GArray *hits, PsqFlag flag, const PsqModel *model)
{
	double doubt = 1;
	for (guint i = 0; i < hits->len; i++) {
		const PsqRule *rule = g_array_index(hits, PsqHit, i).rule;
		bool ours = !rule->of_topic && rule->flag == flag;
		if (ours &&
			(model == NULL || !psq_model_knows_rule(model, rule))) {
			doubt *= 1 - rule->score;
		}
	}
	return 1 - doubt;
}

static void
add_rules(const GArray *hits, PsqFlag flag, PsqReading *reading)
{
	for (guint i = 0; i < hits->len; i++) {
		const PsqHit *hit = &g_array_index(hits, PsqHit, i);
		if (!hit->rule->of_topic && hit->rule->flag == flag) {
			psq_evidence_add(reading->evidence, psq_flag_name(flag),
				hit->passage, hit->span, hit->rule->why,
				hit->rule->score);
		}
	}
}

// What was weighed, for one flag after the other.
typedef struct {
	const PsqModel *model; // or NULL
	const PsqMatter *matter;
	const GArray *hits; // PsqHit
	PsqScores scores;   // if there is a model
} Weighed;

// The sentence that spoke most, and which of its words; the subject, where
// nothing else was said.
static void
add_sentence(const Weighed *w, PsqFlag flag, PsqReading *reading)
{
	const PsqPassage *said = w->matter->said;
	PsqModelSentence sentence = { w->model, said, w->hits,
		w->scores.sentences[flag] };
	double score = w->scores.flags[flag];
	if (sentence.sentence >= said->sentences->len) {
		const PsqPassage *subject = w->matter->subject;
		psq_evidence_add(reading->evidence, psq_flag_name(flag),
			subject, (PsqSpan){ 0, subject->fold->len },
			"ressemble aux exemples appris, d'après l'objet seul",
			score);
		return;
	}
	PsqSpan reasons[MAX_REASONS];
	size_t count = psq_model_reasons(&sentence, flag, reasons, MAX_REASONS);
	g_autoptr(GString) why =
		g_string_new("phrase semblable aux exemples appris");
	for (size_t i = 0; i < count; i++) {
		g_autofree char *words = psq_passage_cut(said, reasons[i]);
		g_string_append_printf(
			why, "%s « %s »", i == 0 ? ", surtout" : ",", words);
	}
	psq_evidence_add(reading->evidence, psq_flag_name(flag), said,
		g_array_index(said->sentences, PsqSpan, sentence.sentence),
		why->str, score);
}

static void
read_flag(const Weighed *w, PsqFlag flag, PsqReading *reading)
{
	double doubt = 1 - rules_score(w->hits, flag, w->model);
	if (w->model != NULL) {
		doubt *= 1 - w->scores.flags[flag];
	}
	if (1 - doubt < threshold) {
		return;
	}
	reading->flags[flag] = true;
	add_rules(w->hits, flag, reading);
	if (w->model != NULL) {
		add_sentence(w, flag, reading);
	}
}

// An answer to a letter without a word of the sender's own: even its subject
// is the letter's.
static bool
says_nothing(const PsqMatter *matter)
{
	return matter->said->sentences->len == 0 &&
		matter->mail->in_reply_to != NULL;
}

void
psq_flags_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	if (says_nothing(matter)) {
		reading->topic = PSQ_TOPIC_OTHER;
		return;
	}
	g_autoptr(GArray) hits = psq_rules_run(
		psq_lexicon_rules(lexicon), matter->subject, matter->said);
	Weighed w = { .model = psq_lexicon_model(lexicon),
		.matter = matter,
		.hits = hits };
	if (w.model != NULL) {
		w.scores = psq_model_score(
			w.model, matter->subject, matter->said, hits);
	}
	for (int flag = 0; flag < PSQ_FLAG_COUNT; flag++) {
		read_flag(&w, (PsqFlag)flag, reading);
	}
	psq_topic_read(
		hits, w.model != NULL ? &w.scores : NULL, matter, reading);
}
