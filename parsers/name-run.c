// name-run.c - words that stand side by side, and what parts them from others
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-run.h"

#include <string.h>

// The edge that a sign between words makes; PSQ_EDGE_NONE for a blank. alone:
// blanks or nothing on both sides of it.
static PsqEdge
edge_of(char c, bool alone)
{
	switch (c) {
	case ',':
	case ';':
	case '(':
	case '[':
		return PSQ_EDGE_COMMA;
	case '-':
		return alone ? PSQ_EDGE_DASH : PSQ_EDGE_NONE;
	case ')':
	case ']':
	case '/':
	case '|':
	case '<':
	case '>':
		return PSQ_EDGE_DASH;
	case ':':
	case '=':
		return PSQ_EDGE_COLON;
	case '.':
	case '!':
	case '?':
		return PSQ_EDGE_STOP;
	default:
		return g_ascii_isdigit(c) ? PSQ_EDGE_NUMBER : PSQ_EDGE_NONE;
	}
}

// The weightiest edge from start to end, between two words. A full stop ends
// neither "M." nor "J.".
static PsqEdge
edge_between(const char *text, size_t start, size_t end, bool abbreviated)
{
	PsqEdge edge = PSQ_EDGE_NONE;
	for (size_t i = start; i < end; i++) {
		bool alone = i == start || text[i - 1] == ' ' || i + 1 == end ||
			text[i + 1] == ' ';
		PsqEdge here = edge_of(text[i], alone);
		if (text[i] == '.' && abbreviated && i == start) {
			here = PSQ_EDGE_NONE;
		}
		edge = MAX(edge, here);
	}
	return edge;
}

static bool
is_letter(char c)
{
	return g_ascii_isalpha(c) || (unsigned char)c >= 0x80;
}

// If a mail address or a link begins at at, where it ends; else at.
static size_t
skip_address(const char *text, size_t at, size_t end)
{
	size_t stop = at;
	bool address = false;
	while (stop < end && text[stop] != ' ' && text[stop] != '\n') {
		address = address || text[stop] == '@' ||
			g_ascii_isdigit(text[stop]) ||
			strncmp(text + stop, "://", 3) == 0 ||
			strncmp(text + stop, "www.", 4) == 0;
		stop++;
	}
	return address ? stop : at;
}

static bool
begins_token(const char *text, size_t at)
{
	return at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n';
}

// Reads the next word into word, and the edge between at and it. An address
// on the way counts as a number.
static bool
next_word(const PsqLexicon *lexicon, const PsqPassage *passage, size_t at,
	size_t end, bool abbreviated, PsqNameWord *word, PsqEdge *ret_edge)
{
	const char *text = passage->fold->text;
	*ret_edge = PSQ_EDGE_NONE;
	size_t start = at;
	while (start < end &&
		(!is_letter(text[start]) || begins_token(text, start))) {
		size_t behind = begins_token(text, start)
			? skip_address(text, start, end)
			: start;
		if (behind > start) {
			*ret_edge = PSQ_EDGE_NUMBER;
			start = behind;
		} else if (is_letter(text[start])) {
			break;
		} else {
			start++;
		}
	}
	*ret_edge = MAX(*ret_edge, edge_between(text, at, start, abbreviated));
	return psq_name_word_next(lexicon, passage, start, end, word);
}

static bool
is_abbreviated(const PsqNameWord *word)
{
	return word->role == PSQ_NAME_INITIAL || word->role == PSQ_NAME_TITLE;
}

static PsqEdge
edge_of_word(const PsqNameWord *word)
{
	return word->role == PSQ_NAME_CLOSING ? PSQ_EDGE_CLOSING
					      : PSQ_EDGE_NONE;
}

static bool
is_apart(const PsqNameWord *word)
{
	return word->role == PSQ_NAME_CLOSING || word->role == PSQ_NAME_COMMON;
}

bool
psq_name_run_read(const PsqLexicon *lexicon, const PsqPassage *passage,
	size_t at, size_t end, PsqEdge left, PsqNameRun *ret_run)
{
	PsqNameRun *run = ret_run;
	run->count = 0;
	PsqNameWord word;
	PsqEdge edge;
	if (!next_word(lexicon, passage, at, end, false, &word, &edge)) {
		return false;
	}
	run->left = MAX(edge, left);
	if (is_apart(&word)) {
		run->right = edge_of_word(&word);
		run->end = word.span.end;
		return true;
	}
	bool fits = true;
	while (true) {
		fits = fits && run->count < PSQ_NAME_MAX_WORDS;
		if (fits) {
			run->words[run->count++] = word;
		}
		run->end = word.span.end;
		bool abbreviated = is_abbreviated(&word);
		if (!next_word(lexicon, passage, run->end, end, abbreviated,
			    &word, &edge)) {
			run->right = PSQ_EDGE_LINE;
			break;
		}
		if (edge != PSQ_EDGE_NONE || is_apart(&word)) {
			run->right = MAX(edge, edge_of_word(&word));
			break;
		}
	}
	run->count = fits ? run->count : 0;
	return true;
}
