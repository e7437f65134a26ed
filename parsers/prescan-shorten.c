// prescan-shorten.c - a head beyond all bounds, cut down to what is needed
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/prescan.h"

#include "parsers/head-lines.h"
#include "parsers/limits.h"

// So much of the bounds is for the first fields, whatever they are.
enum { FIRST_SHARE = 2 };

// At most so much of one field: a hundred addresses have room in it.
enum { MAX_FIELD_BYTES = 32 * 1024, MAX_FIELD_LINES = 200 };

// What a reading needs (head.c, kind-headers.c); a name's beginning is enough.
static const char *const needed[] = {
	"From:",
	"To:",
	"Cc:",
	"Subject:",
	"Date:",
	"Message-ID:",
	"Reply-To:",
	"In-Reply-To:",
	"References:",
	"Sender:",
	"Return-Path:",
	"MIME-Version:",
	"Content-",
	"Auto-Submitted:",
	"Precedence:",
	"List-",
	"X-Auto",
	"X-Spam",
	"X-Failed-Recipients:",
	"Feedback-ID:",
};

typedef struct {
	GByteArray *out;
	size_t lines;
	size_t open_words;
} Short;

// One field and where it is cut.
typedef struct {
	const char *at;
	const char *kept; // the end of what is kept
	const char *end;
	size_t lines; // of what is kept
	size_t open_words;
} Field;

static void
keep_line(Field *field, PsqHeadLine line, const char *next)
{
	if (field->kept != line.at || field->lines >= MAX_FIELD_LINES) {
		return; // cut already, or here
	}
	size_t room = MAX_FIELD_BYTES - (size_t)(line.at - field->at);
	if (line.len >= room) {
		line.len = room;
		next = line.at + room;
	}
	field->kept = next;
	field->lines++;
	field->open_words += psq_head_line_open_words(&line);
}

// The field whose first line begins at at: itself and what continues it.
static Field
next_field(const char *at, const char *end)
{
	Field field = { .at = at, .kept = at, .end = at };
	while (field.end < end) {
		const char *next = field.end;
		PsqHeadLine line = psq_head_next_line(&next, end);
		if (line.at > at && !psq_head_line_is_continuation(&line)) {
			break;
		}
		keep_line(&field, line, next);
		field.end = next;
	}
	return field;
}

static bool
is_needed(const Field *field)
{
	PsqHeadLine line = { field->at, (size_t)(field->kept - field->at) };
	for (size_t i = 0; i < G_N_ELEMENTS(needed); i++) {
		if (psq_head_line_begins(&line, needed[i])) {
			return true;
		}
	}
	return false;
}

static bool
has_room(const Short *s, const Field *field, size_t share)
{
	size_t bytes = (size_t)(field->kept - field->at) + 1;
	return s->out->len + bytes <= PSQ_MAX_HEADER_BYTES / share &&
		s->lines + field->lines <= PSQ_MAX_HEADER_LINES / share &&
		s->open_words + field->open_words <= PSQ_MAX_OPEN_WORDS;
}

static void
add_field(Short *s, const Field *field)
{
	g_byte_array_append(s->out, (const guint8 *)field->at,
		(guint)(field->kept - field->at));
	if (field->kept[-1] != '\n') {
		g_byte_array_append(s->out, (const guint8 *)"\n", 1);
	}
	s->lines += field->lines;
	s->open_words += field->open_words;
}

GByteArray *
psq_prescan_shorten(const uint8_t *head, size_t len)
{
	Short s = { .out = g_byte_array_new() };
	const char *at = (const char *)head;
	const char *end = at + len;
	while (at < end) {
		Field field = next_field(at, end);
		size_t share = is_needed(&field) ? 1 : FIRST_SHARE;
		if (has_room(&s, &field, share)) {
			add_field(&s, &field);
		}
		at = field.end;
	}
	return s.out;
}
