// html-layout.h - elements and words of HTML, as they come, into lines
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Knows nothing of the parser: it is told of starts, ends and text in the
// order of the document, and does not trust them to be in balance.
#pragma once

#include "parsers/html-text.h"

typedef struct PsqHtmlLayout PsqHtmlLayout;

// show_hidden: what a reader would not see is shown too.
PsqHtmlLayout *psq_html_layout_new(size_t max, bool show_hidden);

// name in lower case; attributes in turn with their values, NULL at the end,
// or NULL.
void psq_html_layout_start(
	PsqHtmlLayout *layout, const char *name, const char *const *attributes);
void psq_html_layout_end(PsqHtmlLayout *layout, const char *name);
void psq_html_layout_text(PsqHtmlLayout *layout, const char *text, size_t len);

// How many elements are open.
size_t psq_html_layout_depth(const PsqHtmlLayout *layout);

// No more text is taken.
bool psq_html_layout_full(const PsqHtmlLayout *layout);

// The result; layout is freed.
PsqHtmlText *psq_html_layout_finish(PsqHtmlLayout *layout);
