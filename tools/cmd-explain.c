// cmd-explain.c - psqctl explain: what is read in a message, and why
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/reading-json.h"
#include "tools/explain-text.h"
#include "tools/tool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean opt_json;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "json", 0, 0, G_OPTION_ARG_NONE, &opt_json,
		"un objet JSON par message, un par ligne", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

// What is left to read of file.
static GBytes *
read_stream(FILE *file, GError **error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	uint8_t buffer[65536];
	size_t got;
	while ((got = fread(buffer, 1, sizeof buffer, file)) > 0) {
		g_byte_array_append(bytes, buffer, (guint)got);
	}
	if (ferror(file) != 0) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"could not read: %s", g_strerror(errno));
	}
	return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

// The bytes of the file at path, mapped where it is a plain file: a message
// may be as large as the disk has room for.
static GBytes *
read_path(const char *path, GError **error)
{
	if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		g_autoptr(GError) reason = NULL;
		g_autoptr(GMappedFile) map =
			g_mapped_file_new(path, FALSE, &reason);
		return map != NULL
			? g_mapped_file_get_bytes(map)
			: psq_fail_null(error, PSQ_ERR_MESSAGE,
				  "could not open: %s", reason->message);
	}
	FILE *file = fopen(path, "rb");
	if (file == NULL) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"could not open: %s", g_strerror(errno));
	}
	GBytes *bytes = read_stream(file, error);
	fclose(file);
	return bytes;
}

static PsqReading *
read_file(const PsqLexicon *lexicon, const char *path, GError **error)
{
	g_autoptr(GBytes) bytes = g_str_equal(path, "-")
		? read_stream(stdin, error)
		: read_path(path, error);
	if (bytes == NULL) {
		return NULL;
	}
	gsize len;
	const uint8_t *data = g_bytes_get_data(bytes, &len);
	PsqMail *mail = psq_mail_parse(data, len, error);
	return mail != NULL ? psq_reading_new(lexicon, mail, NULL) : NULL;
}

static void
print_reading(const PsqReading *reading, const char *path)
{
	g_autofree char *text = opt_json ? psq_reading_to_json(reading, path)
					 : psq_explain_text(reading, path);
	puts(text);
}

static void
print_failure(const char *path, const GError *failure)
{
	fprintf(stderr, "psqctl: %s: %s\n", path, failure->message);
	if (opt_json) {
		g_autofree char *line =
			psq_reading_error_json(path, failure->message);
		puts(line);
	}
}

int
psq_cmd_explain(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "FICHIER...", entries)) {
		return psq_tool_usage("psqctl explain [--json] FILE...");
	}
	if (argc < 2) {
		return psq_tool_usage("psqctl explain [--json] FILE...");
	}
	g_autoptr(PsqLexicon) lexicon = psq_tool_lexicon(&error);
	if (lexicon == NULL) {
		return psq_tool_fail(error);
	}
	int status = EXIT_SUCCESS;
	for (int i = 1; i < argc; i++) {
		g_autoptr(GError) failure = NULL;
		g_autoptr(PsqReading) reading =
			read_file(lexicon, argv[i], &failure);
		if (reading != NULL) {
			print_reading(reading, argv[i]);
		} else {
			print_failure(argv[i], failure);
			status = EXIT_FAILURE;
		}
	}
	return status;
}
