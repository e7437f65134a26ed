// json-text.h - JSON written straight into a string
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For what is written a thousand times a second; json.h, which builds a tree
// first, takes twenty times as long.
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

// Each writes a comma first where one is due: unless out ends in "{", "[" or
// ":". key is plain ASCII and may be NULL, within an array.
void psq_json_put_open(GString *out, const char *key, char bracket);
void psq_json_put_close(GString *out, char bracket);

// A string, or null for NULL. value is valid UTF-8.
void psq_json_put_string(GString *out, const char *key, const char *value);
void psq_json_put_strings(
	GString *out, const char *key, const GPtrArray *values);
void psq_json_put_int(GString *out, const char *key, int64_t value);
void psq_json_put_bool(GString *out, const char *key, bool value);

// With six digits, as a score needs.
void psq_json_put_real(GString *out, const char *key, double value);
