// tidy.h - text of a stranger made fit to show and to keep
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes and gives valid UTF-8 (charset.h); the caller frees the results.
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

// On one line: every run of white space and line ends becomes one space,
// none at the ends; controls and invisible format characters vanish (a right-
// to-left override turns "gpj.exe" round), but for the joiners within emoji.
char *psq_tidy_line(const char *text);

// A body: lines end in \n, also the last one; tabs stay, other controls,
// byte order marks and direction overrides vanish; "" if nothing is visible.
char *psq_tidy_text(const char *text);

// Cuts text to at most max bytes, between two characters. True if it did.
bool psq_tidy_cut(char *text, size_t max);

// True if there is nothing to see: only white space and invisible characters.
bool psq_tidy_is_blank(const char *text);
