// kind.c - who or what sent a message: a person, a program, ourselves
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/kind-headers.h"
#include "parsers/kind-person.h"
#include "parsers/kind-texts.h"

// A PSQ mailbox's address, whatever the station: the department's police, as
// it was called before and after 2024, then the mailbox ("ddsp90-psq@"). The
// stations' pages and their prefectures' publish them.
static PsqStaticPattern psq_address = {
	.expression = "^(?:ddsp|ddpn|dipn|dtpn)[0-9ab]{2,3}-(?:[a-z0-9-]+-)?psq"
		      "(?:-[a-z0-9-]+)?@",
};

// A colleague of another station who hands a resident's message on.
static PsqStaticPattern handed_on = {
	.expression = "^ ?(?:tr|fw|fwd|transfert)\\b ?:",
};

static const char *
own_why(const PsqMatter *matter)
{
	const PsqAddress *from = matter->mail->from;
	if (from == NULL || from->address == NULL) {
		return NULL;
	}
	if (matter->own_address != NULL &&
		g_ascii_strcasecmp(from->address, matter->own_address) == 0) {
		return "expédié par cette boîte elle-même";
	}
	g_autofree char *address = psq_fold_string(from->address);
	bool psq = psq_pattern_matches(psq_pattern_get(&psq_address), address);
	bool passes_on = matter->mail->forwarded != NULL ||
		psq_pattern_matches(psq_pattern_get(&handed_on),
			matter->subject->fold->text);
	return psq && !passes_on ? "expédié par une boîte PSQ" : NULL;
}

static void
take_evidence(PsqReading *reading, GPtrArray *evidence)
{
	while (evidence->len > 0) {
		g_ptr_array_add(reading->evidence,
			g_ptr_array_steal_index(evidence, 0));
	}
}

// Never a person's message taken for a machine's: a proof in the head, or
// marks that together weigh as much, else it is a person's.
void
psq_kind_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	(void)lexicon;
	g_autoptr(PsqKindScore) score = psq_kind_score_new();
	const char *own = own_why(matter);
	if (own != NULL) {
		psq_kind_score_add_header(score, PSQ_KIND_OWN, PSQ_MARK_SENDER,
			PSQ_PROOF, "From", matter->mail->from->address, own);
		reading->kind = PSQ_KIND_OWN;
	} else {
		bool is_form = psq_kind_is_form(matter->said);
		psq_kind_headers_read(matter->mail, is_form, score);
		if (!is_form) {
			psq_kind_texts_read(matter, score);
		}
		reading->kind = psq_kind_score_decide(score);
	}
	take_evidence(reading, score->evidence[reading->kind]);
}
