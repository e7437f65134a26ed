// cmd-import.c - psqctl import: messages of files, as if just received
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/file.h"
#include "store/mailbox.h"
#include "tools/french.h"
#include "tools/mail-files.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>

static const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

typedef struct {
	PsqDb *db;
	const PsqLexicon *lexicon;
	const char *address;
	int64_t mailbox;
} Import;

// Imports have UIDVALIDITY 0, which no server may give, and numbers of the
// database's own; that a message comes but once rests on its bytes.
static bool
import_message(
	const Import *import, GBytes *bytes, const char *path, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autoptr(GPtrArray) batch = g_ptr_array_new();
	g_autoptr(PsqIntake) intake = g_new0(PsqIntake, 1);
	intake->mailbox = import->mailbox;
	intake->bytes = g_bytes_ref(bytes);
	intake->size_on_server = g_bytes_get_size(bytes);
	intake->complete = true;
	if (!psq_store_next_import_uid(
		    import->db, import->mailbox, &intake->uid, error)) {
		return false;
	}
	size_t len;
	const uint8_t *data = g_bytes_get_data(bytes, &len);
	PsqMail *mail = psq_mail_parse(data, len, &reason);
	if (mail != NULL) {
		intake->reading =
			psq_reading_new(import->lexicon, mail, import->address);
	} else {
		intake->reason = g_strdup(reason->message);
	}
	g_ptr_array_add(batch, intake);
	g_autofree char *version = psq_reading_version(import->lexicon);
	if (!psq_store_file(import->db, NULL, version, batch, error)) {
		return false;
	}
	printf("%s : %s %s\n", path, psq_french(psq_fate_name(intake->fate)),
		intake->number ? intake->number : "");
	return true;
}

static int
import_path(const Import *import, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) messages = psq_mail_files_read(path, &error);
	if (messages == NULL) {
		return psq_tool_fail(error);
	}
	for (guint i = 0; i < messages->len; i++) {
		if (!import_message(import, g_ptr_array_index(messages, i),
			    path, &error)) {
			return psq_tool_fail(error);
		}
	}
	return EXIT_SUCCESS;
}

int
psq_cmd_import(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "MESSAGERIE FICHIER...", entries) ||
		argc < 3) {
		return psq_tool_usage("psqctl import MAILBOX FILE...");
	}
	g_autoptr(PsqLexicon) lexicon = psq_tool_lexicon(&error);
	g_autoptr(PsqDb) db = lexicon != NULL ? psq_tool_db(&error) : NULL;
	Import import = { .db = db, .lexicon = lexicon, .address = argv[1] };
	if (db == NULL ||
		!psq_store_mailbox_find(db, argv[1], &import.mailbox, &error)) {
		return psq_tool_fail(error);
	}
	int status = EXIT_SUCCESS;
	for (int i = 2; i < argc; i++) {
		int one = import_path(&import, argv[i]);
		status = one != EXIT_SUCCESS ? one : status;
	}
	return status;
}
