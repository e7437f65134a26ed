// json.h - members of a JSON object in one call each
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>
#include <stdint.h>

// A string, or null for NULL.
void psq_json_string(JsonBuilder *builder, const char *key, const char *value);

// A number without a fraction.
void psq_json_int(JsonBuilder *builder, const char *key, int64_t value);

// An array of strings (char *).
void psq_json_strings(
	JsonBuilder *builder, const char *key, const GPtrArray *values);

// All that was built, on one line. The caller frees it.
char *psq_json_line(JsonBuilder *builder);
