// phone-rank.c - which of several numbers the writer would have dialled first
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-use.h"

#include <string.h>

// A time of day, or another channel: what is preferred is not the number.
#define NOT_THE_NUMBER                                                      \
	"(?! *(?:le |en |apres |vers |l'|entre |avant |la |par |les )*"     \
	"(?:soir|matin|midi|apres|journee|semaine|week|fin|[0-9]+ ?h|mail|" \
	"courriel|ecrit|sms|message|debut))"

static PsqStaticPattern first_choice = {
	.expression = "\\b(?:de preference|preferablement|priorit[a-z]+|"
		      "en premier|d'abord|plutot|ideale?ment|le mieux|"
		      "prefer[a-z]+|surtout|preferably|am besten|mejor)"
		      "\\b" NOT_THE_NUMBER,
};

static PsqStaticPattern last_choice = {
	.expression = "\\b(?:a defaut|sinon|en cas d'absence|en cas de besoin|"
		      "en cas d'echec|dernier recours|en second|ensuite|"
		      "le cas echeant|si (?:je|ca|pas|vous n|personne|besoin)|"
		      "eventuellement|otherwise|sonst)\\b",
};

// Where the words behind a number no longer speak of it: at its line's end, or
// where a sentence begins that names a number itself.
static size_t
words_end(const PsqPassage *passage, size_t at)
{
	static PsqStaticPattern other = {
		.expression =
			"[.!] +(?:(?:le|mon|sur|appelez|plutot) )*(?:numero|"
			"portable|fixe|mobile|maison|premier|second|"
			"deuxieme|dernier)\\b",
	};
	const char *text = passage->fold->text;
	size_t end = at + strcspn(text + at, "\n");
	PsqSpan span;
	return psq_pattern_find(
		       psq_pattern_get(&other), text, end, at, &span, 1)
		? span.start
		: end;
}

// Where the words that belong to the number before end: at a sign or a word
// that begins the next.
static size_t
own_part(const PsqPassage *passage, PsqSpan between)
{
	static PsqStaticPattern border = {
		.expression =
			"[,;.\\n/|]| ou | et | or | mais | puis |[ -]-|\\)",
	};
	const char *text = passage->fold->text;
	PsqSpan span;
	if (!psq_pattern_find(psq_pattern_get(&border), text, between.end,
		    between.start, &span, 1)) {
		return between.end;
	}
	return span.start;
}

static int
rank_of(const PsqPassage *passage, PsqSpan words)
{
	const char *text = passage->fold->text;
	if (psq_pattern_find(psq_pattern_get(&first_choice), text, words.end,
		    words.start, NULL, 0)) {
		return -1;
	}
	return psq_pattern_find(psq_pattern_get(&last_choice), text, words.end,
		words.start, NULL, 0);
}

#define MOBILE "(?:portable|mobile|mobil|handy|gsm|cell\\w*)"
#define HOME   "(?:fixe|maison|domicile|festnetz|landline)"
#define ABROAD                                                                \
	"(?:suisse|allemand|belge|italien|espagnol|portugais|luxembourgeois|" \
	"etranger)"
#define BEFORE                                                                \
	"(?:de preference|plutot|surtout|d'abord|en premier|prefer[a-z]*|am " \
	"besten|lieber|mejor|preferably|appele[rz]-moi|rappele[rz]-moi)"
#define BEHIND "(?:de preference|d'abord|en premier|en priorite|first|zuerst)"
// Few words, and neither a sign nor a number.
#define FEW "[^0-9.,;:!?\\n]{0,24}\\b"
#define PREFERRED(line)                                         \
	{                                                       \
		.rare = true,                                   \
		.expression = "\\b(?:" BEFORE FEW line "|" line \
			      ",?" FEW BEHIND ")\\b"            \
	}

static PsqStaticPattern lines[] = {
	[PSQ_LINE_MOBILE] = PREFERRED(MOBILE),
	[PSQ_LINE_HOME] = PREFERRED(HOME),
	[PSQ_LINE_ABROAD] = PREFERRED(ABROAD),
};

PsqPhoneLine
psq_phone_wanted_line(const PsqPassage *passage)
{
	PsqPhoneLine wanted = PSQ_LINE_ANY;
	for (int line = PSQ_LINE_MOBILE; line <= PSQ_LINE_ABROAD; line++) {
		if (psq_pattern_find(psq_pattern_get(&lines[line]),
			    passage->fold->text, passage->fold->len, 0, NULL,
			    0)) {
			// Several: each stands beside its number.
			wanted = wanted == PSQ_LINE_ANY ? (PsqPhoneLine)line
							: PSQ_LINE_ANY;
		}
	}
	return wanted;
}

int
psq_phone_rank(const PsqPassage *passage, const GArray *finds, guint i)
{
	const PsqPhoneFind *find = &g_array_index(finds, PsqPhoneFind, i);
	PsqSpan sentence = psq_passage_sentence(passage, find->span.start);
	PsqSpan left = { MIN(sentence.start, find->span.start),
		find->span.start };
	if (i > 0 && find[-1].span.end > left.start) {
		PsqSpan between = { find[-1].span.end, find->span.start };
		left.start = own_part(passage, between);
	}
	PsqSpan right = { find->span.end, words_end(passage, find->span.end) };
	if (i + 1 < finds->len && find[1].span.start < right.end) {
		right.end = find[1].span.start;
		right.end = own_part(passage, right);
	}
	int rank = rank_of(passage, right);
	return rank != 0 ? rank : rank_of(passage, left);
}
