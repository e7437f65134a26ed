// fold.c - text as readers compare it: lower case, no accents, plain signs
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/fold.h"

#include <string.h>
#include <utf8proc.h>

// No character folds to more bytes than this for each byte it has: the worst
// is a ligature of Arabic (U+FDFA, 3 bytes, 18 letters).
enum { FOLD_MAX_BYTES = 40 };

typedef struct {
	PsqFold *fold;
	size_t room;
} FoldWriter;

// What Unicode's own folding leaves alone but readers need plain. "" means
// that the character vanishes.
static const struct {
	int32_t from;
	int32_t to;
	const char *plain;
} plain_signs[] = {
	// clang-format off
	{ 0x00a0, 0x00a0, " " },   // no-break space
	{ 0x00ab, 0x00ab, "\"" },  // guillemets
	{ 0x00ad, 0x00ad, "" },    // soft hyphen
	{ 0x00b4, 0x00b4, "'" },   // acute accent as an apostrophe
	{ 0x00bb, 0x00bb, "\"" },
	{ 0x00c6, 0x00c6, "ae" },
	{ 0x00e6, 0x00e6, "ae" },
	{ 0x0152, 0x0153, "oe" },
	{ 0x02bc, 0x02bc, "'" },   // modifier apostrophe
	{ 0x2000, 0x200a, " " },   // typographic spaces
	{ 0x200b, 0x200f, "" },    // zero width, direction marks
	{ 0x2010, 0x2015, "-" },   // dashes
	{ 0x2018, 0x201b, "'" },
	{ 0x201c, 0x201f, "\"" },
	{ 0x2028, 0x2029, "\n" },  // line and paragraph separators
	{ 0x202a, 0x202e, "" },    // direction embedding
	{ 0x202f, 0x202f, " " },   // narrow no-break space
	{ 0x2032, 0x2032, "'" },   // prime
	{ 0x2060, 0x2069, "" },    // word joiner, isolates
	{ 0x3000, 0x3000, " " },   // ideographic space
	{ 0xfe00, 0xfe0f, "" },    // variation selectors
	{ 0xfeff, 0xfeff, "" },    // zero-width no-break space
	// clang-format on
};

static const char *
plain_sign(int32_t point)
{
	for (size_t i = 0; i < G_N_ELEMENTS(plain_signs); i++) {
		if (point < plain_signs[i].from) {
			break; // the table is in order
		}
		if (point <= plain_signs[i].to) {
			return plain_signs[i].plain;
		}
	}
	return NULL;
}

static void
make_room(FoldWriter *w, size_t count)
{
	PsqFold *fold = w->fold;
	if (fold->len + count + 1 > w->room) {
		w->room = (fold->len + count + 1) * 2;
		fold->text = g_realloc(fold->text, w->room);
		fold->map = g_renew(uint32_t, fold->map, w->room);
	}
}

static void
put(FoldWriter *w, const char *bytes, size_t count, size_t at)
{
	PsqFold *fold = w->fold;
	make_room(w, count);
	for (size_t i = 0; i < count; i++) {
		fold->text[fold->len] = bytes[i];
		fold->map[fold->len++] = (uint32_t)at;
	}
}

static char
plain_ascii(char c)
{
	if (c >= 'A' && c <= 'Z') {
		return (char)(c + ('a' - 'A'));
	}
	return c == '\t' || c == '\r' || c == '\f' || c == '\v' ? ' ' : c;
}

// Puts the ASCII text from at to before len; returns where it ends.
static size_t
put_ascii(FoldWriter *w, const char *text, size_t at, size_t len)
{
	size_t end = at;
	while (end < len && (unsigned char)text[end] < 0x80) {
		end++;
	}
	make_room(w, end - at);
	PsqFold *fold = w->fold;
	char *out = fold->text + fold->len;
	uint32_t *map = fold->map + fold->len;
	fold->len += end - at;
	for (; at < end; at++) {
		*out++ = plain_ascii(text[at]);
		*map++ = (uint32_t)at;
	}
	return end;
}

static void
put_point(FoldWriter *w, int32_t point, size_t at)
{
	const char *plain = plain_sign(point);
	if (plain != NULL) {
		put(w, plain, strlen(plain), at);
		return;
	}
	utf8proc_int32_t points[FOLD_MAX_BYTES];
	int last = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(point, points,
		FOLD_MAX_BYTES,
		UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
			UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
		&last);
	for (utf8proc_ssize_t i = 0; i < count && i < FOLD_MAX_BYTES; i++) {
		utf8proc_uint8_t bytes[4];
		utf8proc_ssize_t n = utf8proc_encode_char(points[i], bytes);
		put(w, (const char *)bytes, (size_t)n, at);
	}
}

PsqFold *
psq_fold_new(const char *text, size_t len)
{
	FoldWriter w = { .fold = g_new0(PsqFold, 1) };
	make_room(&w, len / 2); // doubled: text seldom grows
	size_t at = 0;
	while (at < len) {
		if ((unsigned char)text[at] < 0x80) {
			at = put_ascii(&w, text, at, len);
			continue;
		}
		utf8proc_int32_t point;
		utf8proc_ssize_t n =
			utf8proc_iterate((const utf8proc_uint8_t *)text + at,
				(utf8proc_ssize_t)(len - at), &point);
		if (n <= 0) {
			at++; // not valid UTF-8: the byte is passed over
			continue;
		}
		put_point(&w, point, at);
		at += (size_t)n;
	}
	w.fold->text[w.fold->len] = '\0';
	w.fold->map[w.fold->len] = (uint32_t)len;
	return w.fold;
}

void
psq_fold_free(PsqFold *fold)
{
	if (fold == NULL) {
		return;
	}
	g_free(fold->text);
	g_free(fold->map);
	g_free(fold);
}

char *
psq_fold_string(const char *text)
{
	g_autoptr(PsqFold) fold = psq_fold_new(text, strlen(text));
	return g_steal_pointer(&fold->text);
}

// Nearly all words differ in the first letter: strcmp() is seldom called.
bool
psq_fold_is_one_of(const char *word, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (**list == *word && strcmp(*list, word) == 0) {
			return true;
		}
	}
	return false;
}
