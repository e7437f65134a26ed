// table.c - rows of text in aligned columns
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/table.h"

#include <stdio.h>
#include <string.h>

struct PsqTable {
	const char *const *titles;
	guint columns;
	GPtrArray *cells; // char *, row by row, the titles first
};

PsqTable *
psq_table_new(const char *const *titles)
{
	PsqTable *table = g_new0(PsqTable, 1);
	table->titles = titles;
	table->cells = g_ptr_array_new_with_free_func(g_free);
	while (titles[table->columns] != NULL) {
		psq_table_cell(table, titles[table->columns++], 0);
	}
	return table;
}

void
psq_table_cell(PsqTable *table, const char *text, glong max)
{
	g_autofree char *cell = g_strdup(text != NULL ? text : "");
	g_strdelimit(cell, "\n\t", ' ');
	if (max > 0 && g_utf8_strlen(cell, -1) > max) {
		g_autofree char *cut = g_utf8_substring(cell, 0, max - 1);
		g_free(cell);
		cell = g_strconcat(cut, "…", NULL);
	}
	g_ptr_array_add(table->cells, g_steal_pointer(&cell));
}

// Columns on screen: East Asian letters take two, marks none.
static glong
width_of(const char *text)
{
	glong width = 0;
	for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c)) {
		gunichar u = g_utf8_get_char(c);
		width += g_unichar_iszerowidth(u) ? 0
			: g_unichar_iswide(u)     ? 2
						  : 1;
	}
	return width;
}

void
psq_table_print(const PsqTable *table)
{
	g_autofree glong *widths = g_new0(glong, table->columns);
	for (guint i = 0; i < table->cells->len; i++) {
		glong width = width_of(g_ptr_array_index(table->cells, i));
		glong *widest = &widths[i % table->columns];
		*widest = MAX(*widest, width);
	}
	for (guint i = 0; i < table->cells->len; i++) {
		const char *cell = g_ptr_array_index(table->cells, i);
		guint column = i % table->columns;
		if (column + 1 == table->columns) {
			puts(cell);
			continue;
		}
		glong gap = widths[column] - width_of(cell) + 2;
		printf("%s%*s", cell, (int)gap, "");
	}
}

void
psq_table_free(PsqTable *table)
{
	if (table == NULL) {
		return;
	}
	g_ptr_array_unref(table->cells);
	g_free(table);
}
