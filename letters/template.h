// template.h - a letter's text with fields, filled in
// SPDX-License-Identifier: GPL-3.0-or-later
//
// CTPL's language: {field}, {if field}...{else}...{end}; "\{" is a brace. A field
// that the letter does not know is refused when the template is read, not when a
// letter is written.
#pragma once

#include "common/datadir.h"

// What a field holds.
typedef enum { PSQ_FIELD_TEXT, PSQ_FIELD_TRUTH } PsqFieldType;

typedef struct {
	const char *name;
	PsqFieldType type;
} PsqField;

// The value of a field: text is CommonMark already, or NULL for a text that is
// not there (as a condition: false).
typedef struct {
	const char *text;
	bool truth;
} PsqFieldValue;

typedef struct PsqTemplate PsqTemplate;

// Reads file, which may use fields (of static duration, count of them). Fails
// with PSQ_ERR_CONFIG, "path:line: what is wrong".
PsqTemplate *psq_template_new(const PsqFile *file, const PsqField *fields,
	size_t count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void psq_template_free(PsqTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTemplate, psq_template_free)

// The text, with values in the order of the fields. The caller frees it. Fails
// with PSQ_ERR_CONFIG where the template compares what can't be compared.
char *psq_template_fill(const PsqTemplate *template,
	const PsqFieldValue *values, GError **error) G_GNUC_WARN_UNUSED_RESULT;
