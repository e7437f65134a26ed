// lexicon.h - what the readers know, as data: rules, names, places
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"
#include "parsers/communes.h"
#include "parsers/model.h"

// A lexicon is read once at the start and then never changes; any thread may
// read it. Its files (see lexicon/README) are found by their suffix:
// .rules  flags and topics (rules.h);  .model  what was trained (model.h; the
// last one counts);  .names  given-names, surnames, and
// other word lists, one folded word a line, "#" begins a comment;
// communes.tsv  the communes of France (communes.h).
typedef struct PsqLexicon PsqLexicon;

// Builds a lexicon from files (PsqFile of common/datadir.h), to which it keeps
// a reference: they must not change afterwards. Fails with PSQ_ERR_CONFIG,
// "path:line: what is wrong".
PsqLexicon *psq_lexicon_new(
	GPtrArray *files, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Runs the rules' examples and reads the communes, which takes a while: psqd does so at its start,
// and psqctl check-config. Fails as psq_lexicon_new() does.
bool psq_lexicon_check(
	const PsqLexicon *lexicon, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_lexicon_free(PsqLexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqLexicon, psq_lexicon_free)

// True if the folded word stands in the list (the file's name without its
// suffix, e.g. "given-names"). A list that does not exist holds nothing.
bool psq_lexicon_has(
	const PsqLexicon *lexicon, const char *list, const char *word);

// The communes, none of them if there is no such file. Borrowed.
const PsqCommunes *psq_lexicon_communes(const PsqLexicon *lexicon);

// The rules of all files. Borrowed.
const PsqRules *psq_lexicon_rules(const PsqLexicon *lexicon);

// The trained model; NULL if there is none, and then the rules decide alone.
const PsqModel *psq_lexicon_model(const PsqLexicon *lexicon);

// SHA-256 over the files' names and bytes, in hexadecimal: the version that
// is kept with each reading; computed when it is first asked for. Borrowed.
const char *psq_lexicon_version(const PsqLexicon *lexicon);
