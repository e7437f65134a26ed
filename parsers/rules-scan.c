// rules-scan.c - which of many patterns are worth trying on a text
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Needles are found by four of their bytes, the rarest ones in French (two or
// three, where they have no more), which are hashed at every byte of the text.
// A bit for each hash says whether a needle may have it: few enough of them to
// stay in the processor's nearest cache, as the table of the bytes does in the
// next; the needles themselves are looked at where these agree.
#include "config.h"

#include "parsers/rules-scan.h"

#include "parsers/rules-needles.h"
#include "parsers/rules-rarest.h"

#include <string.h>

// Bytes that are hashed: needles of two and of three are looked for apart.
enum { MIN_HASHED = PSQ_NEEDLE_MIN, MAX_HASHED = 4, LENGTHS = 3 };

// So many bits for a needle, so that most of them are 0.
enum { MIN_BITS = 8, MAX_BITS = 15, BITS_EACH = 16 };

enum { FEW_NEEDLES = 200 };

typedef struct {
	char *text;
	size_t len;
	int hashed;       // so many of its bytes
	size_t offset;    // of those in text
	GArray *patterns; // guint
} Needle;

typedef struct {
	uint32_t bytes;
	uint32_t needle; // its index + 1; 0 is free
} Slot;

// The needles of which as many bytes are hashed.
typedef struct {
	guint count; // without any needle there is no table
	int shift;   // takes a product's upper bits as the hash
	uint32_t *bits;
	Slot *slots; // open addressing by the hash
	uint32_t mask;
} Table;

struct PsqScan {
	Table tables[LENGTHS];
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
	for (int i = 0; i < LENGTHS; i++) {
		g_free(scan->tables[i].slots);
		g_free(scan->tables[i].bits);
	}
	g_hash_table_unref(scan->places);
	g_array_unref(scan->needles);
	g_array_unref(scan->always);
	g_free(scan);
}

static Needle *
needle_get(PsqScan *scan, const char *text)
{
	guint place = GPOINTER_TO_UINT(g_hash_table_lookup(scan->places, text));
	if (place == 0) {
		size_t len = strlen(text);
		Needle needle = {
			.text = g_strdup(text),
			.len = len,
			.patterns = g_array_new(FALSE, FALSE, sizeof(guint)),
		};
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

static inline uint32_t
bytes_at(const char *at, int length)
{
	uint32_t bytes = 0;
	memcpy(&bytes, at, (size_t)length);
	return bytes;
}

static inline uint32_t
hash_of(uint32_t bytes, int shift)
{
	return (bytes * UINT32_C(2654435761)) >> shift;
}

static void
table_init(Table *table)
{
	int bits = MIN_BITS;
	while (bits < MAX_BITS && table->count * BITS_EACH > 1u << bits) {
		bits++;
	}
	table->shift = 32 - bits;
	table->bits = g_new0(uint32_t, (1u << bits) / 32);
	uint32_t room = 16;
	while (room < table->count * 2) {
		room *= 2;
	}
	table->slots = g_new0(Slot, room);
	table->mask = room - 1;
}

static void
table_add(Table *table, const Needle *needle, guint place)
{
	uint32_t bytes =
		bytes_at(needle->text + needle->offset, needle->hashed);
	uint32_t hash = hash_of(bytes, table->shift);
	uint32_t slot = hash & table->mask;
	while (table->slots[slot].needle != 0) {
		slot = (slot + 1) & table->mask;
	}
	table->slots[slot] = (Slot){ bytes, place };
	table->bits[hash / 32] |= UINT32_C(1) << hash % 32;
}

// Of few needles all go by as many bytes as the shortest has, so that the text
// is gone over once.
static size_t
most_hashed(const PsqScan *scan)
{
	size_t most = MAX_HASHED;
	guint count =
		scan->needles->len <= FEW_NEEDLES ? scan->needles->len : 0;
	for (guint i = 0; i < count; i++) {
		size_t len = g_array_index(scan->needles, Needle, i).len;
		most = MIN(most, len);
	}
	return most;
}

void
psq_scan_build(PsqScan *scan)
{
	size_t most = most_hashed(scan);
	for (guint i = 0; i < scan->needles->len; i++) {
		Needle *n = &g_array_index(scan->needles, Needle, i);
		n->hashed = (int)MIN(n->len, most);
		n->offset =
			psq_needle_rarest(n->text, n->len, (size_t)n->hashed);
		scan->tables[n->hashed - MIN_HASHED].count++;
	}
	for (int i = 0; i < LENGTHS; i++) {
		if (scan->tables[i].count > 0) {
			table_init(&scan->tables[i]);
		}
	}
	for (guint i = 0; i < scan->needles->len; i++) {
		const Needle *n = &g_array_index(scan->needles, Needle, i);
		table_add(&scan->tables[n->hashed - MIN_HASHED], n, i + 1);
	}
}

typedef struct {
	const PsqScan *scan;
	const char *text;
	size_t len;
	void *data;
} Search;

// Is told of the patterns of a needle that begins at at; false stops the search.
typedef bool Visit(const GArray *patterns, size_t at, void *data);

// Tells of the needles whose hashed bytes stand at i.
static G_ALWAYS_INLINE inline bool
visit_slots(const Search *s, const Table *table, uint32_t bytes, size_t i,
	Visit *visit)
{
	uint32_t at = hash_of(bytes, table->shift) & table->mask;
	for (; table->slots[at].needle != 0; at = (at + 1) & table->mask) {
		if (table->slots[at].bytes != bytes) {
			continue;
		}
		const Needle *n = &g_array_index(
			s->scan->needles, Needle, table->slots[at].needle - 1);
		size_t start = i - n->offset;
		if (n->offset <= i && n->len <= s->len - start &&
			memcmp(n->text, s->text + start, n->len) == 0 &&
			!visit(n->patterns, start, s->data)) {
			return false;
		}
	}
	return true;
}

static G_ALWAYS_INLINE inline bool
visit_length(const Search *s, int length, Visit *visit)
{
	const Table *table = &s->scan->tables[length - MIN_HASHED];
	if (table->count == 0 || s->len < (size_t)length) {
		return true;
	}
	const uint32_t *bits = table->bits;
	const char *text = s->text;
	int shift = table->shift;
	size_t last = s->len - (size_t)length;
	for (size_t i = 0; i <= last; i++) {
		uint32_t bytes = bytes_at(text + i, length);
		uint32_t hash = hash_of(bytes, shift);
		if ((bits[hash / 32] >> hash % 32 & 1) != 0 &&
			!visit_slots(s, table, bytes, i, visit)) {
			return false;
		}
	}
	return true;
}

// False if the visitor stopped the search.
static G_ALWAYS_INLINE inline bool
visit_all(const Search *s, Visit *visit)
{
	return visit(s->scan->always, PSQ_SCAN_ANYWHERE, s->data) &&
		visit_length(s, 4, visit) && visit_length(s, 3, visit) &&
		visit_length(s, 2, visit);
}

typedef struct {
	PsqScanFound *found;
	void *data;
} Telling;

static bool
tell(const GArray *patterns, size_t at, void *data)
{
	const Telling *telling = data;
	for (guint i = 0; i < patterns->len; i++) {
		telling->found(
			g_array_index(patterns, guint, i), at, telling->data);
	}
	return true;
}

void
psq_scan_each(const PsqScan *scan, const char *text, size_t len,
	PsqScanFound *found, void *data)
{
	Telling telling = { found, data };
	Search search = { scan, text, len, &telling };
	(void)visit_all(&search, tell);
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

static bool
stop(const GArray *patterns, size_t at, void *data)
{
	size_t *first = data;
	if (patterns->len == 0) {
		return true;
	}
	*first = at == PSQ_SCAN_ANYWHERE ? 0 : at;
	return false;
}

bool
psq_scan_any(const PsqScan *scan, const char *text, size_t len, size_t *ret_at)
{
	Search search = { scan, text, len, ret_at };
	return !visit_all(&search, stop);
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
		psq_scan_build(made);
		g_once_init_leave(&scan->made, (gsize)made);
	}
	return (const PsqScan *)scan->made;
}
