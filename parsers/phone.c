// phone.c - the sender's telephone numbers, in the order of preference
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/limits.h"
#include "parsers/phone-use.h"
#include "parsers/shim.h"

#include <string.h>

// A number that may be the sender's.
typedef struct {
	const PsqPassage *passage;
	PsqSpan span;
	char e164[PSQ_PHONE_DIGITS];
	bool office;
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

static bool
normalise(const char *number, Candidate *candidate)
{
	g_autofree char *dialled = international(number);
	PsqShimPhone phone;
	if (is_service(number) ||
		!psq_shim_phone_parse(dialled, "FR", &phone) ||
		!phone.possible || phone.premium) {
		return false;
	}
	g_strlcpy(candidate->e164, phone.e164, sizeof candidate->e164);
	return true;
}

static void
add_candidates(const PsqLexicon *lexicon, const PsqPassage *passage,
	const PsqContact *contact, GArray *candidates)
{
	g_autoptr(GArray) finds = psq_phone_scan(passage);
	PsqPhoneUse use = PSQ_PHONE_OWN;
	for (guint i = 0; i < finds->len; i++) {
		const PsqPhoneFind *find =
			&g_array_index(finds, PsqPhoneFind, i);
		use = psq_phone_use(lexicon, passage, finds, i, use, contact);
		Candidate candidate = {
			.passage = passage,
			.span = find->span,
			.office = use == PSQ_PHONE_OFFICE,
		};
		if (use == PSQ_PHONE_OTHER ||
			!normalise(find->number, &candidate)) {
			continue;
		}
		if (finds->len > 1) {
			candidate.rank = psq_phone_rank(passage, finds, i);
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
	g_ptr_array_add(phones, g_strdup(candidate->e164));
	psq_evidence_add(reading->evidence, "phone", candidate->passage,
		candidate->span,
		candidate->office ? "numéro du standard, faute d'un autre"
				  : "numéro de l'expéditeur",
		candidate->office ? 0.7 : 0.95);
}

static bool
have_direct(const GArray *candidates)
{
	for (guint i = 0; i < candidates->len; i++) {
		if (!g_array_index(candidates, Candidate, i).office) {
			return true;
		}
	}
	return false;
}

void
psq_phone_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	const PsqPassage *const passages[] = { matter->said, matter->signature,
		matter->subject };
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Candidate));
	for (size_t i = 0; i < G_N_ELEMENTS(passages); i++) {
		add_candidates(lexicon, passages[i], &reading->contact, all);
	}
	bool direct = have_direct(all);
	for (int rank = -1; rank <= 1; rank++) {
		for (guint i = 0; i < all->len; i++) {
			const Candidate *candidate =
				&g_array_index(all, Candidate, i);
			if (candidate->rank == rank &&
				!(direct && candidate->office)) {
				take(candidate, reading);
			}
		}
	}
}
