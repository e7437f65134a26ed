// cmd-replay.c - psqctl replay: what another model would change in past tickets
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading.h"
#include "store/past.h"
#include "tools/french.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 200 };

static char *opt_model;
static char *opt_since;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "model", 0, 0, G_OPTION_ARG_FILENAME, &opt_model,
		"le nouveau modèle", "FICHIER" },
	{ "since", 0, 0, G_OPTION_ARG_STRING, &opt_since,
		"les messages reçus depuis ce jour", "AAAA-MM-JJ" },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

typedef struct {
	PsqLexicon *now;
	PsqLexicon *then;
	guint read;
	guint changed;
} Replay;

// The lexicon with the model of opt_model in the place of its own.
static PsqLexicon *
other_lexicon(GError **error)
{
	g_autofree char *folder = psq_tool_data("lexicon");
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, "", error);
	if (files == NULL) {
		return NULL;
	}
	for (guint i = files->len; i-- > 0;) {
		const PsqFile *file = g_ptr_array_index(files, i);
		if (g_str_has_suffix(file->name, ".model")) {
			g_ptr_array_remove_index(files, i);
		}
	}
	PsqFile *model = g_new0(PsqFile, 1);
	g_ptr_array_add(files, model);
	model->path = g_strdup(opt_model);
	model->name = g_strdup("new.model");
	g_autoptr(GError) reason = NULL;
	if (!g_file_get_contents(
		    opt_model, &model->text, &model->len, &reason)) {
		return psq_fail_null(
			error, PSQ_ERR_CONFIG, "%s", reason->message);
	}
	return psq_lexicon_new(files, error);
}

static PsqReading *
read_past(const PsqLexicon *lexicon, const PsqPast *past)
{
	size_t len;
	const uint8_t *data = g_bytes_get_data(past->bytes, &len);
	PsqMail *mail = psq_mail_parse(data, len, NULL);
	return mail != NULL ? psq_reading_new(lexicon, mail, past->address)
			    : NULL;
}

// "+URGENCE -plainte thème voisinage → autre"; empty if nothing changes.
static char *
change(const PsqReading *now, const PsqReading *then)
{
	GString *text = g_string_new(NULL);
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (now->flags[i] != then->flags[i]) {
			g_string_append_printf(text, " %c%s",
				then->flags[i] ? '+' : '-',
				psq_french(psq_flag_name((PsqFlag)i)));
		}
	}
	if (now->topic != then->topic) {
		g_string_append_printf(text, " thème %s → %s",
			psq_french(psq_topic_name(now->topic)),
			psq_french(psq_topic_name(then->topic)));
	}
	return g_string_free(text, FALSE);
}

static void
replay_one(Replay *replay, const PsqPast *past)
{
	g_autoptr(PsqReading) now = read_past(replay->now, past);
	g_autoptr(PsqReading) then = read_past(replay->then, past);
	if (now == NULL || then == NULL) {
		return;
	}
	g_autofree char *text = change(now, then);
	replay->read++;
	if (*text != '\0') {
		g_autoptr(GDateTime) at =
			g_date_time_new_from_unix_local(past->received_at);
		g_autofree char *day = g_date_time_format(at, "%d/%m/%Y");
		printf("%s  %s %s\n", past->number, day, text);
		replay->changed++;
	}
}

static bool
replay_all(Replay *replay, PsqDb *db, GError **error)
{
	int64_t after = 0;
	for (;;) {
		g_autoptr(GPtrArray) list =
			psq_store_past(db, after, opt_since, BATCH, error);
		if (list == NULL) {
			return false;
		}
		for (guint i = 0; i < list->len; i++) {
			const PsqPast *past = g_ptr_array_index(list, i);
			replay_one(replay, past);
			after = past->id;
		}
		if (list->len < BATCH) {
			return true;
		}
	}
}

int
psq_cmd_replay(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "", entries) || argc != 1 ||
		opt_model == NULL) {
		return psq_tool_usage(
			"psqctl replay --model FILE [--since YYYY-MM-DD]");
	}
	g_autoptr(PsqLexicon) now = psq_tool_lexicon(&error);
	g_autoptr(PsqLexicon) then = now != NULL ? other_lexicon(&error) : NULL;
	g_autoptr(PsqDb) db = then != NULL ? psq_tool_db(&error) : NULL;
	Replay replay = { now, then, 0, 0 };
	if (db == NULL || !replay_all(&replay, db, &error)) {
		return psq_tool_fail(error);
	}
	printf("%u messages relus, %u seraient lus autrement\n", replay.read,
		replay.changed);
	return EXIT_SUCCESS;
}
