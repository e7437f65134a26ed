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

// Bytes that are hashed: needles of two and of three are looked for apart.
enum { MIN_HASHED = PSQ_NEEDLE_MIN, MAX_HASHED = 4, LENGTHS = 3 };

// A chain for so many needles or more, so that most bits are 0.
enum { MIN_BITS = 8, MAX_BITS = 15, CHAINS_EACH = 16 };

enum { FEW_NEEDLES = 200 };

typedef struct {
	char *text;
	size_t len;
	int hashed;       // so many of its bytes
	size_t offset;    // of those in text
	GArray *patterns; // guint
	int next;         // in its chain; -1 is the end
} Needle;

typedef struct {
	guint count; // of needles; without any there are no chains
	int shift;   // takes a product's upper bits as the hash
	int *heads;  // -1 is an empty chain
	uint32_t *bits;
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
		g_free(scan->chains[i].heads);
		g_free(scan->chains[i].bits);
	}
	g_hash_table_unref(scan->places);
	g_array_unref(scan->needles);
	g_array_unref(scan->always);
	g_free(scan);
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

// Where the rarest bytes of a needle begin, so many.
static size_t
rarest(const char *text, size_t len, size_t width)
{
	size_t best = 0;
	size_t least = SIZE_MAX;
	for (size_t i = 0; i + width <= len; i++) {
		size_t sum = 0;
		for (size_t j = 0; j < width; j++) {
			sum += frequency(text[i + j]);
		}
		if (sum < least) {
			least = sum;
			best = i;
		}
	}
	return best;
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
bucket(const char *at, int length, int shift)
{
	uint32_t bytes = 0;
	memcpy(&bytes, at, (size_t)length);
	return (bytes * UINT32_C(2654435761)) >> shift;
}

static void
make_chains(Chains *chains)
{
	int bits = MIN_BITS;
	while (bits < MAX_BITS && chains->count * CHAINS_EACH > 1u << bits) {
		bits++;
	}
	chains->shift = 32 - bits;
	chains->heads = g_new(int, 1u << bits);
	memset(chains->heads, -1, sizeof(int) << bits);
	chains->bits = g_new0(uint32_t, (1u << bits) / 32);
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
		n->offset = rarest(n->text, n->len, (size_t)n->hashed);
		scan->chains[n->hashed - MIN_HASHED].count++;
	}
	for (int i = 0; i < LENGTHS; i++) {
		if (scan->chains[i].count > 0) {
			make_chains(&scan->chains[i]);
		}
	}
	for (guint i = 0; i < scan->needles->len; i++) {
		Needle *n = &g_array_index(scan->needles, Needle, i);
		Chains *chains = &scan->chains[n->hashed - MIN_HASHED];
		uint32_t hash =
			bucket(n->text + n->offset, n->hashed, chains->shift);
		chains->bits[hash / 32] |= UINT32_C(1) << hash % 32;
		n->next = chains->heads[hash];
		chains->heads[hash] = (int)i;
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

// Tells of the needles in a chain whose hashed bytes may stand at i.
static G_ALWAYS_INLINE inline bool
visit_chain(const Search *s, int head, size_t i, Visit *visit)
{
	for (int at = head; at >= 0;) {
		const Needle *n = &g_array_index(s->scan->needles, Needle, at);
		size_t start = i - n->offset;
		if (n->offset <= i && n->len <= s->len - start &&
			memcmp(n->text, s->text + start, n->len) == 0 &&
			!visit(n->patterns, start, s->data)) {
			return false;
		}
		at = n->next;
	}
	return true;
}

static G_ALWAYS_INLINE inline bool
visit_length(const Search *s, int length, Visit *visit)
{
	const Chains *chains = &s->scan->chains[length - MIN_HASHED];
	if (chains->count == 0 || s->len < (size_t)length) {
		return true;
	}
	const uint32_t *bits = chains->bits;
	const char *text = s->text;
	int shift = chains->shift;
	size_t last = s->len - (size_t)length;
	for (size_t i = 0; i <= last; i++) {
		uint32_t hash = bucket(text + i, length, shift);
		if ((bits[hash / 32] >> hash % 32 & 1) != 0 &&
			!visit_chain(s, chains->heads[hash], i, visit)) {
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

static bool
mark_all(const GArray *patterns, size_t at, void *data)
{
	(void)at;
	const Marking *marking = data;
	for (guint i = 0; i < patterns->len; i++) {
		marking->marks[g_array_index(patterns, guint, i)] =
			marking->mark;
	}
	return true;
}

void
psq_scan_mark(const PsqScan *scan, const char *text, size_t len,
	uint32_t *marks, uint32_t mark)
{
	Marking marking = { marks, mark };
	Search search = { scan, text, len, &marking };
	(void)visit_all(&search, mark_all);
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
