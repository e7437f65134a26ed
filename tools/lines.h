// lines.h - labelled lines and quoted blocks of a text for a person
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

// "  Label      value"; nothing if value is NULL or empty.
void psq_lines_add(GString *out, const char *label, const char *value);

// A blank line, the title, and text with "| " before each of its lines;
// nothing if text is NULL or blank.
void psq_lines_add_block(GString *out, const char *title, const char *text);
