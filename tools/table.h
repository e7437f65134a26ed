// table.h - rows of text in aligned columns
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

typedef struct PsqTable PsqTable;

// titles ends with NULL and is borrowed for the table's life.
PsqTable *psq_table_new(const char *const *titles);

// One cell for each title, in order; copied, cut to max columns on screen with
// an ellipsis (0: not cut). NULL is an empty cell.
void psq_table_cell(PsqTable *table, const char *text, glong max);

// Prints titles and rows on standard output.
void psq_table_print(const PsqTable *table);

void psq_table_free(PsqTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTable, psq_table_free)
