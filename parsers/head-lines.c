// head-lines.c - the raw lines of a head, before anything is parsed
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/head-lines.h"

#include "parsers/encoded-word.h"
#include "parsers/limits.h"

#include <string.h>

bool
psq_head_line_is_blank(const PsqHeadLine *line)
{
	return line->len == 0 || (line->len == 1 && line->at[0] == '\r');
}

bool
psq_head_line_begins(const PsqHeadLine *line, const char *what)
{
	size_t len = strlen(what);
	return line->len >= len &&
		g_ascii_strncasecmp(line->at, what, len) == 0;
}

bool
psq_head_line_is_field(const PsqHeadLine *line)
{
	size_t at = 0;
	while (at < line->len && line->at[at] != ':' &&
		(unsigned char)line->at[at] > ' ') {
		at++;
	}
	while (at < line->len && line->at[at] == ' ') {
		at++;
	}
	return at > 0 && at < line->len && line->at[at] == ':';
}

bool
psq_head_line_is_continuation(const PsqHeadLine *line)
{
	return line->len > 0 && (line->at[0] == ' ' || line->at[0] == '\t');
}

PsqHeadLine
psq_head_next_line(const char **at, const char *end)
{
	const char *from = *at;
	const char *eol = memchr(from, '\n', (size_t)(end - from));
	*at = eol != NULL ? eol + 1 : end;
	return (PsqHeadLine){ from,
		(size_t)((eol != NULL ? eol : end) - from) };
}

size_t
psq_head_line_open_words(const PsqHeadLine *line)
{
	size_t count = 0;
	const char *at = line->at;
	const char *end = at + line->len;
	while (count <= PSQ_MAX_OPEN_WORDS &&
		(at = g_strstr_len(at, end - at, "=?")) != NULL) {
		size_t len = psq_encoded_word_length(at, end);
		at += MAX(len, 2);
		count += len == 0;
	}
	return count;
}
