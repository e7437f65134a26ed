// rules-needles.c - the words that a text must have before a pattern can match
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small reading of PCRE2's syntax, as RE2's prefilter does it. Whatever it
// does not understand counts as "anything", so it can only be too careful.
#include "config.h"

#include "parsers/rules-needles.h"

#include "parsers/rules-texts.h"

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

static Piece
exactly(const char *text, size_t len)
{
	Piece piece = { psq_texts_new(), true };
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

// A class of few plain letters is followed, any other is "anything".
static Piece
read_class(Cursor *c)
{
	Piece piece = { psq_texts_new(), true };
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
			run.texts = psq_texts_product(run.texts, next.texts);
			continue;
		}
		whole = false;
		psq_texts_better(&best, run.texts);
		run = next.exact ? next : exactly("", 0);
		if (!next.exact) {
			psq_texts_better(&best, next.texts);
		}
	}
	if (whole) {
		return run;
	}
	psq_texts_better(&best, run.texts);
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
		psq_texts_move(all->texts, seen, branch->texts);
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
		all = (Piece){ psq_texts_new(), true };
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
			(psq_texts_shortest(all.texts) >= PSQ_NEEDLE_MIN &&
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
		psq_texts_shortest(all.texts) >= PSQ_NEEDLE_MIN;
	if (!known) {
		piece_clear(&all);
		return psq_texts_new();
	}
	return all.texts;
}
