// name.c - who writes: the sender's surname and given name
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-own.h"
#include "parsers/name-sources.h"

#include <string.h>

// The places where a name may stand, the one that counts most first.
typedef enum {
	SOURCE_LABEL,
	SOURCE_SAID,
	SOURCE_SIGNATURE,
	SOURCE_INTRO,
	SOURCE_SUBJECT,
	SOURCE_FROM,
	SOURCE_ADDRESS,
	SOURCE_COUNT,
} Source;

static const char *const whys[SOURCE_COUNT] = {
	[SOURCE_LABEL] = "indiqué dans un champ « nom »",
	[SOURCE_SAID] = PSQ_NAME_SIGNED,
	[SOURCE_SIGNATURE] = "bloc de signature",
	[SOURCE_INTRO] = "l'expéditeur se présente",
	[SOURCE_SUBJECT] = "signature dans l'objet",
	[SOURCE_FROM] = "nom affiché de l'expéditeur",
	[SOURCE_ADDRESS] = "d'après l'adresse de l'expéditeur",
};

// Below this a name from a source is no name.
static const double accept = 0.35;

// One half of the name, and where it comes from.
typedef struct {
	const char *text;
	Source source;
} Half;

static bool
is_accepted(const PsqPerson *person)
{
	return person->score >= accept &&
		(person->given != NULL || person->surname != NULL);
}

// True if the strings differ in no more than case and accents, and b has
// accents that a lacks.
static bool
is_better_spelt(const char *a, const char *b)
{
	g_autofree char *x = psq_fold_string(a);
	g_autofree char *y = psq_fold_string(b);
	return strcmp(x, y) == 0 && strlen(b) > strlen(a);
}

// What main lacks, another source has, if both can be one person's.
static Half
complete(const PsqPerson *people, Source main, bool surname)
{
	const PsqPerson *first = &people[main];
	Half half = { surname ? first->surname : first->given, main };
	for (Source i = 0; i < SOURCE_COUNT; i++) {
		const PsqPerson *other = &people[i];
		const char *text = surname ? other->surname : other->given;
		if (i == main || text == NULL ||
			!psq_person_agree(first, other)) {
			continue;
		}
		// An address that only lists vouch for adds no half of its own
		// to a name with another surname or given name.
		if (half.text == NULL || (is_better_spelt(half.text, text)) ||
			(!surname && strlen(text) > strlen(half.text) &&
				first->surname == NULL)) {
			half = (Half){ text, i };
		}
	}
	return half;
}

static void
swap(PsqPerson *person)
{
	char *given = person->given;
	person->given = person->surname;
	person->surname = given;
	PsqSpan span = person->given_span;
	person->given_span = person->surname_span;
	person->surname_span = span;
}

// "Martin Paul" may be either way round, but the address says which.
static void
settle_order(PsqPerson *people, Source main)
{
	PsqPerson *first = &people[main];
	if (first->sure || first->given == NULL || first->surname == NULL) {
		return;
	}
	for (Source i = 0; i < SOURCE_COUNT; i++) {
		const PsqPerson *other = &people[i];
		if (i == main || other->given == NULL ||
			other->surname == NULL ||
			(!other->sure && i != SOURCE_ADDRESS)) {
			continue;
		}
		if (psq_person_same_given(first->given, other->surname) &&
			psq_person_same_surname(first->surname, other->given)) {
			swap(first);
			return;
		}
	}
}

// "Sébastienne Mory" may look like a surname and a given name in From: signed
// "S. Mory", it is the other way round.
static void
settle_others(PsqPerson *people, Source main)
{
	const PsqPerson *first = &people[main];
	if (first->surname == NULL || first->initial == '\0') {
		return;
	}
	for (Source i = 0; i < SOURCE_COUNT; i++) {
		PsqPerson *other = &people[i];
		if (i == main || other->given == NULL ||
			other->surname == NULL) {
			continue;
		}
		g_autofree char *folded = psq_fold_string(other->surname);
		if (folded[0] == first->initial &&
			psq_person_same_surname(first->surname, other->given) &&
			!psq_person_same_surname(
				first->surname, other->surname)) {
			swap(other);
		}
	}
}

static void
add_evidence(PsqReading *reading, const PsqPerson *people, const Half *half,
	bool surname)
{
	const PsqPerson *person = &people[half->source];
	const char *of = surname ? "surname" : "given_name";
	const char *why = whys[half->source];
	double score = CLAMP(person->score, 0, 0.98);
	if (half->source == SOURCE_ADDRESS) {
		g_autoptr(PsqPassage) address = psq_passage_new(
			"address", g_strdup(reading->mail->from->address));
		PsqSpan all = { 0, address->fold->len };
		psq_evidence_add(
			reading->evidence, of, address, all, why, score);
		return;
	}
	PsqSpan span = surname ? person->surname_span : person->given_span;
	psq_evidence_add(
		reading->evidence, of, person->passage, span, why, score);
}

static void
decide(PsqPerson *people, Source main, PsqReading *reading)
{
	settle_order(people, main);
	settle_others(people, main);
	Half surname = complete(people, main, true);
	Half given = complete(people, main, false);
	if (surname.text != NULL) {
		reading->contact.surname = g_strdup(surname.text);
		add_evidence(reading, people, &surname, true);
	}
	if (given.text != NULL) {
		reading->contact.given_name = g_strdup(given.text);
		add_evidence(reading, people, &given, false);
	}
}

// The source that counts; SOURCE_COUNT if none has a name. Who forwards
// somebody else's message stands in From, and does not sign as somebody else.
static Source
choose(const PsqPerson *people, bool forward)
{
	const PsqPerson *from = &people[SOURCE_FROM];
	bool whole = is_accepted(from) && from->given != NULL &&
		from->surname != NULL;
	for (Source i = 0; i < SOURCE_COUNT; i++) {
		if (is_accepted(&people[i]) &&
			!(forward && whole &&
				!psq_person_agree(from, &people[i]))) {
			return i;
		}
	}
	return SOURCE_COUNT;
}

// A subject is a name only where it says so: "Tapage - Mme Lopez".
static PsqPerson
read_subject(const PsqLexicon *lexicon, const PsqMatter *matter,
	const PsqNameHeader *header)
{
	PsqPerson person = psq_name_tail_read(lexicon, matter->subject, header);
	PsqSpan span = person.surname != NULL ? person.surname_span
					      : person.given_span;
	bool signs = strchr(matter->subject->fold->text, '-') != NULL ||
		strchr(matter->subject->fold->text, ',') != NULL;
	if (person.score > 0 && (!signs || span.start == 0)) {
		psq_person_clear(&person);
		person.score = 0;
	}
	return person;
}

void
psq_name_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	g_auto(PsqNameHeader) header = psq_name_header_read(lexicon, matter);
	PsqPerson people[SOURCE_COUNT] = {
		[SOURCE_LABEL] = psq_name_label_read(lexicon, matter->said),
		[SOURCE_SAID] =
			psq_name_tail_read(lexicon, matter->said, &header),
		[SOURCE_SIGNATURE] =
			psq_name_tail_read(lexicon, matter->signature, &header),
		[SOURCE_INTRO] = psq_name_intro_read(lexicon, matter->said),
		[SOURCE_SUBJECT] = read_subject(lexicon, matter, &header),
		[SOURCE_FROM] = header.person,
		[SOURCE_ADDRESS] = psq_name_address_read(lexicon, matter),
	};
	memset(&header.person, 0, sizeof header.person);
	Source main = choose(people, psq_name_is_forward(matter));
	if (main < SOURCE_COUNT) {
		decide(people, main, reading);
	}
	for (Source i = 0; i < SOURCE_COUNT; i++) {
		psq_person_clear(&people[i]);
	}
}
