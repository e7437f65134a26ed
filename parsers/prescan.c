// prescan.c - is this message safe to hand to a MIME parser?
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/prescan.h"

#include "parsers/encoded-word.h"
#include "parsers/limits.h"

#include <string.h>

// All heads of a message together: its own, its parts' and those of messages
// attached to it. A digest of 200 messages stays below.
enum {
	MAX_ALL_HEADER_BYTES = 4 * PSQ_MAX_HEADER_BYTES,
	MAX_ALL_HEADER_LINES = 10 * PSQ_MAX_HEADER_LINES,
};

// Beginnings of encoded words (RFC 2047) without an end, in all heads. GMime
// looks for the end of each as far as the field goes: 20,000 of them take it
// 2 s for each field.
enum { MAX_OPEN_WORDS = 500 };

// What is known of the head that the scan is in.
typedef struct {
	bool inside;  // in a head at all
	bool own;     // the message's own
	bool part;    // directly after a boundary
	bool field;   // the last line was a field or its continuation
	bool type;    // the last field is Content-Type
	bool typed;   // there was a Content-Type
	bool nested;  // which says that another head follows
	size_t bytes; // of this head
	size_t lines; // likewise
	size_t all_bytes;
	size_t all_lines;
	size_t open_words; // likewise of all
	size_t boundaries;
} Scan;

typedef struct {
	const char *at;
	size_t len; // without its line end
} Line;

static bool
line_is_blank(const Line *line)
{
	return line->len == 0 || (line->len == 1 && line->at[0] == '\r');
}

static bool
line_begins(const Line *line, const char *what)
{
	size_t len = strlen(what);
	return line->len >= len &&
		g_ascii_strncasecmp(line->at, what, len) == 0;
}

// Whether GMime would take the line for a field: a name without white space
// or controls, then a colon. Old software leaves a space before the colon.
static bool
line_is_field(const Line *line)
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

static bool
line_is_continuation(const Line *line)
{
	return line->len > 0 && (line->at[0] == ' ' || line->at[0] == '\t');
}

static bool
line_has_message(const Line *line)
{
	static const char word[] = "message";
	size_t len = sizeof word - 1;
	for (size_t i = 0; i + len <= line->len; i++) {
		if (g_ascii_strncasecmp(line->at + i, word, len) == 0) {
			return true;
		}
	}
	return false;
}

static bool
count_open_words(Scan *scan, const Line *line, GError **error)
{
	const char *at = line->at;
	const char *end = at + line->len;
	while ((at = g_strstr_len(at, end - at, "=?")) != NULL) {
		size_t len = psq_encoded_word_length(at, end);
		at += MAX(len, 2);
		if (len == 0 && ++scan->open_words > MAX_OPEN_WORDS) {
			return psq_fail(error, PSQ_ERR_MESSAGE,
				"header has more than %d encoded words "
				"without an end",
				MAX_OPEN_WORDS);
		}
	}
	return true;
}

static void
head_begin(Scan *scan, bool part)
{
	scan->inside = true;
	scan->own = false;
	scan->part = part;
	scan->field = scan->type = scan->typed = scan->nested = false;
	scan->bytes = scan->lines = 0;
}

// After the blank line of a part that is a message, or that may be one by
// default (multipart/digest), comes another head.
static void
head_end(Scan *scan)
{
	bool nested = scan->nested || (scan->part && !scan->typed);
	scan->inside = false;
	if (nested) {
		head_begin(scan, false);
	}
}

static bool
head_count(Scan *scan, const Line *line, GError **error)
{
	scan->bytes += line->len + 1;
	scan->lines++;
	scan->all_bytes += line->len + 1;
	scan->all_lines++;
	if (scan->bytes > PSQ_MAX_HEADER_BYTES) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"header is longer than %d bytes", PSQ_MAX_HEADER_BYTES);
	}
	if (scan->lines > PSQ_MAX_HEADER_LINES) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"header has more than %d lines", PSQ_MAX_HEADER_LINES);
	}
	if (scan->all_bytes > MAX_ALL_HEADER_BYTES) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"headers of all parts are longer than %d bytes",
			MAX_ALL_HEADER_BYTES);
	}
	if (scan->all_lines > MAX_ALL_HEADER_LINES) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"headers of all parts have more than %d lines",
			MAX_ALL_HEADER_LINES);
	}
	return count_open_words(scan, line, error);
}

// In the message's own head every line counts. In what may be a part's head
// (it may also be a text after a line of dashes) only what looks like one.
static bool
head_line(Scan *scan, const Line *line, GError **error)
{
	if (line_is_blank(line)) {
		head_end(scan);
		return true;
	}
	if (!line_is_continuation(line)) {
		scan->field = line_is_field(line);
		scan->type = scan->field && line_begins(line, "content-type");
		scan->typed |= scan->type;
	}
	if ((scan->own || scan->field) && !head_count(scan, line, error)) {
		return false;
	}
	scan->nested |= scan->type && line_has_message(line);
	return true;
}

static bool
boundary_line(Scan *scan, GError **error)
{
	if (++scan->boundaries > PSQ_MAX_BOUNDARY_LINES) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"message has more than %d lines that may be "
			"boundaries of parts",
			PSQ_MAX_BOUNDARY_LINES);
	}
	head_begin(scan, true);
	return true;
}

// The line at *at, which moves past it.
static Line
next_line(const char **at, const char *end)
{
	const char *from = *at;
	const char *eol = memchr(from, '\n', (size_t)(end - from));
	*at = eol != NULL ? eol + 1 : end;
	return (Line){ from, (size_t)((eol != NULL ? eol : end) - from) };
}

bool
psq_prescan(const uint8_t *bytes, size_t len, GError **error)
{
	Scan scan = { .inside = true, .own = true };
	const char *at = (const char *)bytes;
	const char *end = at + len;
	while (at < end) {
		Line line = next_line(&at, end);
		if (line_begins(&line, "--")) {
			if (!boundary_line(&scan, error)) {
				return false;
			}
		} else if (scan.inside && !head_line(&scan, &line, error)) {
			return false;
		}
	}
	return true;
}

size_t
psq_prescan_open_head(const uint8_t *bytes, size_t len)
{
	const char *at = (const char *)bytes;
	const char *end = at + len;
	while (at < end) {
		Line line = next_line(&at, end);
		if (line_is_blank(&line)) {
			break;
		}
		if (!line_is_field(&line) && !line_is_continuation(&line) &&
			!line_begins(&line, "From ") &&
			!line_begins(&line, ">From ")) {
			return (size_t)(line.at - (const char *)bytes);
		}
	}
	return len;
}
