// phone.c - the sender's telephone numbers, in the order of preference
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/limits.h"
#include "parsers/name-own.h"
#include "parsers/phone-use.h"
#include "parsers/shim.h"

#include <string.h>

// A number that may be the sender's.
typedef struct {
	const PsqPassage *passage;
	PsqSpan span;
	char e164[PSQ_PHONE_DIGITS];
	PsqPhoneUse use;
	int rank;
} Candidate;

// Overseas ranges are dialled with ten digits as in France, but have country
// codes of their own (E.164; ARCEP's numbering plan). 0639 is Mayotte's too,
// but 06 39 98 is fiction's, and taken for France.
static const struct {
	const char *prefix;
	const char *country;
} overseas[] = {
	{ "0590", "+590" },
	{ "0690", "+590" },
	{ "0691", "+590" },
	{ "0594", "+594" },
	{ "0694", "+594" },
	{ "0596", "+596" },
	{ "0696", "+596" },
	{ "0697", "+596" },
	{ "0262", "+262" },
	{ "0263", "+262" },
	{ "0269", "+262" },
	{ "0692", "+262" },
	{ "0693", "+262" },
};

// The number as one dials it from anywhere.
static char *
international(const char *number)
{
	if (number[0] == '+') {
		return g_strdup(number);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(overseas); i++) {
		if (g_str_has_prefix(number, overseas[i].prefix)) {
			return g_strconcat(
				overseas[i].country, number + 1, NULL);
		}
	}
	return g_strconcat("+33", number + 1, NULL);
}

// 08 is nobody's own: free, shared-cost and premium services.
static bool
is_service(const char *number)
{
	return g_str_has_prefix(number, "08") ||
		g_str_has_prefix(number, "+338");
}

// "+33" and nine digits, which the scanner made: nothing is left to normalise,
// and the library would not know the ranges of fiction.
static bool
is_french(const char *dialled)
{
	enum { FRENCH_LENGTH = 12 };
	return g_str_has_prefix(dialled, "+33") &&
		strlen(dialled) == FRENCH_LENGTH &&
		strchr("08", dialled[3]) == NULL;
}

static bool
normalise(const char *number, Candidate *candidate)
{
	g_autofree char *dialled = international(number);
	if (is_french(dialled)) {
		g_strlcpy(candidate->e164, dialled, sizeof candidate->e164);
		return true;
	}
	PsqShimPhone phone;
	if (is_service(number) ||
		!psq_shim_phone_parse(dialled, "FR", &phone) ||
		!phone.possible || phone.premium) {
		return false;
	}
	g_strlcpy(candidate->e164, phone.e164, sizeof candidate->e164);
	return true;
}

// Below the words stand legal notices too, in long lines: a number there is
// nobody's own.
static bool
is_in_notice(const PsqPassage *passage, const PsqPhoneFind *find)
{
	enum { NOTICE_LINE = 130 };
	if (strcmp(passage->name, "signature") != 0) {
		return false;
	}
	const char *text = passage->fold->text;
	size_t start = find->span.start;
	while (start > 0 && text[start - 1] != '\n') {
		start--;
	}
	return strcspn(text + start, "\n") > NOTICE_LINE;
}

static PsqPhoneLine
line_of(const char *e164)
{
	if (!g_str_has_prefix(e164, "+33")) {
		return PSQ_LINE_ABROAD;
	}
	return e164[3] == '6' || e164[3] == '7' ? PSQ_LINE_MOBILE
						: PSQ_LINE_HOME;
}

// Adds the numbers of passage that begin before end.
static void
add_candidates(const PsqLexicon *lexicon, const PsqPassage *passage, size_t end,
	size_t signed_at, const PsqReading *reading, GArray *candidates)
{
	g_autoptr(GArray) finds = psq_phone_scan(passage);
	if (finds->len == 0) {
		return;
	}
	PsqPhoneSetting setting = {
		.lexicon = lexicon,
		.contact = &reading->contact,
		.passage = passage,
		.signed_at = signed_at,
	};
	PsqPhoneLine line =
		finds->len > 1 ? psq_phone_wanted_line(passage) : PSQ_LINE_ANY;
	PsqPhoneUse use = PSQ_PHONE_OWN;
	for (guint i = 0; i < finds->len; i++) {
		const PsqPhoneFind *find =
			&g_array_index(finds, PsqPhoneFind, i);
		use = psq_phone_use(&setting, finds, i, use);
		Candidate candidate = {
			.passage = passage,
			.span = find->span,
			.use = use,
		};
		if (find->span.start >= end || is_in_notice(passage, find) ||
			!normalise(find->number, &candidate)) {
			continue;
		}
		if (finds->len > 1) {
			int told = psq_phone_rank(passage, finds, i);
			bool wanted = line != PSQ_LINE_ANY &&
				line == line_of(candidate.e164);
			candidate.rank = told == 0 && wanted ? -1 : told;
		}
		g_array_append_val(candidates, candidate);
	}
}

static bool
have(const GPtrArray *phones, const char *e164)
{
	for (guint i = 0; i < phones->len; i++) {
		if (strcmp(g_ptr_array_index(phones, i), e164) == 0) {
			return true;
		}
	}
	return false;
}

static void
take(const Candidate *candidate, PsqReading *reading)
{
	GPtrArray *phones = reading->contact.phones;
	if (phones->len >= PSQ_MAX_PHONES || have(phones, candidate->e164)) {
		return;
	}
	bool office = candidate->use == PSQ_PHONE_OFFICE;
	g_ptr_array_add(phones, g_strdup(candidate->e164));
	psq_evidence_add(reading->evidence, "phone", candidate->passage,
		candidate->span,
		office ? "numéro du standard, faute d'un autre"
		       : "numéro de l'expéditeur",
		office ? 0.7 : 0.95);
}

// True if some candidate is used so; e164, if not NULL, says of which number.
static bool
any_used(const GArray *candidates, PsqPhoneUse use, const char *e164)
{
	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate =
			&g_array_index(candidates, Candidate, i);
		if (candidate->use == use &&
			(e164 == NULL || strcmp(candidate->e164, e164) == 0)) {
			return true;
		}
	}
	return false;
}

// A number that is somebody else's in one place is so in all.
static bool
is_wanted(const GArray *candidates, const Candidate *candidate)
{
	switch (candidate->use) {
	case PSQ_PHONE_OWN:
		return !any_used(candidates, PSQ_PHONE_OTHER, candidate->e164);
	case PSQ_PHONE_OFFICE:
		return !any_used(candidates, PSQ_PHONE_OWN, NULL);
	case PSQ_PHONE_OTHER:
	default:
		return false;
	}
}

void
psq_phone_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Candidate));
	add_candidates(lexicon, matter->said, psq_name_own_end(matter, reading),
		psq_name_place(matter->said, reading), reading, all);
	add_candidates(lexicon, matter->signature, matter->signature->fold->len,
		0, reading, all);
	add_candidates(lexicon, matter->subject, matter->subject->fold->len,
		SIZE_MAX, reading, all);
	for (int rank = -1; rank <= 1; rank++) {
		for (guint i = 0; i < all->len; i++) {
			const Candidate *candidate =
				&g_array_index(all, Candidate, i);
			if (candidate->rank == rank &&
				is_wanted(all, candidate)) {
				take(candidate, reading);
			}
		}
	}
}
