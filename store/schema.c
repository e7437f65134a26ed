// schema.c - the files of schema/: which run once, which run every time
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/schema.h"

void
psq_schema_free(PsqSchema *schema)
{
	if (schema == NULL) {
		return;
	}
	g_clear_pointer(&schema->first, g_ptr_array_unref);
	g_clear_pointer(&schema->migrations, g_ptr_array_unref);
	g_clear_pointer(&schema->repeatable, g_ptr_array_unref);
	g_free(schema);
}

static GPtrArray *
read_folder(const char *base, const char *name, GError **error)
{
	g_autofree char *folder = g_build_filename(base, name, NULL);
	return psq_datadir_read(folder, ".sql", error);
}

PsqSchema *
psq_schema_read(const char *folder, GError **error)
{
	g_autoptr(PsqSchema) schema = g_new0(PsqSchema, 1);
	schema->first = psq_datadir_read(folder, ".sql", error);
	if (schema->first == NULL) {
		return NULL;
	}
	schema->migrations = read_folder(folder, "migrations", error);
	if (schema->migrations == NULL) {
		return NULL;
	}
	schema->repeatable = read_folder(folder, "functions", error);
	GPtrArray *views = schema->repeatable != NULL
		? read_folder(folder, "views", error)
		: NULL;
	if (views == NULL) {
		return NULL;
	}
	g_ptr_array_extend_and_steal(schema->repeatable, views);
	if (schema->migrations->len == 0) {
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"%s: there are no migrations", folder);
	}
	return g_steal_pointer(&schema);
}
