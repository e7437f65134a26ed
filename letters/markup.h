// markup.h - a letter's text (CommonMark) as plain text and as HTML
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One source for both, so that they say the same. Whatever comes from outside
// goes through psq_markup_escape() or psq_markup_paragraphs() first.
#pragma once

#include <glib.h>

// text on one line, so that nothing in it is markup: line ends become blanks,
// other control characters go. The caller frees it.
char *psq_markup_escape(const char *text);

// The same, but line ends and empty lines stay. The caller frees it.
char *psq_markup_paragraphs(const char *text);

// Plain text, lines of at most 72 characters but for longer words, "\n" at
// their ends. The caller frees it.
char *psq_markup_plain(const char *markup);

// A whole page of HTML 5 without script, picture, or address that would be
// loaded; language ("fr") and title are said in its head. The caller frees it.
char *psq_markup_html(
	const char *markup, const char *language, const char *title);
