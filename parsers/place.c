// place.c - where the thing happens that the sender reports
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-own.h"
#include "parsers/place-scan.h"
#include "parsers/reading.h"

#include <string.h>

// Below this a place is none.
static const double accept = 1.5;
static const double scam_malus = 1.6;

// A message about these has no place, unless it is named clearly: frauds at a
// distance, watching over empty homes, offers, applications, permits.
static PsqStaticPattern placeless = {
	.rare = true,
	.expression =
		"\\b(?:arnaqu|escroqu(?:erie|ee?s?\\b)|hamecon|phishing|faux "
		"(?:conseiller|"
		"site|banquier|livreur|profil|acheteur|vendeur|proprietaire|"
		"ramoneur|plombier|agent|technicien|demarcheur)|"
		"soi[ts]?[- ]disant (?:ramoneur|plombier|agent|conseiller|"
		"technicien|policier)|virements?\\b|piratag|pirate mon|compte "
		"bancaire|usurp|leboncoin|vinted|colis (?:bloque|en attente)|"
		"(?:sms|lien)\\b[^.]{0,30}\\bcolis|operation tranquillite|"
		"tranquillite vacances|otv\\b|stage d'observation|(?:mon|ma|"
		"une) candidature|devis gratuit|(?:voulez-vous|souhaitez-vous) "
		"un devis|(?:soumis a|faut-il une|demander "
		"une) "
		"autorisation)",
};

// The sender's own address, when it is not where the thing happens.
static PsqStaticPattern home = {
	.expression =
		"\\b(?:j'habite|jhabite|j habite|habitant|je demeure|"
		"demeurant|domicilie|je reside|residant|mon adresse|"
		"nous habitons|on habite|je vis|nous vivons|je loge|"
		"i live|ich wohne|wir wohnen|vivo|moro|abito|mon domicile|"
		"chez (?:moi|nous)|(?:ma|notre) maison|(?:mon|notre) "
		"appartement|adresse|coordonnees)\\b",
};

// Where the sender works, was, or goes for something else.
static PsqStaticPattern elsewhere = {
	.expression = "\\b(?:je (?:suis|travaille)|je bosse|employee?|"
		      "infirmier|infirmiere|commissariat|rendez-vous a|"
		      "comme a|comme au|avant|autrefois|je viens d'un|"
		      "direction|vers la|aller a|jusqu'a)\\b",
};

// Where one goes to meet the police, and bodies that are named after a place.
static PsqStaticPattern office = {
	.expression =
		"\\b(?:commissariat|hotel de police|poste de police|mairie "
		"annexe|(?:comite|association|conseil|regie|union|amicale|"
		"collectif|syndicat|asl)(?: [a-z-]+){0,3}?)(?: d(?:e|u|es)| "
		"d')?(?: (?:la|le|les|l'))?[ ']*$",
};

// The letterhead of an old-fashioned letter stands above its greeting.
static PsqStaticPattern greeting = {
	.expression =
		"^ *(?:bonjour|bonsoir|madame|monsieur|messieurs|mesdames|"
		"m\\. le|mme la)\\b",
};

typedef struct {
	const PsqPassage *passage;
	PsqPlaceFind find;
	double score;
} Candidate;

// Where in a passage the words are not the facts'.
typedef struct {
	size_t letter;    // the greeting: above it stands the sender's address
	size_t signature; // the sender's name, and what stands below it
	size_t passed_on; // another's letter, which he passes on
} Limits;

// True if pattern stands before the place in its sentence, and behind the place
// before it, which ends at floor: "j'habite 2 rue Foch mais c'était rue Hoche".
static bool
is_led_by(const PsqPassage *passage, PsqSpan span, size_t floor,
	PsqStaticPattern *pattern)
{
	size_t start = psq_passage_sentence(passage, span.start).start;
	return psq_pattern_find(psq_pattern_get(pattern), passage->fold->text,
		span.start, CLAMP(start, MIN(floor, span.start), span.start),
		NULL, 0);
}

// True if what stands right before the place is an office or a body of it.
static bool
is_office(const PsqPassage *passage, PsqSpan span)
{
	size_t start = psq_passage_sentence(passage, span.start).start;
	return psq_pattern_find(psq_pattern_get(&office), passage->fold->text,
		span.start, MIN(start, span.start), NULL, 0);
}

static double
score_of(const PsqPassage *passage, const PsqPlaceFind *find, size_t floor,
	const Limits *limits)
{
	double score = find->street ? 3 : 2.8;
	score -= find->named ? 0 : find->chained ? 0.8 : find->street ? 3 : 2;
	score += find->situated && !find->named ? 0.8 : 0;
	score += find->numbered ? 0.5 : 0;
	score -= find->lettered ? 0.8 : 0;
	if (is_led_by(passage, find->span, floor, &home)) {
		score -= 1.2;
	} else if (!find->street &&
		is_led_by(passage, find->span, floor, &elsewhere)) {
		score -= 0.8;
	}
	bool below = find->span.start >= limits->signature &&
		find->span.start < limits->passed_on;
	score -= below || find->span.start < limits->letter ? 2 : 0;
	score -= is_office(passage, find->span) ? 2.5 : 0;
	return score;
}

static void
add_candidates(const PsqLexicon *lexicon, const PsqPassage *passage,
	const Limits *limits, double bonus, GArray *candidates)
{
	static const double later = 0.22;
	g_autoptr(GArray) finds = psq_place_scan(lexicon, passage);
	for (guint i = 0; i < finds->len; i++) {
		const PsqPlaceFind *find =
			&g_array_index(finds, PsqPlaceFind, i);
		Candidate candidate = {
			.passage = passage,
			.find = *find,
			.score =
				score_of(passage, find,
					i > 0 ? find[-1].span.end : 0, limits) +
				bonus - later * i,
		};
		g_array_append_val(candidates, candidate);
	}
}

// True if a's words are among b's, and b has more.
static bool
says_more(const Candidate *a, const Candidate *b)
{
	g_autofree char *x =
		g_strndup(a->passage->fold->text + a->find.span.start,
			a->find.span.end - a->find.span.start);
	g_autofree char *y =
		g_strndup(b->passage->fold->text + b->find.span.start,
			b->find.span.end - b->find.span.start);
	return strlen(y) > strlen(x) && strstr(y, x) != NULL;
}

// The best one; where others say the same and more, the first of those.
static const Candidate *
best_of(const GArray *candidates)
{
	const Candidate *best = NULL;
	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate =
			&g_array_index(candidates, Candidate, i);
		if (best == NULL || candidate->score > best->score) {
			best = candidate;
		}
	}
	if (best == NULL || best->score < accept) {
		return NULL;
	}
	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate =
			&g_array_index(candidates, Candidate, i);
		if (says_more(best, candidate)) {
			return candidate;
		}
	}
	return best;
}

// The words as written, in one line.
static char *
cut(const Candidate *candidate)
{
	char *text = psq_passage_cut(candidate->passage, candidate->find.span);
	g_strdelimit(text, "\r\n\t", ' ');
	return text;
}

// The letterhead ends at the first greeting, if lines stand above it.
static size_t
letter_begins(const PsqPassage *said)
{
	enum { HEAD_BYTES = 300 };
	PsqSpan span;
	return psq_pattern_find(psq_pattern_get(&greeting), said->fold->text,
		       MIN(said->fold->len, HEAD_BYTES), 0, &span, 1)
		? span.start
		: 0;
}

// What the topic lets one expect: a nuisance has a place, though it may be but
// "le city-stade"; a question or a wish to meet seldom has.
static double
topic_bonus(const PsqReading *reading)
{
	bool flagged = false;
	bool meets = reading->flags[PSQ_FLAG_APPOINTMENT];
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		flagged = flagged || reading->flags[i];
		meets = meets &&
			(i == PSQ_FLAG_APPOINTMENT || !reading->flags[i]);
	}
	switch (reading->topic) {
	case PSQ_TOPIC_INCIVILITY:
	case PSQ_TOPIC_NEIGHBOURHOOD:
	case PSQ_TOPIC_GATHERING:
		return 0.8;
	case PSQ_TOPIC_QUESTION:
		return flagged ? 0 : -1;
	case PSQ_TOPIC_OTHER:
		return meets ? -1 : 0;
	case PSQ_TOPIC_OBSERVATION:
	case PSQ_TOPIC_AUTOMATIC:
	case PSQ_TOPIC_COUNT:
	default:
		return 0;
	}
}

void
psq_place_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	const PsqPassage *said = matter->said;
	bool scam = psq_pattern_find(psq_pattern_get(&placeless),
		said->fold->text, said->fold->len, 0, NULL, 0);
	double topic = topic_bonus(reading);
	double bonus = scam ? MIN(topic, 0) - scam_malus : topic;
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Candidate));
	const Limits limits = { letter_begins(said),
		psq_name_place(said, reading),
		psq_name_own_end(matter, reading) };
	const Limits none = { 0, SIZE_MAX, SIZE_MAX };
	add_candidates(lexicon, said, &limits, bonus, all);
	add_candidates(lexicon, matter->subject, &none, bonus + 0.1, all);
	const Candidate *best = best_of(all);
	if (best == NULL) {
		return;
	}
	reading->place = cut(best);
	psq_evidence_add(reading->evidence, "place", best->passage,
		best->find.span, "lieu des faits",
		CLAMP(best->score / 4, 0.4, 0.95));
}
