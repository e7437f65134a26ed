// letter-texts.h - the texts of one language: words, and a template a kind
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "letters/letter.h"
#include "letters/template.h"

// The fields of the templates; their places are those of the values.
typedef enum {
	PSQ_LETTER_FIELD_ADDRESS,
	PSQ_LETTER_FIELD_ANSWERS,
	PSQ_LETTER_FIELD_DEADLINE,
	PSQ_LETTER_FIELD_MAIL,
	PSQ_LETTER_FIELD_NUMBER,
	PSQ_LETTER_FIELD_PHONE,
	PSQ_LETTER_FIELD_RECEIVED,
	PSQ_LETTER_FIELD_SAID,
	PSQ_LETTER_FIELD_SIGNATURE,
	PSQ_LETTER_FIELD_STATION,
	PSQ_LETTER_FIELD_VOTE,
	PSQ_LETTER_FIELD_FLAG, // and those behind it
	PSQ_LETTER_FIELD_SERVICES =
		PSQ_LETTER_FIELD_FLAG + PSQ_FLAG_COUNT, // likewise
	PSQ_LETTER_FIELD_COUNT = PSQ_LETTER_FIELD_SERVICES + PSQ_FLAG_COUNT,
} PsqLetterField;

typedef struct {
	char *language;
	GKeyFile *words; // words.conf: dates and subjects
	char **months;   // twelve
	PsqTemplate *templates[PSQ_LETTER_COUNT];
} PsqLetterTexts;

void psq_letter_texts_free(PsqLetterTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqLetterTexts, psq_letter_texts_free)

// Reads a folder; the files may be freed afterwards. Fails with PSQ_ERR_CONFIG,
// naming file and line.
PsqLetterTexts *psq_letter_texts_new(const PsqLetterFolder *folder,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// "24 novembre 2026 à 9 h 05", of seconds since 1970 in a time zone, and "24
// novembre 2026" of a Julian day. NULL where there is no such moment, zone or
// day. The caller frees it.
char *psq_letter_moment(
	const PsqLetterTexts *texts, int64_t at, const char *zone);
char *psq_letter_day(const PsqLetterTexts *texts, unsigned day);

// The subject of a letter. The caller frees it.
char *psq_letter_subject(
	const PsqLetterTexts *texts, PsqLetterKind kind, const char *number);
