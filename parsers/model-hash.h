// model-hash.h - names of features as numbers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// FNV-1a, one byte at a time so that longer pieces extend shorter ones. The
// model file holds these numbers: a change asks for a new model.
#pragma once

#include <stdint.h>

// What kind a feature is, so that a word and the same letters differ.
typedef enum {
	PSQ_OF_WORDS = 'w',
	PSQ_OF_SOUND = 'f',
	PSQ_OF_SOUNDS = 'b',
	PSQ_OF_SELF = 'm',
	PSQ_OF_LETTERS = 'c',
	PSQ_OF_SUBJECT = 's',
	PSQ_OF_NEGATED = 'n',
	PSQ_OF_RULE = 'r',
	PSQ_OF_SHAPE = 'q',
} PsqFeatureKind;

static inline uint32_t
psq_hash_byte(uint32_t hash, unsigned char byte)
{
	return (hash ^ byte) * UINT32_C(16777619);
}

static inline uint32_t
psq_hash_kind(PsqFeatureKind kind)
{
	return psq_hash_byte(UINT32_C(2166136261), (unsigned char)kind);
}

static inline uint32_t
psq_hash_number(uint32_t hash, uint32_t number)
{
	for (int shift = 0; shift < 32; shift += 8) {
		hash = psq_hash_byte(hash, (unsigned char)(number >> shift));
	}
	return hash;
}

static inline uint32_t
psq_hash_text(uint32_t hash, const char *text)
{
	for (const char *c = text; *c != '\0'; c++) {
		hash = psq_hash_byte(hash, (unsigned char)*c);
	}
	return hash;
}
