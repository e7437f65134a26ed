// html-link.h - where a link leads, said only if its text does not
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>

// The link that is open; all zero: none.
typedef struct {
	char *href;
	size_t from; // where its text begins in what was written so far
} PsqHtmlLink;

// href may be NULL. Only addresses of the web, of mail and telephone numbers
// are kept; a link within a link takes its place.
void psq_html_link_start(PsqHtmlLink *link, const char *href, size_t from);

// What is to be written after the link's text, "<https://...>", or NULL if
// written (all that was, from the beginning) ends in the same words already.
// The caller frees it; the link is closed.
char *psq_html_link_end(PsqHtmlLink *link, const char *written);

void psq_html_link_clear(PsqHtmlLink *link);
