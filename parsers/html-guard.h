// html-guard.h - hands HTML on in pieces that libxml2 can't choke on
// SPDX-License-Identifier: GPL-3.0-or-later
//
// libxml2 2.9.14 is linear on ordinary HTML but quadratic twice, measured on
// half a megabyte: one tag with 80,000 attributes takes 5 s, 80,000 elements
// left open and as many end tags that fit none 8 s. Neither comes from a
// mailer. The guard cuts a tag after 64 attributes and leaves out elements
// deeper than 256 (not their text). It also leaves out comments, scripts,
// style sheets and titles, whose contents must not be taken for tags.
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum { PSQ_HTML_MAX_ATTRIBUTES = 64, PSQ_HTML_MAX_DEPTH = 256 };

typedef struct {
	const char *at;
	const char *end;
	const char *last_gt; // the last ">"; no tag ends after it
	guint dropped;       // elements left out and still open
	bool cut;            // the last piece was a tag that lacks its ">"
	bool open_comment;   // no comment ends any more
	bool open_raw[3];    // no script, style sheet or title, likewise
} PsqHtmlGuard;

// html is NUL-terminated, has no other NUL, and must outlive the guard.
void psq_html_guard_init(PsqHtmlGuard *guard, const char *html, size_t len);

// The next piece to parse, false at the end. depth is how many elements are
// open now.
bool psq_html_guard_next(PsqHtmlGuard *guard, size_t depth,
	const char **ret_piece, size_t *ret_len);
