// rules-scan.c - which of many patterns are worth trying on a text
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Needles lie in chains by a hash of four of their bytes, the rarest ones in
// French (two or three, where they have no more); such hashes are taken at
// every byte of the text. A bit for each says whether there is a chain: few
// enough of them to stay in the processor's nearest cache.
#include "config.h"

#include "parsers/rules-scan.h"

#include "parsers/rules-needles.h"

#include <string.h>

enum { HASH_BITS = 15, BUCKETS = 1 << HASH_BITS };

// Bytes that are hashed: needles of two and of three are looked for apart.
enum { MIN_HASHED = PSQ_NEEDLE_MIN, MAX_HASHED = 4, LENGTHS = 3 };

typedef struct {
	char *text;
	size_t len;
	size_t offset;    // of the hashed bytes in text
	GArray *patterns; // guint
	int next;         // in its chain; -1 is the end
} Needle;

typedef struct {
	int heads[BUCKETS]; // -1 is an empty chain
	uint32_t bits[BUCKETS / 32];
} Chains;

struct PsqScan {
	Chains chains[LENGTHS];
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
	for (int i = 0; i < LENGTHS; i++) {
		memset(scan->chains[i].heads, -1, sizeof scan->chains[i].heads);
	}
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
bucket(const char *at, int length)
{
	uint32_t bytes = 0;
	memcpy(&bytes, at, (size_t)length);
	return (bytes * UINT32_C(2654435761)) >> (32 - HASH_BITS);
}

// How often a letter stands in a text: the first is the most frequent.
static size_t
frequency(char letter)
{
	static const char letters[] =
		" esaintrulodcmp'vqfbghjxyzkw-.,0123456789";
	const char *at = strchr(letters, letter);
	return at != NULL ? sizeof letters - (size_t)(at - letters) : 0;
}

// Where the rarest four bytes of a needle begin.
static size_t
rarest(const char *text, size_t len)
{
	size_t best = 0;
	size_t least = SIZE_MAX;
	for (size_t i = 0; i + 4 <= len; i++) {
		size_t sum = 0;
		for (size_t j = 0; j < 4; j++) {
			sum += frequency(text[i + j]);
		}
		if (sum < least) {
			least = sum;
			best = i;
		}
	}
	return best;
}

static int *
head_get(PsqScan *scan, const char *at, int length)
{
	Chains *chains = &scan->chains[length - MIN_HASHED];
	uint32_t hash = bucket(at, length);
	chains->bits[hash / 32] |= UINT32_C(1) << hash % 32;
	return &chains->heads[hash];
}

static Needle *
needle_get(PsqScan *scan, const char *text)
{
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(scan->places, text));
	if (place == 0) {
		size_t len = strlen(text);
		size_t offset = rarest(text, len);
		int *head = head_get(
			scan, text + offset, (int)MIN(len, MAX_HASHED));
		Needle needle = {
			.text = g_strdup(text),
			.len = len,
			.offset = offset,
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

typedef struct {
	const char *text;
	size_t len;
	PsqScanFound *found;
	void *data;
} Search;

static void
tell_all(const Search *search, const GArray *patterns, size_t at)
{
	for (guint i = 0; i < patterns->len; i++) {
		search->found(
			g_array_index(patterns, guint, i), at, search->data);
	}
}

// Tells of the needles whose hashed bytes, so many, stand at i.
static inline void
look_here(const PsqScan *scan, const Search *search, int length, size_t i)
{
	const Chains *chains = &scan->chains[length - MIN_HASHED];
	uint32_t hash = bucket(search->text + i, length);
	if ((chains->bits[hash / 32] & UINT32_C(1) << hash % 32) == 0) {
		return;
	}
	for (int at = chains->heads[hash]; at >= 0;) {
		const Needle *n = &g_array_index(scan->needles, Needle, at);
		size_t start = i - n->offset;
		if (n->offset <= i && n->len <= search->len - start &&
			memcmp(n->text, search->text + start, n->len) == 0) {
			tell_all(search, n->patterns, start);
		}
		at = n->next;
	}
}

void
psq_scan_each(const PsqScan *scan, const char *text, size_t len,
	PsqScanFound *found, void *data)
{
	Search search = { text, len, found, data };
	tell_all(&search, scan->always, PSQ_SCAN_ANYWHERE);
	size_t i = 0;
	for (; i + 4 <= len; i++) {
		look_here(scan, &search, 2, i);
		look_here(scan, &search, 3, i);
		look_here(scan, &search, 4, i);
	}
	for (; i + 2 <= len; i++) {
		look_here(scan, &search, 2, i);
		if (i + 3 <= len) {
			look_here(scan, &search, 3, i);
		}
	}
}

typedef struct {
	uint32_t *marks;
	uint32_t mark;
} Marking;

static void
mark_one(guint pattern, size_t at, void *data)
{
	(void)at;
	const Marking *marking = data;
	marking->marks[pattern] = marking->mark;
}

void
psq_scan_mark(const PsqScan *scan, const char *text, size_t len,
	uint32_t *marks, uint32_t mark)
{
	Marking marking = { marks, mark };
	psq_scan_each(scan, text, len, mark_one, &marking);
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
