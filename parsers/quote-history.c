// quote-history.c - the earlier messages that a message drags along
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/quote-history.h"

#include <string.h>

enum {
	WRAP_MIN = 50,  // bytes of a quoted line whose end was broken off
	WRAP_REST = 40, // bytes of the end that lost its ">"
};

static bool
has_signs(const PsqQuoteLine *line)
{
	return line->depth > 0;
}

static bool
signs_follow(const PsqQuoteLines *lines, guint from)
{
	guint next = psq_quote_lines_written(lines, from);
	return next < lines->count && has_signs(&lines->line[next]);
}

// The next mark, be it the client's words or html-text's container, which
// begins at line box (lines->count if there is none or it is used). Words
// that open the container say more than the container.
static bool
next_mark(const PsqQuoteLines *lines, PsqQuoteCursor *cursor, guint *box,
	PsqQuoteMark *ret_mark)
{
	PsqQuoteCursor ahead = *cursor;
	PsqQuoteMark words = { .first = lines->count };
	bool found = psq_quote_mark_next(lines, &ahead, &words);
	guint at = *box;
	if (at < lines->count && at >= cursor->at && at <= words.first) {
		*box = lines->count;
		if (psq_quote_lines_next(lines, at) != words.first) {
			*ret_mark = (PsqQuoteMark){ .first = at, .end = at };
			cursor->at = at;
			return true;
		}
	}
	*cursor = ahead;
	*ret_mark = words;
	return found;
}

// What a mark governs: the ">" lines below it where there are any (they go by
// their signs), else everything to the end. A weak mark in a message that
// answers nothing is the sender's sentence.
static PsqQuoteHistory
cut_marked(PsqQuoteLines *lines, guint box, bool reply)
{
	PsqQuoteHistory history = { .marked = false };
	PsqQuoteCursor cursor = { .budget = PSQ_QUOTE_BUDGET };
	PsqQuoteMark mark;
	bool signs = true;
	while (signs && next_mark(lines, &cursor, &box, &mark)) {
		signs = signs_follow(lines, mark.end);
		if (mark.weak && !reply && !signs) {
			signs = true;
			continue;
		}
		if (!history.marked) {
			history.first = mark;
			history.marked = true;
		}
		psq_quote_lines_put(lines, mark.first,
			signs ? mark.end : lines->count, PSQ_BIN_QUOTED);
	}
	return history;
}

// The end of a quoted line that a client broke off and sent without its ">".
static bool
is_broken_end(const PsqQuoteLines *lines, guint i)
{
	const PsqQuoteLine *line = &lines->line[i];
	if (i == 0 || i + 1 >= lines->count || line->fold_len == 0 ||
		line->fold_len >= WRAP_REST) {
		return false;
	}
	const PsqQuoteLine *above = line - 1;
	return has_signs(above) && has_signs(line + 1) &&
		above->fold_len >= WRAP_MIN &&
		strchr(".!?:;", above->fold[above->fold_len - 1]) == NULL &&
		g_ascii_islower(line->text[0]);
}

static void
cut_signs(PsqQuoteLines *lines)
{
	for (guint i = 0; i < lines->count; i++) {
		PsqQuoteLine *line = &lines->line[i];
		if (has_signs(line) || is_broken_end(lines, i)) {
			line->bin = PSQ_BIN_QUOTED;
		}
	}
}

PsqQuoteHistory
psq_quote_history_cut(PsqQuoteLines *lines, ptrdiff_t quote_at, bool reply)
{
	guint box = quote_at < 0 ? lines->count
				 : psq_quote_lines_at(lines, (size_t)quote_at);
	PsqQuoteHistory history = cut_marked(lines, box, reply);
	if (reply || history.marked) {
		cut_signs(lines);
	}
	return history;
}
