// header.c - values of header fields, decoded
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/header.h"

#include "parsers/encoded-word.h"
#include "parsers/gmime-auto.h"
#include "parsers/tidy.h"

#include <stdbool.h>
#include <string.h>

enum { MAX_IDS = 100, MAX_ID_BYTES = 998, MAX_DATE_BYTES = 200 };
enum { YEAR_MIN = 1990, YEAR_MAX = 2099, MAX_OFFSET = 14 * 60 };

char *
psq_header_text(const char *raw)
{
	g_autofree char *text = psq_encoded_word_decode(raw, strlen(raw));
	return psq_tidy_line(text);
}

// Ids are compared byte by byte later on: white space in them is folding.
static void
add_id(GPtrArray *ids, const char *at, size_t len)
{
	if (len > MAX_ID_BYTES) {
		return;
	}
	g_autofree char *raw = g_strndup(at, len);
	g_autofree char *id = psq_header_text(raw);
	g_auto(GStrv) words = g_strsplit(id, " ", -1);
	g_free(id);
	id = g_strjoinv("", words);
	if (*id == '\0' ||
		g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL)) {
		return;
	}
	if (ids->len == MAX_IDS) {
		g_ptr_array_remove_index(ids, 0);
	}
	g_ptr_array_add(ids, g_steal_pointer(&id));
}

static void
add_bare_ids(GPtrArray *ids, const char *raw)
{
	static const char white[] = " \t\r\n,;";
	while (*raw != '\0') {
		raw += strspn(raw, white);
		size_t len = strcspn(raw, white);
		if (memchr(raw, '@', len) != NULL) {
			add_id(ids, raw, len);
		}
		raw += len;
	}
}

GPtrArray *
psq_header_ids(const char *raw)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	const char *open = strchr(raw, '<');
	if (open == NULL) {
		add_bare_ids(ids, raw);
	}
	while (open != NULL) {
		size_t len = strcspn(open + 1, "<>");
		add_id(ids, open + 1, len);
		open = strchr(open + 1 + len, '<');
	}
	return ids;
}

char *
psq_header_id(const char *raw)
{
	if (raw == NULL) {
		return NULL;
	}
	g_autoptr(GPtrArray) ids = psq_header_ids(raw);
	return ids->len > 0 ? g_strdup(ids->pdata[0]) : NULL;
}

int64_t
psq_header_date(const char *raw, int *ret_offset)
{
	*ret_offset = 0;
	if (raw == NULL || strlen(raw) > MAX_DATE_BYTES) {
		return 0;
	}
	g_autofree char *line = psq_header_text(raw);
	g_autoptr(GDateTime) date = g_mime_utils_header_decode_date(line);
	if (date == NULL) {
		return 0;
	}
	int year = g_date_time_get_year(date);
	int64_t minutes = g_date_time_get_utc_offset(date) / G_TIME_SPAN_MINUTE;
	if (year < YEAR_MIN || year > YEAR_MAX || ABS(minutes) > MAX_OFFSET) {
		return 0;
	}
	*ret_offset = (int)minutes;
	return g_date_time_to_unix(date);
}

// The end of the field that begins at at, with its continuation lines.
static const char *
field_end(const char *at, const char *end)
{
	while (at < end) {
		const char *eol = memchr(at, '\n', (size_t)(end - at));
		at = eol != NULL ? eol + 1 : end;
		if (at < end && *at != ' ' && *at != '\t') {
			break;
		}
	}
	return at;
}

char *
psq_header_find(const char *head, size_t len, const char *name)
{
	size_t name_len = strlen(name);
	const char *end = head + len;
	while (head < end) {
		const char *next = field_end(head, end);
		if ((size_t)(next - head) > name_len && head[name_len] == ':' &&
			g_ascii_strncasecmp(head, name, name_len) == 0) {
			const char *value = head + name_len + 1;
			return g_strndup(value, (gsize)(next - value));
		}
		head = next;
	}
	return NULL;
}
