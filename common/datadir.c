// datadir.c - the files that come with the program: lexicon, schema
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/datadir.h"

#include <string.h>

void
psq_file_free(PsqFile *file)
{
	if (file == NULL) {
		return;
	}
	g_free(file->path);
	g_free(file->name);
	g_free(file->text);
	g_free(file);
}

char *
psq_datadir_find(const char *override, const char *name)
{
	const char *base = override;
	if (base == NULL || *base == '\0') {
		base = g_getenv("PSQ_DATADIR");
	}
	return g_build_filename(base != NULL ? base : PSQ_DATADIR, name, NULL);
}

static int
by_name(gconstpointer a, gconstpointer b)
{
	const PsqFile *const *x = a;
	const PsqFile *const *y = b;
	return strcmp((*x)->name, (*y)->name);
}

static PsqFile *
file_read(const char *path, const char *name, GError **error)
{
	g_autoptr(PsqFile) file = g_new0(PsqFile, 1);
	g_autoptr(GError) reason = NULL;
	file->name = g_strdup(name);
	file->path = g_strdup(path);
	if (!g_file_get_contents(
		    file->path, &file->text, &file->len, &reason)) {
		return psq_fail_null(
			error, PSQ_ERR_CONFIG, "%s", reason->message);
	}
	return g_steal_pointer(&file);
}

GPtrArray *
psq_datadir_read(const char *folder, const char *suffix, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autoptr(GDir) dir = g_dir_open(folder, 0, &reason);
	if (dir == NULL) {
		return psq_fail_null(
			error, PSQ_ERR_CONFIG, "%s", reason->message);
	}
	g_autoptr(GPtrArray) files =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_file_free);
	const char *name;
	while ((name = g_dir_read_name(dir)) != NULL) {
		if (*name == '.' || !g_str_has_suffix(name, suffix)) {
			continue;
		}
		g_autofree char *path = g_build_filename(folder, name, NULL);
		if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
			continue;
		}
		PsqFile *file = file_read(path, name, error);
		if (file == NULL) {
			return NULL;
		}
		g_ptr_array_add(files, file);
	}
	g_ptr_array_sort(files, by_name);
	return g_steal_pointer(&files);
}
