// json.c - members of a JSON object in one call each
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/json.h"

void
psq_json_string(JsonBuilder *builder, const char *key, const char *value)
{
	json_builder_set_member_name(builder, key);
	if (value == NULL) {
		json_builder_add_null_value(builder);
	} else {
		json_builder_add_string_value(builder, value);
	}
}

void
psq_json_int(JsonBuilder *builder, const char *key, int64_t value)
{
	json_builder_set_member_name(builder, key);
	json_builder_add_int_value(builder, value);
}

void
psq_json_strings(JsonBuilder *builder, const char *key, const GPtrArray *values)
{
	json_builder_set_member_name(builder, key);
	json_builder_begin_array(builder);
	for (guint i = 0; i < values->len; i++) {
		json_builder_add_string_value(
			builder, g_ptr_array_index(values, i));
	}
	json_builder_end_array(builder);
}

char *
psq_json_line(JsonBuilder *builder)
{
	g_autoptr(JsonNode) root = json_builder_get_root(builder);
	return json_to_string(root, FALSE);
}
