// cmd-directory.c - psqctl directory: the services that letters name
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/table.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STALE_MONTHS = 6 };

static char *
day_text(unsigned day)
{
	char text[16];
	g_autoptr(GDate) date = g_date_new_julian(day);
	g_date_strftime(text, sizeof text, "%d/%m/%Y", date);
	return g_strdup(text);
}

static unsigned
today(void)
{
	g_autoptr(GDate) date = g_date_new();
	g_date_set_time_t(date, g_get_real_time() / G_USEC_PER_SEC);
	return g_date_get_julian(date);
}

// All services, or those that nobody has checked for too long. Returns how many.
static int
print_services(const PsqDirectory *directory, bool stale_only)
{
	static const char *const titles[] = { "SERVICE", "TÉLÉPHONE", "ADRESSE",
		"VÉRIFIÉ LE", NULL };
	g_autoptr(PsqTable) table = psq_table_new(titles);
	const GPtrArray *services = psq_directory_services(directory);
	int count = 0;
	for (guint i = 0; i < services->len; i++) {
		const PsqService *service = g_ptr_array_index(services, i);
		if (stale_only &&
			!psq_service_is_stale(service, today(), STALE_MONTHS)) {
			continue;
		}
		g_autofree char *checked = day_text(service->checked);
		const char *where =
			service->url != NULL ? service->url : service->address;
		count++;
		psq_table_cell(table, service->name, 0);
		psq_table_cell(
			table, service->phone != NULL ? service->phone : "", 0);
		psq_table_cell(table, where != NULL ? where : "", 0);
		psq_table_cell(table, checked, 0);
	}
	if (count > 0) {
		psq_table_print(table);
	}
	return count;
}

int
psq_cmd_directory(int argc, char **argv)
{
	static const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "check|list", entries) ||
		argc != 2 ||
		(!g_str_equal(argv[1], "check") &&
			!g_str_equal(argv[1], "list"))) {
		return psq_tool_usage("psqctl directory check|list");
	}
	g_autoptr(PsqLetters) letters = psq_tool_letters(&error);
	if (letters == NULL) {
		return psq_tool_fail(error);
	}
	bool check = g_str_equal(argv[1], "check");
	int count = print_services(psq_letters_directory(letters), check);
	return check && count > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
