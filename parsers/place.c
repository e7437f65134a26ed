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

// A message about these has no place where anything happened, unless it is
// named clearly.
static PsqStaticPattern placeless = {
	.rare = true,
	.expression =
		"\\b(?:arnaqu|escroquerie|hamecon|phishing|faux (?:conseiller|"
		"site|banquier|livreur|profil|acheteur|vendeur|proprietaire|"
		"ramoneur|plombier|agent|technicien|demarcheur)|virements?\\b|"
		"piratag|pirate mon|compte bancaire|usurp|leboncoin|vinted)",
};

// The sender's own address, when it is not where the thing happens.
static PsqStaticPattern home = {
	.expression =
		"\\b(?:j'habite|jhabite|j habite|habitant|je demeure|"
		"demeurant|domicilie|je reside|residant|mon adresse|"
		"nous habitons|on habite|je vis|nous vivons|je loge|"
		"i live|ich wohne|wir wohnen|vivo|moro|abito|mon domicile|"
		"chez moi|adresse|coordonnees)\\b",
};

// Where the sender works, was, or goes for something else.
static PsqStaticPattern elsewhere = {
	.expression = "\\b(?:je (?:suis|travaille)|je bosse|employee?|"
		      "infirmier|infirmiere|commissariat|rendez-vous a|"
		      "comme a|comme au|avant|autrefois|je viens d'un|"
		      "direction|vers la|aller a|jusqu'a)\\b",
};

typedef struct {
	const PsqPassage *passage;
	PsqPlaceFind find;
	double score;
} Candidate;

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

static double
score_of(const PsqPassage *passage, const PsqPlaceFind *find, size_t floor,
	size_t signature)
{
	double score = find->street ? 3 : 2.8;
	score -= find->named ? 0 : find->chained ? 0.8 : 2;
	score += find->situated && !find->named ? 0.8 : 0;
	score += find->numbered ? 0.5 : 0;
	score -= find->lettered ? 0.8 : 0;
	if (is_led_by(passage, find->span, floor, &home)) {
		score -= 1.2;
	} else if (!find->street &&
		is_led_by(passage, find->span, floor, &elsewhere)) {
		score -= 0.8;
	}
	if (find->span.start >= signature) {
		score -= 2;
	}
	return score;
}

static void
add_candidates(const PsqLexicon *lexicon, const PsqPassage *passage,
	size_t signature, double bonus, GArray *candidates)
{
	static const double later = 0.22;
	g_autoptr(GArray) finds = psq_place_scan(lexicon, passage);
	for (guint i = 0; i < finds->len; i++) {
		const PsqPlaceFind *find =
			&g_array_index(finds, PsqPlaceFind, i);
		Candidate candidate = {
			.passage = passage,
			.find = *find,
			.score = score_of(passage, find,
					 i > 0 ? find[-1].span.end : 0,
					 signature) +
				bonus - later * i,
		};
		g_array_append_val(candidates, candidate);
	}
}

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
	return best != NULL && best->score >= accept ? best : NULL;
}

// The words as written, in one line.
static char *
cut(const Candidate *candidate)
{
	char *text = psq_passage_cut(candidate->passage, candidate->find.span);
	g_strdelimit(text, "\r\n\t", ' ');
	return text;
}

void
psq_place_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	const PsqPassage *said = matter->said;
	bool scam = psq_pattern_find(psq_pattern_get(&placeless),
		said->fold->text, said->fold->len, 0, NULL, 0);
	double bonus = scam ? -scam_malus : 0;
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Candidate));
	add_candidates(
		lexicon, said, psq_name_place(said, reading), bonus, all);
	add_candidates(lexicon, matter->subject, SIZE_MAX, bonus + 0.1, all);
	const Candidate *best = best_of(all);
	if (best == NULL) {
		return;
	}
	reading->place = cut(best);
	psq_evidence_add(reading->evidence, "place", best->passage,
		best->find.span, "lieu des faits", MIN(best->score / 4, 0.95));
}
