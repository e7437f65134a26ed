// letters-read.c - the folder letters/ and a station's own texts, from disk
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/letters-read.h"

// The folders below path; "ar", "de"... None if path is NULL.
static bool
add_languages(GPtrArray *languages, const char *path, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autoptr(GDir) dir =
		path != NULL ? g_dir_open(path, 0, &reason) : NULL;
	if (dir == NULL) {
		return path == NULL ||
			psq_fail(error, PSQ_ERR_CONFIG, "%s", reason->message);
	}
	const char *name;
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *below = g_build_filename(path, name, NULL);
		if (g_file_test(below, G_FILE_TEST_IS_DIR) &&
			!g_ptr_array_find_with_equal_func(
				languages, name, g_str_equal, NULL)) {
			g_ptr_array_add(languages, g_strdup(name));
		}
	}
	return true;
}

// The files of base/name into files, those of the same name replaced; a base
// without such a folder has none.
static bool
add_files(GPtrArray *files, const char *base, const char *name, GError **error)
{
	g_autofree char *path =
		base != NULL ? g_build_filename(base, name, NULL) : NULL;
	if (path == NULL || !g_file_test(path, G_FILE_TEST_IS_DIR)) {
		return true;
	}
	g_autoptr(GPtrArray) found = psq_datadir_read(path, "", error);
	if (found == NULL) {
		return false;
	}
	g_ptr_array_set_free_func(found, NULL);
	for (guint i = 0; i < found->len; i++) {
		PsqFile *file = g_ptr_array_index(found, i);
		for (guint j = 0; j < files->len; j++) {
			const PsqFile *old = g_ptr_array_index(files, j);
			if (g_str_equal(old->name, file->name)) {
				g_ptr_array_remove_index_fast(files, j);
				break;
			}
		}
		g_ptr_array_add(files, file);
	}
	return true;
}

static GPtrArray *
read_language(const char *folder, const char *override, const char *name,
	GError **error)
{
	g_autoptr(GPtrArray) files =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_file_free);
	if (!add_files(files, folder, name, error) ||
		!add_files(files, override, name, error)) {
		return NULL;
	}
	return g_steal_pointer(&files);
}

static const PsqFile *
directory_in(const GPtrArray *files)
{
	for (guint i = 0; files != NULL && i < files->len; i++) {
		const PsqFile *file = g_ptr_array_index(files, i);
		if (g_str_equal(file->name, "directory.conf")) {
			return file;
		}
	}
	return NULL;
}

static PsqDirectory *
read_directory(const char *folder, const char *override, GError **error)
{
	g_autoptr(GPtrArray) own = psq_datadir_read(folder, ".conf", error);
	if (own == NULL) {
		return NULL;
	}
	g_autoptr(GPtrArray) local = override != NULL
		? psq_datadir_read(override, ".conf", error)
		: NULL;
	if (override != NULL && local == NULL) {
		return NULL;
	}
	const PsqFile *national = directory_in(own);
	if (national == NULL) {
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"%s: directory.conf is missing", folder);
	}
	return psq_directory_new(national, directory_in(local), error);
}

static GArray *
read_folders(const GPtrArray *languages, const char *folder,
	const char *override, GError **error)
{
	g_autoptr(GArray) folders =
		g_array_new(FALSE, FALSE, sizeof(PsqLetterFolder));
	for (guint i = 0; i < languages->len; i++) {
		PsqLetterFolder one = {
			.language = g_ptr_array_index(languages, i),
		};
		one.files =
			read_language(folder, override, one.language, error);
		if (one.files == NULL) {
			return NULL;
		}
		g_array_append_val(folders, one);
	}
	return g_steal_pointer(&folders);
}

static void
free_folders(GArray *folders)
{
	for (guint i = 0; i < folders->len; i++) {
		PsqLetterFolder *one =
			&g_array_index(folders, PsqLetterFolder, i);
		g_ptr_array_unref((GPtrArray *)one->files);
	}
	g_array_unref(folders);
}

PsqLetters *
psq_letters_read(const char *folder, const char *override, GError **error)
{
	g_autoptr(GPtrArray) languages = g_ptr_array_new_with_free_func(g_free);
	if (!add_languages(languages, folder, error) ||
		!add_languages(languages, override, error)) {
		return NULL;
	}
	g_autoptr(PsqDirectory) directory =
		read_directory(folder, override, error);
	GArray *folders = directory != NULL
		? read_folders(languages, folder, override, error)
		: NULL;
	if (folders == NULL) {
		return NULL;
	}
	PsqLetters *letters =
		psq_letters_new(&g_array_index(folders, PsqLetterFolder, 0),
			folders->len, g_steal_pointer(&directory), error);
	free_folders(folders);
	return letters;
}
