// cmd-archive.c - psqctl export, subject-access, erase and purge
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/archive.h"
#include "tools/bundle.h"
#include "tools/tool.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *opt_why;
static gboolean opt_dry_run;

static const GOptionEntry no_entries[] = { G_OPTION_ENTRY_NULL };
static const GOptionEntry erase_entries[] = {
	// clang-format off
	{ "why", 0, 0, G_OPTION_ARG_STRING, &opt_why,
		"pourquoi ; va au registre", "RAISON" },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};
static const GOptionEntry purge_entries[] = {
	// clang-format off
	{ "dry-run", 0, 0, G_OPTION_ARG_NONE, &opt_dry_run,
		"seulement dire ce qui serait effacé", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

// Tickets of one transaction of a purge: some seconds.
enum { ROUND = 500 };

int
psq_cmd_export(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "NUMBER DIR", no_entries) ||
		argc != 3) {
		return psq_tool_usage("psqctl export NUMBER DIR");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	if (db == NULL || !psq_bundle_write(db, argv[1], argv[2], &error)) {
		return psq_tool_fail(error);
	}
	return EXIT_SUCCESS;
}

static bool
write_person(
	PsqDb *db, const GPtrArray *numbers, const char *folder, GError **error)
{
	if (mkdir(folder, 0700) != 0) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"could not make the folder %s: %s", folder,
			g_strerror(errno));
	}
	for (guint i = 0; i < numbers->len; i++) {
		const char *number = g_ptr_array_index(numbers, i);
		g_autofree char *path = g_build_filename(folder, number, NULL);
		if (!psq_bundle_write(db, number, path, error)) {
			return false;
		}
		puts(number);
	}
	return true;
}

int
psq_cmd_subject_access(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "ADDRESS|PHONE DIR", no_entries) ||
		argc != 3) {
		return psq_tool_usage(
			"psqctl subject-access ADDRESS|PHONE DIR");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	g_autoptr(GPtrArray) numbers =
		db != NULL ? psq_store_tickets_of(db, argv[1], &error) : NULL;
	if (numbers == NULL || !write_person(db, numbers, argv[2], &error)) {
		return psq_tool_fail(error);
	}
	return EXIT_SUCCESS;
}

int
psq_cmd_erase(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "ADDRESS|PHONE", erase_entries) ||
		argc != 2 || opt_why == NULL) {
		return psq_tool_usage(
			"psqctl erase --why REASON ADDRESS|PHONE");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	g_autoptr(GPtrArray) numbers = db != NULL
		? psq_store_erase(db, argv[1], opt_why, &error)
		: NULL;
	if (numbers == NULL) {
		return psq_tool_fail(error);
	}
	for (guint i = 0; i < numbers->len; i++) {
		puts(g_ptr_array_index(numbers, i));
	}
	return EXIT_SUCCESS;
}

static const struct {
	const char *kind;
	const char *french;
} kinds[] = {
	{ "bytes", "messages d'origine de demandes" },
	{ "words", "contenus et coordonnées de demandes" },
	{ "ticket", "demandes" },
	{ "automatic", "messages automatiques" },
};

// Adds up a round; true if something went.
static bool
add_up(const GPtrArray *round, int64_t *sums)
{
	bool more = false;
	for (guint i = 0; i < round->len; i++) {
		const PsqPurged *purged = g_ptr_array_index(round, i);
		for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
			if (g_str_equal(kinds[k].kind, purged->kind)) {
				sums[k] += purged->count;
			}
		}
		more = more || purged->count > 0;
	}
	return more;
}

static bool
purge(PsqDb *db, int64_t *sums, GError **error)
{
	if (!opt_dry_run && psq_store_purge_months(db, error) < 0) {
		return false;
	}
	bool more = true;
	while (more) {
		g_autoptr(GPtrArray) round = psq_store_purge(db, opt_dry_run,
			opt_dry_run ? G_MAXINT64 : ROUND, error);
		if (round == NULL) {
			return false;
		}
		more = add_up(round, sums) && !opt_dry_run;
	}
	return true;
}

int
psq_cmd_purge(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	int64_t sums[G_N_ELEMENTS(kinds)] = { 0 };
	if (!psq_tool_options(&argc, &argv, "", purge_entries) || argc != 1) {
		return psq_tool_usage("psqctl purge [--dry-run]");
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	if (db == NULL || !purge(db, sums, &error)) {
		return psq_tool_fail(error);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		printf("%" PRId64 " %s\n", sums[i], kinds[i].french);
	}
	return EXIT_SUCCESS;
}
