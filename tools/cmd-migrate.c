// cmd-migrate.c - psqctl migrate: the schema becomes what the program needs
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/migrate.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>

static const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

int
psq_cmd_migrate(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) applied = NULL;
	if (!psq_tool_options(&argc, &argv, "", entries) || argc > 1) {
		return psq_tool_usage("psqctl migrate");
	}
	g_autofree char *folder = psq_tool_data("schema");
	g_autoptr(PsqSchema) schema = psq_schema_read(folder, &error);
	g_autoptr(PsqDb) db = schema != NULL ? psq_tool_db(&error) : NULL;
	if (db == NULL || !psq_store_migrate(db, schema, &applied, &error)) {
		return psq_tool_fail(error);
	}
	for (guint i = 0; i < applied->len; i++) {
		printf("%s : appliqué\n",
			(const char *)g_ptr_array_index(applied, i));
	}
	printf("base de données à jour (%u migration(s) appliquée(s))\n",
		applied->len);
	return EXIT_SUCCESS;
}
