// html-element.h - what HTML's elements and attributes mean for plain text
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum {
	PSQ_HTML_INLINE,
	PSQ_HTML_DROP, // with all that is in it
	PSQ_HTML_BREAK,
	PSQ_HTML_RULE,
	PSQ_HTML_IMAGE,
	PSQ_HTML_VOID, // shows nothing and has no end
	PSQ_HTML_BLOCK,
	PSQ_HTML_CELL,
	PSQ_HTML_LINK,
	PSQ_HTML_LIST,
	PSQ_HTML_NUMBERS,
	PSQ_HTML_ITEM,
	PSQ_HTML_PRE,
	PSQ_HTML_QUOTE,
} PsqHtmlRole;

typedef struct {
	const char *name;
	PsqHtmlRole role;
	int lines; // line ends before and after: 2 leaves a blank line
} PsqHtmlElement;

// The row for name, in lower case; unknown elements are inline. Static.
const PsqHtmlElement *psq_html_element(const char *name);

// An element without an end.
bool psq_html_is_void(const PsqHtmlElement *element);

// What a style attribute says of the text in the element.
typedef struct {
	bool hidden; // shown nowhere: preheaders, traps for filters
	bool tiny;   // of no size, unless an element in it has one
	bool sized;  // has a size of its own
	bool pre;    // white space counts
	bool flow;   // white space counts no more
	bool bare;   // no border: a blockquote that only indents
} PsqHtmlStyle;

// style may be NULL.
PsqHtmlStyle psq_html_style(const char *style);
