// flat.c - a stretch of folded text in one line, single blanks between words
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/flat.h"

PsqFlat *
psq_flat_new(const char *text, PsqSpan span)
{
	size_t room = span.end - span.start + 1;
	PsqFlat *flat = g_new0(PsqFlat, 1);
	flat->text = g_new(char, room);
	flat->map = g_new(uint32_t, room);
	for (size_t i = span.start; i < span.end; i++) {
		bool blank = text[i] == ' ' || text[i] == '\n';
		if (blank && flat->len > 0 &&
			flat->text[flat->len - 1] == ' ') {
			continue;
		}
		flat->map[flat->len] = (uint32_t)i;
		flat->text[flat->len++] = blank ? ' ' : text[i];
	}
	flat->map[flat->len] = (uint32_t)span.end;
	flat->text[flat->len] = '\0';
	return flat;
}

void
psq_flat_free(PsqFlat *flat)
{
	if (flat == NULL) {
		return;
	}
	g_free(flat->text);
	g_free(flat->map);
	g_free(flat);
}

PsqSpan
psq_flat_back(const PsqFlat *flat, PsqSpan span)
{
	size_t end = span.end > span.start ? flat->map[span.end - 1] + 1
					   : flat->map[span.start];
	return (PsqSpan){ flat->map[span.start], end };
}
