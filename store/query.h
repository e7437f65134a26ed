// query.h - SQL with typed parameters and results of an expected shape
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Only for store/. Parameters are numbered in the order in which they are
// added; NULL is SQL's NULL.
#pragma once

#include "common/datadir.h"
#include "store/db.h"

#include <stdint.h>

typedef struct PsqParams PsqParams;

PsqParams *psq_params_new(void);
void psq_params_free(PsqParams *params);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqParams, psq_params_free)

void psq_params_text(PsqParams *params, const char *text); // copied
void psq_params_int(PsqParams *params, int64_t number);
void psq_params_bool(PsqParams *params, bool truth);
// As binary bytea; referenced until params are freed.
void psq_params_bytes(PsqParams *params, GBytes *bytes);
// As an array's literal, for text[]: strings is char *.
void psq_params_texts(PsqParams *params, const GPtrArray *strings);
// Likewise for bigint[]: numbers is uint32_t or int64_t.
void psq_params_uint32s(PsqParams *params, const GArray *numbers);
void psq_params_int64s(PsqParams *params, const GArray *numbers);

// What a statement must give back. Another shape is a programming error or a
// schema of another version: PSQ_ERR_CONFIG.
typedef enum {
	PSQ_SHAPE_NONE,   // no rows, no columns: a command
	PSQ_SHAPE_ROW,    // exactly one row
	PSQ_SHAPE_MAYBE,  // one row or none
	PSQ_SHAPE_COLUMN, // rows of one column
	PSQ_SHAPE_ANY,    // rows
} PsqShape;

typedef struct PsqResult PsqResult;
void psq_result_free(PsqResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqResult, psq_result_free)

// Runs one statement. params may be NULL. Errors: see db.h; their text begins
// with what, which says in words what was tried ("could not list tickets").
PsqResult *psq_query(PsqDb *db, PsqShape shape, const char *what,
	const char *sql, const PsqParams *params,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The same where nothing but success is of interest.
bool psq_command(PsqDb *db, const char *what, const char *sql,
	const PsqParams *params, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The same for a SELECT of one function that gives nothing: one row.
bool psq_call(PsqDb *db, const char *what, const char *sql,
	const PsqParams *params, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Runs several statements separated by semicolons, without parameters, as
// they stand. Results are thrown away.
bool psq_script(PsqDb *db, const char *what, const char *sql,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The same for a file of schema/. The error begins with "path:line: " where
// the server says where it is, otherwise with "path: ".
bool psq_script_file(PsqDb *db, const PsqFile *file,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Many statements in one round trip (libpq's pipeline). Call inside of a
// transaction: when one fails, those after it are not run.
typedef struct {
	const char *sql;   // static: prepared once a connection
	PsqParams *params; // owned by the caller
	PsqShape shape;
	PsqResult *result; // set on success; the caller frees it
} PsqStep;

bool psq_pipeline(PsqDb *db, const char *what, PsqStep *steps, size_t count,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Reading results. Row and column must exist. Text is borrowed; NULL for
// SQL's NULL. psq_result_int and psq_result_bool give 0 and false for NULL.
int psq_result_rows(const PsqResult *result);
const char *psq_result_text(const PsqResult *result, int row, int column);
int64_t psq_result_int(const PsqResult *result, int row, int column);
bool psq_result_bool(const PsqResult *result, int row, int column);
// A text[]: char *, never NULL.
GPtrArray *psq_result_texts(const PsqResult *result, int row, int column);
// A copy of a bytea; NULL for NULL.
GBytes *psq_result_bytes(const PsqResult *result, int row, int column);
