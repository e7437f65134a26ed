// contact-fixture.h - a message by hand, for the tests of the contact readers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

// One message; NULL stands for "".
typedef struct {
	const char *from; // display name
	const char *address;
	const char *subject;
	const char *said;
	const char *signature;
	const char *quoted;
	const char *to; // address
} PsqTestMail;

typedef void PsqTestReader(const PsqLexicon *, const PsqMatter *, PsqReading *);

// The word lists (*.names, *.tsv) of the tree's lexicon; made once, never freed
// before psq_test_lexicon_free().
const PsqLexicon *psq_test_lexicon(void);
void psq_test_lexicon_free(void);

// Runs the readers (NULL-terminated) over the message, in order. The caller
// frees the result with psq_test_reading_free().
PsqReading *psq_test_read(
	const PsqTestMail *mail, PsqTestReader *const *readers);
void psq_test_reading_free(PsqReading *reading);

// The phones, joined by blanks; the caller frees it.
char *psq_test_phones(const PsqReading *reading);

// What differs from the case that it was read from; NULL if nothing does.
typedef char *PsqTestDiffer(const PsqReading *reading, const void *c);

// Reads the text of each of count cases, which are size bytes long and begin
// with it (const char *said), and fails if any differs.
void psq_test_each(const void *cases, size_t count, size_t size,
	PsqTestReader *const *readers, PsqTestDiffer *differ);
