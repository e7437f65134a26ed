// rules-scan.c - which of many patterns are worth trying on a text
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Needles lie in chains by a hash of their first three bytes, which is taken
// at every byte of the text.
#include "config.h"

#include "parsers/rules-scan.h"

#include "parsers/rules-needles.h"

#include <string.h>

enum { BUCKETS = 1 << 15 };

typedef struct {
	char *text;
	size_t len;
	GArray *patterns; // guint
	int next;         // in its chain; -1 is the end
} Needle;

struct PsqScan {
	int heads[BUCKETS]; // -1 is an empty chain
	GArray *needles;    // Needle
	GHashTable *places; // needle's text -> its index + 1
	GArray *always;     // guint
};

static void
needle_clear(gpointer data)
{
	Needle *needle = data;
	g_free(needle->text);
	g_array_unref(needle->patterns);
}

PsqScan *
psq_scan_new(void)
{
	PsqScan *scan = g_new0(PsqScan, 1);
	memset(scan->heads, -1, sizeof scan->heads);
	scan->needles = g_array_new(FALSE, FALSE, sizeof(Needle));
	g_array_set_clear_func(scan->needles, needle_clear);
	scan->places = g_hash_table_new(g_str_hash, g_str_equal);
	scan->always = g_array_new(FALSE, FALSE, sizeof(guint));
	return scan;
}

void
psq_scan_free(PsqScan *scan)
{
	if (scan == NULL) {
		return;
	}
	g_hash_table_unref(scan->places);
	g_array_unref(scan->needles);
	g_array_unref(scan->always);
	g_free(scan);
}

static uint32_t
bucket(const char *three)
{
	uint32_t a = (unsigned char)three[0];
	uint32_t b = (unsigned char)three[1];
	uint32_t c = (unsigned char)three[2];
	return ((a | b << 8 | c << 16) * UINT32_C(2654435761)) >> 17;
}

static Needle *
needle_get(PsqScan *scan, const char *text)
{
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(scan->places, text));
	if (place == 0) {
		int *head = &scan->heads[bucket(text)];
		Needle needle = {
			.text = g_strdup(text),
			.len = strlen(text),
			.patterns = g_array_new(FALSE, FALSE, sizeof(guint)),
			.next = *head,
		};
		*head = (int)scan->needles->len;
		g_array_append_val(scan->needles, needle);
		place = scan->needles->len;
		g_hash_table_insert(
			scan->places, needle.text, GUINT_TO_POINTER(place));
	}
	return &g_array_index(scan->needles, Needle, place - 1);
}

void
psq_scan_add(PsqScan *scan, guint pattern, const GPtrArray *needles)
{
	if (needles->len == 0) {
		g_array_append_val(scan->always, pattern);
	}
	for (guint i = 0; i < needles->len; i++) {
		const char *text = g_ptr_array_index(needles, i);
		g_assert(strlen(text) >= PSQ_NEEDLE_MIN);
		g_array_append_val(needle_get(scan, text)->patterns, pattern);
	}
}

static void
mark_all(const GArray *patterns, uint32_t *marks, uint32_t mark)
{
	for (guint i = 0; i < patterns->len; i++) {
		marks[g_array_index(patterns, guint, i)] = mark;
	}
}

void
psq_scan_mark(const PsqScan *scan, const char *text, size_t len,
	uint32_t *marks, uint32_t mark)
{
	mark_all(scan->always, marks, mark);
	for (size_t i = 0; i + PSQ_NEEDLE_MIN <= len; i++) {
		int at = scan->heads[bucket(text + i)];
		while (at >= 0) {
			const Needle *n =
				&g_array_index(scan->needles, Needle, at);
			if (n->len <= len - i &&
				n->text[n->len - 1] == text[i + n->len - 1] &&
				memcmp(n->text, text + i, n->len) == 0) {
				mark_all(n->patterns, marks, mark);
			}
			at = n->next;
		}
	}
}

const PsqScan *
psq_scan_get(PsqStaticScan *scan)
{
	if (g_once_init_enter(&scan->made)) {
		PsqScan *made = psq_scan_new();
		const char *expression;
		for (guint i = 0; (expression = scan->expression(i)) != NULL;
			i++) {
			g_autoptr(GPtrArray) needles =
				psq_needles_new(expression);
			psq_scan_add(made, i, needles);
		}
		g_once_init_leave(&scan->made, (gsize)made);
	}
	return (const PsqScan *)scan->made;
}
