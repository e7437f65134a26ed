// cmd-letter.c - psqctl letter: what is sent, or would be
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/letter-order.h"
#include "tools/read-message.h"
#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean opt_raw;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "raw", 0, 0, G_OPTION_ARG_NONE, &opt_raw,
		"le message entier, tel qu'il part", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

// The acknowledgement that a message in a file would get, of a station that is
// not configured.
static PsqOutgoing *
outgoing_of(const PsqReading *reading)
{
	PsqOutgoing *letter = g_new0(PsqOutgoing, 1);
	const PsqAddress *from = reading->mail->from;
	letter->kind =
		g_strdup(psq_letter_kind_name(PSQ_LETTER_ACKNOWLEDGEMENT));
	letter->to = g_strdup(from != NULL ? from->address : "");
	letter->language = g_strdup(reading->language);
	letter->safe = reading->flags[PSQ_FLAG_DISTRESS];
	letter->message_id = g_strdup("00-2026-000000.apercu@station.example");
	letter->number = g_strdup("00-2026-000000");
	letter->received_at = reading->mail->date;
	letter->queued_at = reading->mail->date;
	letter->flags = g_ptr_array_new_with_free_func(g_free);
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		if (reading->flags[i]) {
			g_ptr_array_add(letter->flags,
				g_strdup(psq_flag_name((PsqFlag)i)));
		}
	}
	letter->in_reply_to = g_strdup(reading->mail->message_id);
	letter->references = g_ptr_array_new_with_free_func(g_free);
	letter->station_name = g_strdup("Commissariat");
	letter->station_mail = g_strdup("psq@station.example");
	return letter;
}

static PsqOutgoing *
find_letter(const char *what, GError **error)
{
	if (g_file_test(what, G_FILE_TEST_EXISTS)) {
		g_autoptr(PsqLexicon) lexicon = psq_tool_lexicon(error);
		g_autoptr(PsqReading) reading = lexicon != NULL
			? psq_read_message(lexicon, what, error)
			: NULL;
		return reading != NULL ? outgoing_of(reading) : NULL;
	}
	g_autoptr(PsqDb) db = psq_tool_db(error);
	return db != NULL ? psq_store_letter_latest(db, what, error) : NULL;
}

static bool
print(GBytes *bytes, GError **error)
{
	gsize len;
	const void *data = g_bytes_get_data(bytes, &len);
	if (opt_raw) {
		return fwrite(data, 1, len, stdout) == len ||
			psq_fail(error, PSQ_ERR_MESSAGE, "could not write");
	}
	g_autoptr(PsqMail) mail = psq_mail_parse(data, len, error);
	if (mail == NULL) {
		return false;
	}
	const PsqAddress *to = g_ptr_array_index(mail->to, 0);
	printf("De :    %s <%s>\nÀ :     %s\nObjet : %s\n\n%s\n",
		mail->from->name, mail->from->address, to->address,
		mail->subject, mail->text);
	return true;
}

int
psq_cmd_letter(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(
		    &argc, &argv, "preview NUMÉRO|FICHIER", entries) ||
		argc != 3 || !g_str_equal(argv[1], "preview")) {
		return psq_tool_usage(
			"psqctl letter preview [--raw] NUMBER|FILE");
	}
	g_autoptr(PsqLetters) letters = psq_tool_letters(&error);
	g_autoptr(PsqOutgoing) letter =
		letters != NULL ? find_letter(argv[2], &error) : NULL;
	if (letter == NULL) {
		return psq_tool_fail(error);
	}
	g_autoptr(GBytes) bytes = letter->bytes != NULL
		? g_bytes_ref(letter->bytes)
		: psq_letter_order_compose(letters, letter, &error);
	if (bytes == NULL || !print(bytes, &error)) {
		return psq_tool_fail(error);
	}
	return EXIT_SUCCESS;
}
