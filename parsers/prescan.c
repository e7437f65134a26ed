// prescan.c - how much of a message is safe to hand to a MIME parser
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/prescan.h"

#include "parsers/head-lines.h"
#include "parsers/limits.h"

// All heads of a message together: its own, its parts' and those of messages
// attached to it. A digest of 200 messages stays below.
enum {
	MAX_ALL_HEADER_BYTES = 4 * PSQ_MAX_HEADER_BYTES,
	MAX_ALL_HEADER_LINES = 10 * PSQ_MAX_HEADER_LINES,
};

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
	bool beyond;   // a bound is passed
	bool own_long; // the message's own head is beyond
} Scan;

static bool
line_has_message(const PsqHeadLine *line)
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

static void
head_count(Scan *scan, const PsqHeadLine *line)
{
	if (scan->own_long && scan->own) {
		return; // it will be shortened
	}
	scan->bytes += line->len + 1;
	scan->lines++;
	scan->all_bytes += line->len + 1;
	scan->all_lines++;
	scan->open_words += psq_head_line_open_words(line);
	bool beyond = scan->bytes > PSQ_MAX_HEADER_BYTES ||
		scan->lines > PSQ_MAX_HEADER_LINES ||
		scan->all_bytes > MAX_ALL_HEADER_BYTES ||
		scan->all_lines > MAX_ALL_HEADER_LINES ||
		scan->open_words > PSQ_MAX_OPEN_WORDS;
	if (beyond && scan->own) {
		scan->own_long = true;
		scan->all_bytes = PSQ_MAX_HEADER_BYTES;
		scan->all_lines = PSQ_MAX_HEADER_LINES;
		scan->open_words = 0;
	} else {
		scan->beyond = beyond;
	}
}

// In the message's own head every line counts. In what may be a part's head
// (it may also be a text after a line of dashes) only what looks like one.
static void
head_line(Scan *scan, const PsqHeadLine *line)
{
	if (psq_head_line_is_blank(line)) {
		head_end(scan);
		return;
	}
	if (!psq_head_line_is_continuation(line)) {
		scan->field = psq_head_line_is_field(line);
		scan->type = scan->field &&
			psq_head_line_begins(line, "content-type");
		scan->typed |= scan->type;
	}
	if (scan->own || scan->field) {
		head_count(scan, line);
	}
	scan->nested |= scan->type && line_has_message(line);
}

static void
boundary_line(Scan *scan)
{
	scan->beyond = ++scan->boundaries > PSQ_MAX_BOUNDARY_LINES;
	head_begin(scan, true);
}

PsqPrescan
psq_prescan(const uint8_t *bytes, size_t len)
{
	Scan scan = { .inside = true, .own = true };
	const char *from = (const char *)bytes;
	const char *at = from;
	const char *end = at + len;
	PsqPrescan found = { .keep = len, .head = len };
	while (at < end) {
		bool own = scan.own && scan.inside;
		PsqHeadLine line = psq_head_next_line(&at, end);
		if (psq_head_line_begins(&line, "--")) {
			boundary_line(&scan);
		} else if (scan.inside) {
			head_line(&scan, &line);
		}
		if (own && !(scan.own && scan.inside)) {
			found.head = (size_t)(line.at - from);
		}
		if (scan.beyond) {
			found.keep = (size_t)(line.at - from);
			break;
		}
	}
	found.long_head = scan.own_long;
	return found;
}

size_t
psq_prescan_open_head(const uint8_t *bytes, size_t len)
{
	const char *at = (const char *)bytes;
	const char *end = at + len;
	while (at < end) {
		PsqHeadLine line = psq_head_next_line(&at, end);
		if (psq_head_line_is_blank(&line)) {
			break;
		}
		if (!psq_head_line_is_field(&line) &&
			!psq_head_line_is_continuation(&line) &&
			!psq_head_line_begins(&line, "From ") &&
			!psq_head_line_begins(&line, ">From ")) {
			return (size_t)(line.at - (const char *)bytes);
		}
	}
	return len;
}
