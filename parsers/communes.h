// communes.h - the communes of France, by name (lexicon/communes.tsv)
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

#include <stdint.h>

// Looked up where they stand in the file, which is in order.
typedef struct {
	const char *text; // borrowed
	size_t len;
	uint8_t *begins; // see psq_communes_index(); NULL without it
} PsqCommunes;

// Notes which words a name may begin with, in a millisecond; afterwards
// psq_communes_begin() asks no more than that. Undone by
// psq_communes_clear().
void psq_communes_index(PsqCommunes *communes);
void psq_communes_clear(PsqCommunes *communes);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PsqCommunes, psq_communes_clear)

// One commune; code and name are not NUL-terminated.
typedef struct {
	const char *code; // INSEE, five bytes
	const char *name; // "L'Isle-sur-le-Doubs"
	size_t name_len;
	bool known; // of several of this name, the one that everybody means
} PsqCommuneRow;

enum { PSQ_COMMUNE_CODE = 5, PSQ_MAX_HOMONYMS = 32 };

// The communes of this name, at most PSQ_MAX_HOMONYMS. key, of len bytes, is
// folded, with spaces for hyphens and apostrophes ("l isle sur le doubs").
guint psq_communes_find(const PsqCommunes *communes, const char *key,
	size_t len, PsqCommuneRow ret_rows[PSQ_MAX_HOMONYMS]);

// False if no commune's name begins with key, which ends with a word; some
// others pass.
bool psq_communes_begin(
	const PsqCommunes *communes, const char *key, size_t len);

// True if code lies in the department ("90", "2A", "971").
bool psq_commune_in(const PsqCommuneRow *row, const char *department);

// Fails with PSQ_ERR_CONFIG, "line: what is wrong", where a line is not made
// as build-communes makes it, or not in order.
bool psq_communes_check(
	const PsqCommunes *communes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
