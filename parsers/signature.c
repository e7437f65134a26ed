// signature.c - what stands below a sender's own words without being them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/signature.h"

#include "parsers/signature-company.h"
#include "parsers/signature-lines.h"

#include <string.h>

enum {
	TAIL_LINES = 80,      // how far above the end footers are looked for
	DELIMITED_LINES = 20, // of a signature behind "-- "
	NOTICE_LINES = 30,    // of a legal notice
};

// The last lines of a region that are the sender's and not blank, in order.
typedef struct {
	guint at[TAIL_LINES];
	guint count;
} Tail;

static Tail
find_tail(const PsqQuoteLines *lines, guint first, guint end)
{
	Tail tail = { .count = 0 };
	guint start = MIN(end, lines->count);
	guint found = 0;
	while (start > first && found < TAIL_LINES) {
		start--;
		const PsqQuoteLine *line = &lines->line[start];
		found += line->bin == PSQ_BIN_SAID && line->fold_len > 0;
	}
	for (guint i = start; i < end && i < lines->count; i++) {
		const PsqQuoteLine *line = &lines->line[i];
		if (line->bin == PSQ_BIN_SAID && line->fold_len > 0) {
			tail.at[tail.count++] = i;
		}
	}
	return tail;
}

static void
mark_footers(PsqQuoteLines *lines, const Tail *tail)
{
	for (guint i = 0; i < tail->count; i++) {
		PsqQuoteLine *line = &lines->line[tail->at[i]];
		if (psq_signature_is_footer(line)) {
			line->bin = PSQ_BIN_SIGNATURE;
		}
	}
}

// A notice is a paragraph: it begins at a line that opens one, and it is one
// if its lines together hold enough marks.
static void
mark_notices(PsqQuoteLines *lines, const Tail *tail)
{
	for (guint i = 0; i < tail->count; i++) {
		guint first = tail->at[i];
		if (!psq_signature_opens_notice(&lines->line[first])) {
			continue;
		}
		guint end = first;
		while (end < lines->count && end < first + NOTICE_LINES &&
			lines->line[end].bin == PSQ_BIN_SAID &&
			lines->line[end].fold_len > 0) {
			end++;
		}
		if (psq_signature_is_notice(lines, first, end)) {
			psq_quote_lines_put(
				lines, first, end, PSQ_BIN_SIGNATURE);
		}
	}
}

static bool
is_delimiter(const PsqQuoteLine *line)
{
	return line->depth == 0 && line->fold_len == 2 &&
		line->fold[0] == '-' && line->fold[1] == '-';
}

static guint
count_words(const PsqQuoteLine *line)
{
	guint words = 0;
	bool inside = false;
	for (size_t i = 0; i < line->fold_len; i++) {
		unsigned char c = (unsigned char)line->fold[i];
		bool letter = g_ascii_isalpha((char)c) || c >= 0x80;
		words += letter && !inside;
		inside = letter;
	}
	return words;
}

// A sentence, and no line of name, address or motto.
static bool
is_sentence(const PsqQuoteLine *line)
{
	enum { SENTENCE_WORDS = 6 };
	return strchr(".!?", line->fold[line->fold_len - 1]) != NULL &&
		count_words(line) >= SENTENCE_WORDS;
}

// True if "--" parts the sender's points: sentences stand between two of them.
static bool
parts_points(const PsqQuoteLines *lines, const Tail *tail, guint from)
{
	bool sentence = false;
	for (guint i = from + 1; i < tail->count; i++) {
		const PsqQuoteLine *line = &lines->line[tail->at[i]];
		if (is_delimiter(line)) {
			return sentence;
		}
		sentence = sentence || is_sentence(line);
	}
	return false;
}

// Everything behind "-- ", up to a line that looks like the sender's words.
static void
mark_delimited(PsqQuoteLines *lines, const Tail *tail)
{
	guint i = tail->count > DELIMITED_LINES ? tail->count - DELIMITED_LINES
						: 0;
	while (i < tail->count && !is_delimiter(&lines->line[tail->at[i]])) {
		i++;
	}
	if (parts_points(lines, tail, i)) {
		return;
	}
	for (guint k = i; k < tail->count; k++) {
		PsqQuoteLine *line = &lines->line[tail->at[k]];
		if (line->bin == PSQ_BIN_SAID &&
			psq_signature_is_speech(line)) {
			return;
		}
		line->bin = PSQ_BIN_SIGNATURE;
	}
}

void
psq_signature_mark(PsqQuoteLines *lines, guint first, guint end)
{
	Tail tail = find_tail(lines, first, end);
	mark_footers(lines, &tail);
	mark_notices(lines, &tail);
	mark_delimited(lines, &tail);
	tail = find_tail(lines, first, end);
	psq_signature_mark_company(lines, tail.at, tail.count);
}

guint
psq_signature_count_words(const PsqQuoteLines *lines, guint first, guint end)
{
	enum { CLOSING_WORDS = 8 }; // a line of more is none of name or phone
	guint words = 0;
	bool closed = false;
	for (guint i = first; i < end && i < lines->count; i++) {
		const PsqQuoteLine *line = &lines->line[i];
		if (line->bin != PSQ_BIN_SAID || line->fold_len == 0 ||
			psq_signature_is_greeting(line)) {
			continue;
		}
		closed = closed || psq_signature_is_closing(line);
		guint count = count_words(line);
		if (!closed ||
			(count > CLOSING_WORDS &&
				!psq_signature_is_closing(line))) {
			words += count;
		}
	}
	return words;
}
