// rules-needles.c - the words that a text must have before a pattern can match
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small reading of PCRE2's syntax, as RE2's prefilter does it. Whatever it
// does not understand counts as "anything", so it can only be too careful.
#include "config.h"

#include "parsers/rules-needles.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Beyond this many spellings a piece is no longer followed word for word.
enum { MAX_EXACT = 24, MAX_NEEDLES = 200, MAX_DEPTH = 50 };

// What is known of a piece of the expression: all the texts it can match, or
// (inexact) some needles of it, or nothing (NULL).
typedef struct {
	GPtrArray *texts;
	bool exact;
} Piece;

typedef struct {
	const char *at;
	int depth;
	bool lost; // options that change how the rest reads
} Cursor;

static Piece read_alternatives(Cursor *c);

static GPtrArray *
texts_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

static Piece
exactly(const char *text, size_t len)
{
	Piece piece = { texts_new(), true };
	g_ptr_array_add(piece.texts, g_strndup(text, len));
	return piece;
}

static Piece
anything(void)
{
	return (Piece){ NULL, false };
}

static void
piece_clear(Piece *piece)
{
	g_clear_pointer(&piece->texts, g_ptr_array_unref);
}

static size_t
shortest(const GPtrArray *texts)
{
	size_t least = texts->len > 0 ? SIZE_MAX : 0;
	for (guint i = 0; i < texts->len; i++) {
		least = MIN(least, strlen(g_ptr_array_index(texts, i)));
	}
	return least;
}

// Keeps in best the better of two lists of needles: the one whose shortest
// needle is longer. Takes other.
static void
keep_better(GPtrArray **best, GPtrArray *other)
{
	if (other == NULL) {
		return;
	}
	bool good = shortest(other) >= PSQ_NEEDLE_MIN;
	if (good && (*best == NULL || shortest(other) > shortest(*best))) {
		g_clear_pointer(best, g_ptr_array_unref);
		*best = other;
	} else {
		g_ptr_array_unref(other);
	}
}

// Moves the texts of from, which becomes empty, to those of to that are new;
// seen holds all of to.
static void
move_all(GPtrArray *to, GHashTable *seen, GPtrArray *from)
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

// run followed by next, each spelling of one with each of the other.
static GPtrArray *
product(const GPtrArray *run, const GPtrArray *next)
{
	GPtrArray *both = texts_new();
	for (guint i = 0; i < run->len; i++) {
		for (guint j = 0; j < next->len; j++) {
			g_ptr_array_add(both,
				g_strconcat(g_ptr_array_index(run, i),
					g_ptr_array_index(next, j), NULL));
		}
	}
	return both;
}

// A class of few plain letters is followed, any other is "anything".
static Piece
read_class(Cursor *c)
{
	Piece piece = { texts_new(), true };
	bool plain = *c->at != '^';
	do {
		plain = plain && *c->at != '\\' && *c->at != '[' &&
			c->at[1] != '-' && (guchar)*c->at < 0x80;
		g_ptr_array_add(piece.texts, g_strndup(c->at, 1));
		c->at += *c->at == '\\' && c->at[1] != '\0' ? 2 : 1;
	} while (*c->at != '\0' && *c->at != ']');
	if (*c->at == ']') {
		c->at++;
	}
	if (!plain || piece.texts->len > MAX_EXACT / 2) {
		piece_clear(&piece);
		return anything();
	}
	return piece;
}

// After "(": what the brackets hold. Assertions match no text themselves.
static Piece
read_group(Cursor *c)
{
	bool asserts = false;
	bool known = true;
	if (*c->at == '?') {
		asserts = strchr("=!", c->at[1]) != NULL ||
			(c->at[1] == '<' && strchr("=!", c->at[2]) != NULL);
		known = asserts || c->at[1] == ':';
		c->lost = c->lost || g_ascii_islower(c->at[1]);
		c->at += strcspn(c->at, ":=!>)");
		c->at += *c->at != ')' && *c->at != '\0' ? 1 : 0;
	}
	Piece piece = read_alternatives(c);
	if (*c->at == ')') {
		c->at++;
	}
	if (known && !asserts) {
		return piece;
	}
	piece_clear(&piece);
	return asserts ? exactly("", 0) : anything();
}

static Piece
read_escape(Cursor *c)
{
	char escaped = *c->at;
	if (escaped == '\0') {
		return anything();
	}
	c->at++;
	if (strchr("bBAzZG", escaped) != NULL) {
		return exactly("", 0);
	}
	return g_ascii_isalnum(escaped) ? anything() : exactly(&escaped, 1);
}

// A word at once, as far as no quantifier takes its last letter.
static Piece
read_word(Cursor *c)
{
	const char *from = c->at++;
	while (g_ascii_isalnum(*c->at) || *c->at == ' ') {
		c->at++;
	}
	if (c->at > from + 1 && *c->at != '\0' &&
		strchr("?*+{", *c->at) != NULL) {
		c->at--;
	}
	return exactly(from, (size_t)(c->at - from));
}

static Piece
read_atom(Cursor *c)
{
	char first = *c->at;
	if (g_ascii_isalnum(first) || first == ' ') {
		return read_word(c);
	}
	c->at++;
	switch (first) {
	case '(':
		return read_group(c);
	case '[':
		return read_class(c);
	case '\\':
		return read_escape(c);
	case '.':
		return anything();
	case '^':
	case '$':
		return exactly("", 0);
	default:
		return exactly(&first, 1);
	}
}

// Passes over a quantifier. ret_min is how often at least; true if the piece
// can also stand more than once.
static bool
read_quantifier(Cursor *c, guint64 *ret_min)
{
	*ret_min = 1;
	bool many = false;
	if (*c->at == '?' || *c->at == '*') {
		*ret_min = 0;
		many = *c->at++ == '*';
	} else if (*c->at == '+') {
		many = true;
		c->at++;
	} else if (*c->at == '{') {
		*ret_min = g_ascii_strtoull(c->at + 1, NULL, 10);
		many = true;
		c->at += strcspn(c->at, "}");
		c->at += *c->at == '}' ? 1 : 0;
	} else {
		return false;
	}
	if (*c->at == '?' || *c->at == '+') {
		c->at++; // lazy or possessive
	}
	return many;
}

static Piece
read_piece(Cursor *c)
{
	Piece piece = read_atom(c);
	guint64 least;
	bool many = read_quantifier(c, &least);
	if (least == 0 && !many && piece.exact &&
		piece.texts->len < MAX_EXACT) {
		g_ptr_array_add(piece.texts, g_strdup(""));
	} else if (least == 0) {
		piece_clear(&piece);
		return anything();
	}
	piece.exact = piece.exact && !many;
	return piece;
}

static Piece
read_sequence(Cursor *c)
{
	GPtrArray *best = NULL;
	Piece run = exactly("", 0);
	bool whole = true;
	while (*c->at != '\0' && *c->at != '|' && *c->at != ')') {
		Piece next = read_piece(c);
		if (next.exact &&
			run.texts->len * next.texts->len <= MAX_EXACT) {
			GPtrArray *both = product(run.texts, next.texts);
			piece_clear(&run);
			piece_clear(&next);
			run.texts = both;
			continue;
		}
		whole = false;
		keep_better(&best, run.texts);
		run = next.exact ? next : exactly("", 0);
		if (!next.exact) {
			keep_better(&best, next.texts);
		}
	}
	if (whole) {
		return run;
	}
	keep_better(&best, run.texts);
	return (Piece){ best, false };
}

// Adds one branch to all; what is unknown in one branch makes the whole so.
static void
join(Piece *all, GHashTable *seen, Piece *branch, bool *known)
{
	bool usable = branch->texts != NULL;
	*known = *known && usable;
	all->exact = all->exact && branch->exact;
	if (usable) {
		move_all(all->texts, seen, branch->texts);
		piece_clear(branch);
	}
}

static Piece
read_alternatives(Cursor *c)
{
	bool known = ++c->depth < MAX_DEPTH;
	Piece all = read_sequence(c);
	if (*c->at == '|') {
		g_autoptr(GHashTable) seen =
			g_hash_table_new(g_str_hash, g_str_equal);
		Piece first = all;
		all = (Piece){ texts_new(), true };
		join(&all, seen, &first, &known);
		while (*c->at == '|') {
			c->at++;
			Piece branch = read_sequence(c);
			join(&all, seen, &branch, &known);
		}
	}
	c->depth--;
	all.exact = all.exact && all.texts->len <= MAX_EXACT;
	bool usable = known && all.texts != NULL &&
		(all.exact ||
			(shortest(all.texts) >= PSQ_NEEDLE_MIN &&
				all.texts->len <= MAX_NEEDLES));
	if (!usable) {
		piece_clear(&all);
		return anything();
	}
	return all;
}

GPtrArray *
psq_needles_new(const char *expression)
{
	Cursor c = { .at = expression };
	Piece all = read_alternatives(&c);
	bool known = *c.at == '\0' && !c.lost && all.texts != NULL &&
		shortest(all.texts) >= PSQ_NEEDLE_MIN;
	if (!known) {
		piece_clear(&all);
		return texts_new();
	}
	return all.texts;
}
