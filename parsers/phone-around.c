// phone-around.c - the words on both sides of a telephone number
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-around.h"

#include <string.h>

// No clause is read farther, and a line so long was wrapped by a program.
enum { MAX_BYTES = 160, WRAPPED_LINE = 45 };

void
psq_around_clear(PsqAround *around)
{
	for (size_t i = 0; i < around->count; i++) {
		g_free(around->words[i]);
	}
	around->count = 0;
}

static void
around_add(PsqAround *around, size_t start, size_t end)
{
	const char *text = around->passage->fold->text;
	around->spans[around->count] = (PsqSpan){ start, end };
	around->words[around->count++] = g_strndup(text + start, end - start);
}

bool
psq_word_is_one_of(const char *word, const char *const *list)
{
	return word != NULL && psq_fold_is_one_of(word, list);
}

const char *
psq_around_behind(const PsqAround *around, size_t i, size_t n)
{
	return i + n < around->count ? around->words[i + n] : NULL;
}

const char *
psq_around_ahead(const PsqAround *around, size_t i)
{
	return i > 0 ? around->words[i - 1] : NULL;
}

static bool
is_word_byte(char c)
{
	return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

// Where the clause of the number begins: not beyond its sentence, nor its
// line, unless the line before is full, as mail programs wrap them.
static size_t
clause_start(const PsqPassage *passage, size_t at, size_t floor)
{
	const char *text = passage->fold->text;
	size_t start = psq_passage_sentence(passage, at).start;
	if (start > at) {
		start = at;
	}
	if (start < floor) {
		start = floor;
	}
	size_t line = at;
	while (line > start && at - line < MAX_BYTES) {
		if (text[line - 1] == '\n') {
			size_t above = line - 1;
			while (above > 0 && text[above - 1] != '\n') {
				above--;
			}
			if (line - 1 - above < WRAPPED_LINE) {
				break;
			}
		}
		line--;
	}
	return line;
}

PsqAround
psq_around_before(const PsqPassage *passage, size_t at, size_t floor)
{
	PsqAround around = { .passage = passage };
	const char *text = passage->fold->text;
	size_t start = clause_start(passage, at, floor);
	size_t end = at;
	while (around.count < PSQ_AROUND_MAX) {
		while (end > start && !is_word_byte(text[end - 1])) {
			end--;
		}
		size_t word = end;
		while (word > start && is_word_byte(text[word - 1])) {
			word--;
		}
		if (word == end) {
			break;
		}
		around_add(&around, word, end);
		end = word;
	}
	return around;
}

PsqAround
psq_around_after(const PsqPassage *passage, size_t at, size_t roof, size_t max)
{
	PsqAround around = { .passage = passage };
	const char *text = passage->fold->text;
	size_t end = at;
	while (end < roof && around.count < max) {
		while (end < roof && !is_word_byte(text[end]) &&
			strchr("\n.;!?", text[end]) == NULL) {
			end++;
		}
		size_t word = end;
		while (end < roof && is_word_byte(text[end])) {
			end++;
		}
		if (word == end) {
			break;
		}
		around_add(&around, word, end);
	}
	return around;
}
