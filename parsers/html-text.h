// html-text.h - HTML as mailers write it, turned into text
// SPDX-License-Identifier: GPL-3.0-or-later
//
// By libxml2's push parser (SAX), because gumbo is quadratic in depth: 100,000
// nested <div> take it 19 s, libxml2 0.02 s. libxml2 has two such cases of its
// own; html-guard.h keeps them from it. No tree is built, nothing is fetched.
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
	char *text;         // lines end in \n; "" if there are none
	ptrdiff_t quote_at; // see below; -1 if there is no quote
	GPtrArray *cids;    // char *: Content-IDs that pictures refer to
	bool cut;           // the text was longer than max
} PsqHtmlText;

// Once, before any other call, in one thread.
void psq_html_text_init(void);

// Reads html: valid UTF-8, NUL-terminated, whatever charset it declares. The
// text has at most about max bytes. Blocks, list items, table rows and <br>
// begin lines; links are "text <address>" where the two differ, pictures
// "[description]", blockquotes lines with "> ". What a reader of the mail
// would not see is left out, unless nothing else is there. quote_at is where
// the first quote container of a known mail client begins in text, unless
// words of the sender follow the container: then the "> " must do.
PsqHtmlText *psq_html_text_new(const char *html, size_t max);

void psq_html_text_free(PsqHtmlText *html_text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqHtmlText, psq_html_text_free)
