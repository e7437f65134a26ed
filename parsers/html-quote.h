// html-quote.h - the marks that mail clients put around what they quote
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

typedef enum {
	PSQ_HTML_OWN,       // no mark
	PSQ_HTML_CONTAINER, // the quote is in the element
	PSQ_HTML_DIVIDER,   // the quote is all that follows
} PsqHtmlQuote;

// attributes is a list of names and values in turn that ends in NULL, or
// NULL; a value may be NULL.
PsqHtmlQuote psq_html_quote(const char *element, const char *const *attributes);
