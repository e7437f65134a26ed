// mail-files.c - messages out of .eml files, mbox files and Maildir folders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/mail-files.h"

#include "common/datadir.h"

#include <string.h>

static const char separator[] = "From ";

static bool
is_separator(const char *line, size_t len)
{
	return len >= strlen(separator) &&
		memcmp(line, separator, strlen(separator)) == 0;
}

// Undoes mboxrd's quoting: a ">" before "From ", however many, is dropped.
static void
append_line(GByteArray *message, const char *line, size_t len)
{
	size_t marks = 0;
	while (marks < len && line[marks] == '>') {
		marks++;
	}
	bool quoted = marks > 0 && is_separator(line + marks, len - marks);
	size_t skip = quoted ? 1 : 0;
	g_byte_array_append(
		message, (const guint8 *)line + skip, (guint)(len - skip));
}

// The blank line before a separator belongs to the mbox, not the message.
static void
finish(GPtrArray *messages, GByteArray *message)
{
	if (message == NULL) {
		return;
	}
	guint len = message->len;
	if (len >= 2 && message->data[len - 1] == '\n' &&
		message->data[len - 2] == '\n') {
		g_byte_array_set_size(message, len - 1);
	}
	g_ptr_array_add(messages, g_byte_array_free_to_bytes(message));
}

static void
split_mbox(GPtrArray *messages, const char *text, size_t len)
{
	GByteArray *message = NULL;
	for (size_t at = 0; at < len;) {
		const char *line = text + at;
		const char *end = memchr(line, '\n', len - at);
		size_t line_len =
			end != NULL ? (size_t)(end - line) + 1 : len - at;
		if (is_separator(line, line_len)) {
			finish(messages, message);
			message = g_byte_array_new();
		} else {
			append_line(message, line, line_len);
		}
		at += line_len;
	}
	finish(messages, message);
}

static bool
read_file(GPtrArray *messages, const char *path, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autofree char *text = NULL;
	size_t len;
	if (!g_file_get_contents(path, &text, &len, &reason)) {
		return psq_fail(error, PSQ_ERR_MESSAGE, "%s", reason->message);
	}
	if (is_separator(text, len)) {
		split_mbox(messages, text, len);
	} else {
		g_ptr_array_add(messages,
			g_bytes_new_take(g_steal_pointer(&text), len));
	}
	return true;
}

static bool
read_maildir(GPtrArray *messages, const char *path, GError **error)
{
	static const char *const folders[] = { "new", "cur" };
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *folder =
			g_build_filename(path, folders[i], NULL);
		g_autoptr(GPtrArray) files =
			psq_datadir_read(folder, "", error);
		if (files == NULL) {
			return false;
		}
		for (guint j = 0; j < files->len; j++) {
			PsqFile *file = g_ptr_array_index(files, j);
			size_t len = file->len;
			g_ptr_array_add(messages,
				g_bytes_new_take(
					g_steal_pointer(&file->text), len));
		}
	}
	return true;
}

GPtrArray *
psq_mail_files_read(const char *path, GError **error)
{
	g_autoptr(GPtrArray) messages =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
	bool good = is_folder ? read_maildir(messages, path, error)
			      : read_file(messages, path, error);
	return good ? g_steal_pointer(&messages) : NULL;
}
