// communes.c - the communes of France, by name (lexicon/communes.tsv)
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/communes.h"

#include <string.h>

// A line without its end: key, code (perhaps with a star), name.
typedef struct {
	const char *at;
	size_t len;
} Row;

// The line that holds the offset at; *ret_start and *ret_next are where it and
// the next begin.
static Row
line_at(const PsqCommunes *c, size_t at, size_t *ret_start, size_t *ret_next)
{
	while (at > 0 && c->text[at - 1] != '\n') {
		at--;
	}
	const char *from = c->text + at;
	const char *end = memchr(from, '\n', c->len - at);
	size_t len = end != NULL ? (size_t)(end - from) : c->len - at;
	*ret_start = at;
	*ret_next = MIN(at + len + 1, c->len);
	return (Row){ from, len };
}

static size_t
key_len(Row row)
{
	const char *tab = memchr(row.at, '\t', row.len);
	return tab != NULL ? (size_t)(tab - row.at) : row.len;
}

// As strcmp() of the line's key and key.
static int
compare(Row row, const char *key, size_t len)
{
	size_t own = key_len(row);
	int order = memcmp(row.at, key, MIN(own, len));
	return order != 0 ? order : (own > len) - (own < len);
}

// The offset of the first line whose key is not before key.
static size_t
find_first(const PsqCommunes *c, const char *key, size_t len)
{
	size_t low = 0;
	size_t high = c->len;
	while (low < high) {
		size_t start;
		size_t next;
		Row row = line_at(c, low + (high - low) / 2, &start, &next);
		if (compare(row, key, len) < 0) {
			low = next;
		} else {
			high = start;
		}
	}
	return low;
}

// False if the line is not made as it should be.
static bool
read_row(Row row, PsqCommuneRow *ret_row)
{
	size_t key = key_len(row);
	size_t at = key + 1 + PSQ_COMMUNE_CODE;
	if (key == 0 || at + 2 > row.len) {
		return false;
	}
	ret_row->code = row.at + key + 1;
	ret_row->known = row.at[at] == '*';
	at += ret_row->known;
	if (at + 1 >= row.len || row.at[at] != '\t') {
		return false;
	}
	ret_row->name = row.at + at + 1;
	ret_row->name_len = row.len - at - 1;
	return true;
}

// A bit for each hash of the first words of a name: 2^20 for some 80,000.
enum { BEGIN_BITS = 20 };

static uint32_t
hash_more(uint32_t hash, char c)
{
	return (hash ^ (guchar)c) * UINT32_C(16777619);
}

static uint32_t
begin_bit(uint32_t hash)
{
	return (hash ^ hash >> 15) & ((1 << BEGIN_BITS) - 1);
}

void
psq_communes_index(PsqCommunes *communes)
{
	communes->begins = g_malloc0((1 << BEGIN_BITS) / 8);
	uint32_t hash = 0;
	const char *end = communes->text + communes->len;
	for (const char *at = communes->text; at < end; at++) {
		if (*at == ' ' || *at == '\t' || *at == '\n') {
			uint32_t bit = begin_bit(hash);
			communes->begins[bit / 8] |= (uint8_t)(1u << bit % 8);
		}
		hash = hash_more(hash, *at);
		if (*at == '\t') {
			const char *eol = memchr(at, '\n', (size_t)(end - at));
			at = eol != NULL ? eol : end - 1;
		}
		if (*at == '\n') {
			hash = 0;
		}
	}
}

void
psq_communes_clear(PsqCommunes *communes)
{
	g_clear_pointer(&communes->begins, g_free);
}

bool
psq_communes_begin(const PsqCommunes *communes, const char *key, size_t len)
{
	uint32_t hash = 0;
	for (size_t i = 0; i < len; i++) {
		hash = hash_more(hash, key[i]);
	}
	uint32_t bit = begin_bit(hash);
	return communes->begins == NULL ||
		(communes->begins[bit / 8] >> bit % 8 & 1) != 0;
}

guint
psq_communes_find(const PsqCommunes *communes, const char *key, size_t len,
	PsqCommuneRow ret_rows[PSQ_MAX_HOMONYMS])
{
	size_t at = len > 0 ? find_first(communes, key, len) : communes->len;
	guint count = 0;
	while (at < communes->len && count < PSQ_MAX_HOMONYMS) {
		size_t start;
		Row row = line_at(communes, at, &start, &at);
		if (compare(row, key, len) != 0) {
			break;
		}
		count += read_row(row, &ret_rows[count]);
	}
	return count;
}

bool
psq_commune_in(const PsqCommuneRow *row, const char *department)
{
	return strncmp(row->code, department, strlen(department)) == 0;
}

bool
psq_communes_check(const PsqCommunes *communes, GError **error)
{
	Row before = { "", 0 };
	guint number = 1;
	for (size_t at = 0; at < communes->len; number++) {
		PsqCommuneRow read;
		size_t start;
		Row row = line_at(communes, at, &start, &at);
		bool comment = row.len > 0 && row.at[0] == '#';
		if (comment && before.len == 0) {
			continue;
		}
		if (!read_row(row, &read)) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"%u: expected key, code and name", number);
		}
		if (compare(row, before.at, key_len(before)) < 0) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"%u: not in order", number);
		}
		before = row;
	}
	return true;
}
