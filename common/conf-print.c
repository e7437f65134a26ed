// conf-print.c - the configuration in force, in the file's own syntax
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/conf-keys.h"

#include <inttypes.h>
#include <string.h>

// A string of libconfig: quotes and backslashes are escaped.
static void
print_string(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (const char *c = text; *c != '\0'; c++) {
		if (*c == '"' || *c == '\\') {
			g_string_append_c(out, '\\');
		}
		g_string_append_c(out, *c);
	}
	g_string_append_c(out, '"');
}

static void
print_key(GString *out, const char *indent, const PsqKey *key, const void *base)
{
	const void *field = (const char *)base + key->offset;
	if (key->type == PSQ_KEY_STRING) {
		const char *text = *(char *const *)field;
		if (text == NULL) {
			return;
		}
		g_string_append_printf(out, "%s%s = ", indent, key->name);
		print_string(
			out, g_str_equal(key->name, "password") ? "***" : text);
	} else if (key->type == PSQ_KEY_CHOICE) {
		g_string_append_printf(out, "%s%s = \"%s\"", indent, key->name,
			key->choices[*(const int *)field]);
	} else if (key->type == PSQ_KEY_SIZE) {
		g_string_append_printf(out, "%s%s = %" PRId64, indent,
			key->name, *(const int64_t *)field);
	} else {
		g_string_append_printf(out, "%s%s = %d", indent, key->name,
			*(const int *)field);
	}
	g_string_append(out, ";\n");
}

static void
print_section(
	GString *out, const char *indent, PsqSection section, const void *base)
{
	for (size_t i = 0; i < psq_key_count; i++) {
		if (psq_keys[i].section == section) {
			print_key(out, indent, &psq_keys[i], base);
		}
	}
}

static void
print_list(GString *out, const char *name, PsqSection section,
	const GPtrArray *entries)
{
	g_string_append_printf(out, "\n%s = (", name);
	for (guint i = 0; i < entries->len; i++) {
		g_string_append(out, i > 0 ? ", {\n" : " {\n");
		print_section(
			out, "\t", section, g_ptr_array_index(entries, i));
		g_string_append(out, "}");
	}
	g_string_append(out, " );\n");
}

char *
psq_conf_print(const PsqConf *conf)
{
	GString *out = g_string_new(NULL);
	print_section(out, "", PSQ_SECTION_TOP, conf);
	print_list(out, "stations", PSQ_SECTION_STATION, conf->stations);
	print_list(out, "mailboxes", PSQ_SECTION_MAILBOX, conf->mailboxes);
	return g_string_free(out, FALSE);
}
