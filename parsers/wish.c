// wish.c - how the sender wants to be answered, and whether to be named
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/flat.h"
#include "parsers/reading.h"
#include "parsers/rules-scan.h"
#include "parsers/wish-patterns.h"

// A wish that was found: the strongest phrase for it, the first of equals.
typedef struct {
	int strength; // 0: not found
	const PsqPassage *passage;
	PsqSpan span;
} Wish;

static void
try_phrase(const PsqPassage *passage, const PsqFlat *sentence,
	PsqWishPhrase *phrase, Wish *wishes)
{
	Wish *wish = &wishes[phrase->wish];
	PsqSpan span;
	if (wish->strength < phrase->strength &&
		psq_pattern_find(psq_pattern_get(&phrase->pattern),
			sentence->text, sentence->len, 0, &span, 1)) {
		*wish = (Wish){ phrase->strength, passage,
			psq_flat_back(sentence, span) };
	}
}

// Adds one sentence's wishes to those of the others. What asks for secrecy and
// denies it in one breath ("je ne demande pas l'anonymat") asks for nothing.
static void
merge(const Wish *sentence, Wish *wishes)
{
	for (int i = 0; i < PSQ_WISH_COUNT; i++) {
		bool denied = i == PSQ_WISH_NAMELESS &&
			sentence[PSQ_WISH_NAMED].strength > 0;
		if (!denied && wishes[i].strength < sentence[i].strength) {
			wishes[i] = sentence[i];
		}
	}
}

static const char *
expression_at(size_t n)
{
	return n < psq_wish_phrase_count
		? psq_wish_phrases[n].pattern.expression
		: NULL;
}

static PsqStaticScan scan = { .expression = expression_at };

// Tries the phrases on every sentence that has words of theirs.
static void
read_passage(const PsqPassage *passage, Wish *wishes)
{
	g_autofree uint32_t *likely = g_new0(uint32_t, psq_wish_phrase_count);
	for (guint i = 0; i < passage->sentences->len; i++) {
		PsqSpan span = g_array_index(passage->sentences, PsqSpan, i);
		g_autoptr(PsqFlat) sentence =
			psq_flat_new(passage->fold->text, span);
		psq_scan_mark(psq_scan_get(&scan), sentence->text,
			sentence->len, likely, i + 1);
		Wish found[PSQ_WISH_COUNT] = { { 0 } };
		for (size_t p = 0; p < psq_wish_phrase_count; p++) {
			if (likely[p] == i + 1) {
				try_phrase(passage, sentence,
					&psq_wish_phrases[p], found);
			}
		}
		merge(found, wishes);
	}
}

static void
add_evidence(
	PsqReading *reading, const char *of, const Wish *wish, const char *why)
{
	psq_evidence_add(reading->evidence, of, wish->passage, wish->span, why,
		wish->strength > 1 ? 0.95 : 0.85);
}

static void
decide_channel(const Wish *wishes, PsqReading *reading)
{
	const Wish *phone = &wishes[PSQ_WISH_PHONE];
	const Wish *mail = &wishes[PSQ_WISH_MAIL];
	const Wish *no_phone = &wishes[PSQ_WISH_NO_PHONE];
	bool either = wishes[PSQ_WISH_EITHER].strength > 0 &&
		mail->strength < 2 && phone->strength < 2;
	if (no_phone->strength > 0 && phone->strength < 2) {
		reading->contact.channel = PSQ_CHANNEL_MAIL;
		add_evidence(reading, "channel", no_phone,
			"demande de ne pas être appelé");
	} else if (either || mail->strength == phone->strength) {
		reading->contact.channel = PSQ_CHANNEL_NONE;
	} else if (mail->strength > phone->strength) {
		reading->contact.channel = PSQ_CHANNEL_MAIL;
		add_evidence(
			reading, "channel", mail, "demande une réponse écrite");
	} else {
		reading->contact.channel = PSQ_CHANNEL_PHONE;
		add_evidence(
			reading, "channel", phone, "demande à être appelé");
	}
}

void
psq_wish_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	(void)lexicon;
	const PsqPassage *const passages[] = { matter->said, matter->subject };
	Wish wishes[PSQ_WISH_COUNT] = { { 0 } };
	for (size_t i = 0; i < G_N_ELEMENTS(passages); i++) {
		read_passage(passages[i], wishes);
	}
	decide_channel(wishes, reading);
	const Wish *nameless = &wishes[PSQ_WISH_NAMELESS];
	if (nameless->strength > 0) {
		reading->contact.anonymous = true;
		add_evidence(reading, "anonymous", nameless,
			"demande à ne pas être nommé");
	}
}
