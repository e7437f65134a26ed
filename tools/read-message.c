// read-message.c - reading the message in a file, or on standard input
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/read-message.h"

#include <errno.h>
#include <stdio.h>

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

PsqReading *
psq_read_message(const PsqLexicon *lexicon, const char *path, GError **error)
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
