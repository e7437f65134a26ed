// array.h - PostgreSQL's text form of one-dimensional arrays
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>

// The literal of an array of strings (char *), for text[]. The caller frees
// it.
char *psq_array_write(const GPtrArray *strings);

// The strings (char *) of such a literal, as the server writes it; NULL
// elements are left out. NULL gives an empty array.
GPtrArray *psq_array_read(const char *literal);
