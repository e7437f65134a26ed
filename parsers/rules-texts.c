// rules-texts.c - lists of the texts that a piece of an expression can match
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/rules-texts.h"

#include "parsers/rules-needles.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

GPtrArray *
psq_texts_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

size_t
psq_texts_shortest(const GPtrArray *texts)
{
	size_t least = texts->len > 0 ? SIZE_MAX : 0;
	for (guint i = 0; i < texts->len; i++) {
		least = MIN(least, strlen(g_ptr_array_index(texts, i)));
	}
	return least;
}

void
psq_texts_better(GPtrArray **best, GPtrArray *other)
{
	if (other == NULL) {
		return;
	}
	bool good = psq_texts_shortest(other) >= PSQ_NEEDLE_MIN;
	if (good &&
		(*best == NULL ||
			psq_texts_shortest(other) >
				psq_texts_shortest(*best))) {
		g_clear_pointer(best, g_ptr_array_unref);
		*best = other;
	} else {
		g_ptr_array_unref(other);
	}
}

void
psq_texts_move(GPtrArray *to, GHashTable *seen, GPtrArray *from)
{
	gsize count;
	g_autofree gpointer *texts = g_ptr_array_steal(from, &count);
	for (gsize i = 0; i < count; i++) {
		// Adding it would put the new key in the place of the old one.
		if (g_hash_table_contains(seen, texts[i])) {
			g_free(texts[i]);
		} else {
			g_hash_table_add(seen, texts[i]);
			g_ptr_array_add(to, texts[i]);
		}
	}
}

static bool
is_blank(const GPtrArray *texts)
{
	return texts->len == 1 && *(const char *)texts->pdata[0] == '\0';
}

GPtrArray *
psq_texts_product(GPtrArray *run, GPtrArray *next)
{
	if (is_blank(run)) {
		g_ptr_array_unref(run);
		return next;
	}
	if (is_blank(next)) {
		g_ptr_array_unref(next);
		return run;
	}
	GPtrArray *both = psq_texts_new();
	for (guint i = 0; i < run->len; i++) {
		for (guint j = 0; j < next->len; j++) {
			g_ptr_array_add(both,
				g_strconcat(g_ptr_array_index(run, i),
					g_ptr_array_index(next, j), NULL));
		}
	}
	g_ptr_array_unref(run);
	g_ptr_array_unref(next);
	return both;
}
