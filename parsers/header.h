// header.h - values of header fields, decoded
// SPDX-License-Identifier: GPL-3.0-or-later
//
// raw is a value as it stands in the message: folded, encoded, perhaps with
// bytes above 127. The caller frees the results.
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

// As text: unfolded, encoded words decoded (RFC 2047), on one line, valid
// UTF-8 without controls. "" if nothing is left.
char *psq_header_text(const char *raw);

// The message ids in raw, without <>, in order, each once (char *). Without
// any <> each word that holds an "@" is one, as old software writes them. At
// most 100, the newest (the last) of them. Never NULL.
GPtrArray *psq_header_ids(const char *raw);

// The first of them, or NULL. raw may be NULL.
char *psq_header_id(const char *raw);

// A date of RFC 5322, also with the faults that are common: seconds since
// 1970, 0 if there is none or its year is not between 1990 and 2099. raw may
// be NULL. *ret_offset is the zone in minutes.
int64_t psq_header_date(const char *raw, int *ret_offset);

// The raw value of the first field called name (any case) in the len bytes of
// a head, or NULL.
char *psq_header_find(const char *head, size_t len, const char *name);
