// cmd-quarantine.c - psqctl quarantine: messages that could not be read
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/quarantine.h"
#include "tools/french.h"
#include "tools/table.h"
#include "tools/times.h"
#include "tools/tool.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static gboolean opt_all;
static char *opt_reason;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "all", 0, 0, G_OPTION_ARG_NONE, &opt_all,
		"list : ceux qui sont repris ou écartés aussi", NULL },
	{ "reason", 0, 0, G_OPTION_ARG_STRING, &opt_reason,
		"discard : pourquoi il est écarté", "RAISON" },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

// One action on one quarantined message.
typedef bool Action(PsqDb *db, int64_t id, GError **error);

static int
list(void)
{
	static const char *const titles[] = {
		"N°",
		"MESSAGERIE",
		"UID",
		"LE",
		"OCTETS",
		"ÉTAT",
		"RAISON",
		NULL,
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	g_autoptr(GPtrArray) rows = db != NULL
		? psq_store_quarantine_list(db, opt_all, &error)
		: NULL;
	if (rows == NULL) {
		return psq_tool_fail(error);
	}
	g_autoptr(PsqTable) table = psq_table_new(titles);
	for (guint i = 0; i < rows->len; i++) {
		const PsqQuarantined *q = g_ptr_array_index(rows, i);
		g_autofree char *id = g_strdup_printf("%" PRId64, q->id);
		g_autofree char *uid = g_strdup_printf("%" PRIu32, q->uid);
		g_autofree char *size = g_strdup_printf("%" PRIu64, q->size);
		g_autofree char *day = psq_time_short(q->at);
		psq_table_cell(table, id, 0);
		psq_table_cell(table, q->address, 0);
		psq_table_cell(table, uid, 0);
		psq_table_cell(table, day, 0);
		psq_table_cell(table, size, 0);
		psq_table_cell(table,
			g_str_equal(q->state, "open") ? "à voir"
						      : psq_french(q->state),
			0);
		psq_table_cell(table, q->reason, 0);
	}
	psq_table_print(table);
	return EXIT_SUCCESS;
}

// Writes the bytes as they were received.
static bool
show(PsqDb *db, int64_t id, GError **error)
{
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(PsqQuarantined) quarantined =
		psq_store_quarantine_show(db, id, &bytes, error);
	if (quarantined == NULL) {
		return false;
	}
	if (bytes == NULL) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"message %" PRId64 " has no bytes here", id);
	}
	size_t len;
	const void *data = g_bytes_get_data(bytes, &len);
	return fwrite(data, 1, len, stdout) == len ||
		psq_fail(error, PSQ_ERR_RETRY,
			"could not write to standard output");
}

static bool
refetch(PsqDb *db, int64_t id, GError **error)
{
	if (!psq_store_refetch(db, id, g_get_user_name(), error)) {
		return false;
	}
	printf("n° %" PRId64 " : psqd le reprendra à sa prochaine visite, si "
	       "le serveur l'a encore\n",
		id);
	return true;
}

static bool
refile(PsqDb *db, const PsqQuarantined *quarantined, GBytes *bytes,
	GError **error)
{
	g_autoptr(PsqLexicon) lexicon = psq_tool_lexicon(error);
	if (lexicon == NULL) {
		return false;
	}
	size_t len;
	const uint8_t *data = g_bytes_get_data(bytes, &len);
	PsqMail *mail = psq_mail_parse(data, len, error);
	if (mail == NULL) {
		g_prefix_error(error, "still unreadable: ");
		return false;
	}
	g_autoptr(PsqReading) reading =
		psq_reading_new(lexicon, mail, quarantined->address);
	g_autofree char *version = psq_reading_version(lexicon);
	g_autofree char *number = NULL;
	PsqFate fate;
	if (!psq_store_refile(db, quarantined->id, version, reading,
		    g_get_user_name(), &fate, &number, error)) {
		return false;
	}
	printf("n° %" PRId64 " : %s %s\n", quarantined->id,
		psq_french(psq_fate_name(fate)), number ? number : "");
	return true;
}

static bool
retry(PsqDb *db, int64_t id, GError **error)
{
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(PsqQuarantined) quarantined =
		psq_store_quarantine_show(db, id, &bytes, error);
	if (quarantined == NULL) {
		return false;
	}
	if (!quarantined->fetched) {
		return refetch(db, id, error);
	}
	if (bytes == NULL) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"message %" PRId64 " has left the quarantine", id);
	}
	return refile(db, quarantined, bytes, error);
}

static bool
discard(PsqDb *db, int64_t id, GError **error)
{
	if (opt_reason == NULL) {
		return psq_fail(error, PSQ_ERR_MESSAGE,
			"--reason is missing: it is kept with the message");
	}
	return psq_store_quarantine_discard(
		db, id, g_get_user_name(), opt_reason, error);
}

static const struct {
	const char *name;
	Action *run;
} actions[] = {
	{ "show", show },
	{ "retry", retry },
	{ "discard", discard },
};

static int
act(Action *action, const char *argument)
{
	g_autoptr(GError) error = NULL;
	guint64 id;
	if (!g_ascii_string_to_unsigned(
		    argument, 10, 1, G_MAXINT64, &id, NULL)) {
		return psq_tool_usage(
			"\"%s\" is no number of `quarantine list`", argument);
	}
	g_autoptr(PsqDb) db = psq_tool_db(&error);
	if (db == NULL || !action(db, (int64_t)id, &error)) {
		return psq_tool_fail(error);
	}
	return EXIT_SUCCESS;
}

int
psq_cmd_quarantine(int argc, char **argv)
{
	static const char usage[] =
		"psqctl quarantine list [--all] | show N | retry N | "
		"discard --reason TEXT N";
	if (!psq_tool_options(&argc, &argv,
		    "list | show N | retry N | discard N", entries)) {
		return psq_tool_usage("%s", usage);
	}
	if (argc == 2 && g_str_equal(argv[1], "list")) {
		return list();
	}
	for (size_t i = 0; argc == 3 && i < G_N_ELEMENTS(actions); i++) {
		if (g_str_equal(actions[i].name, argv[1])) {
			return act(actions[i].run, argv[2]);
		}
	}
	return psq_tool_usage("%s", usage);
}
