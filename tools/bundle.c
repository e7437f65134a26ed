// bundle.c - a ticket as a folder that proves what it holds
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/bundle.h"

#include "store/archive.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool
write_file(const char *folder, const char *name, GBytes *bytes, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) failed = NULL;
	gsize len;
	const char *data = g_bytes_get_data(bytes, &len);
	if (!g_file_set_contents_full(path, data != NULL ? data : "",
		    (gssize)len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
		    &failed)) {
		return psq_fail(error, PSQ_ERR_RETRY, "%s", failed->message);
	}
	return true;
}

static bool
make_folder(const char *path, GError **error)
{
	if (mkdir(path, 0700) == 0) {
		return true;
	}
	return psq_fail(error,
		errno == EEXIST ? PSQ_ERR_MESSAGE : PSQ_ERR_RETRY,
		"could not make the folder %s: %s", path, g_strerror(errno));
}

static bool
write_files(const char *folder, const GPtrArray *files, GError **error)
{
	g_autoptr(GString) sums = g_string_new(NULL);
	for (guint i = 0; i < files->len; i++) {
		const PsqArchived *file = g_ptr_array_index(files, i);
		g_autofree char *sum = g_compute_checksum_for_bytes(
			G_CHECKSUM_SHA256, file->bytes);
		g_string_append_printf(sums, "%s  %s\n", sum, file->name);
		if (!write_file(folder, file->name, file->bytes, error)) {
			return false;
		}
	}
	g_autoptr(GBytes) lines = g_bytes_new(sums->str, sums->len);
	return write_file(folder, "SHA256SUMS", lines, error);
}

bool
psq_bundle_write(
	PsqDb *db, const char *number, const char *folder, GError **error)
{
	g_autofree char *originals =
		g_build_filename(folder, "originals", NULL);
	g_autofree char *letters = g_build_filename(folder, "letters", NULL);
	g_autoptr(GPtrArray) files = psq_store_archive(db, number, error);
	return files != NULL && make_folder(folder, error) &&
		make_folder(originals, error) && make_folder(letters, error) &&
		write_files(folder, files, error);
}
