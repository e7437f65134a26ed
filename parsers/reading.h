// reading.h - what the program understood of a message, and why
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/evidence.h"
#include "parsers/labels.h"
#include "parsers/lexicon.h"
#include "parsers/matter.h"

// How to reach the sender; never a neighbour's, offender's or lawyer's.
typedef struct {
	char *surname;     // "Le Goff"; NULL if absent
	char *given_name;  // "Jean-Pierre"; NULL if absent
	GPtrArray *phones; // char *, E.164, in the writer's order; never NULL
	PsqChannel channel;
	bool anonymous;
	char *call_hours; // when to call, as written; NULL if not said
} PsqContact;

typedef struct {
	PsqMail *mail; // owned
	PsqKind kind;
	PsqQuote *words; // said, quoted, signature
	char *language;  // ISO 639-1 of the sender's own words; NULL if unknown
	PsqTopic topic;
	bool flags[PSQ_FLAG_COUNT];
	PsqContact contact;
	char *place;   // as written; NULL if none
	char *commune; // of the place, INSEE code; NULL if it can't be told
	char *commune_name;  // its official name; NULL with commune
	char *ticket_ref;    // "90-2026-000123" in the subject; NULL if none
	GPtrArray *evidence; // PsqEvidence, in the order of the readers
} PsqReading;

// Reads mail, which it takes. own_address, if not NULL, is the mailbox the
// message came to: what comes from it is our own. Never fails; the same mail
// and lexicon give the same reading, at any hour, on any machine.
PsqReading *psq_reading_new(
	const PsqLexicon *lexicon, PsqMail *mail, const char *own_address);

// Which program and which lexicon read: the same version reads the same.
// "0.1.0+<SHA-256 of the lexicon>". The caller frees it.
char *psq_reading_version(const PsqLexicon *lexicon);

void psq_reading_free(PsqReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqReading, psq_reading_free)

// The readers, each in a file of its own, run by reading.c in this order.
// Each fills its fields of reading and adds its evidence; kind comes first,
// and only persons' messages go on to the others.
void psq_kind_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_language_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_name_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_phone_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_hours_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_wish_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_flags_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_place_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_commune_read(const PsqLexicon *, const PsqMatter *, PsqReading *);
void psq_place_commune_read(
	const PsqLexicon *, const PsqMatter *, PsqReading *);
