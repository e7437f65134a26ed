// rules-files.h - rules and lists written down in a unit test
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/datadir.h"

#include <string.h>

// Adds a file that exists only in the test; its path is "dir/" and its name.
static inline void
add_file(GPtrArray *files, const char *name, const char *text)
{
	PsqFile *file = g_new0(PsqFile, 1);
	file->path = g_strconcat("dir/", name, NULL);
	file->name = g_strdup(name);
	file->text = g_strdup(text);
	file->len = strlen(text);
	g_ptr_array_add(files, file);
}

static inline GPtrArray *
files_new(const char *name, const char *text)
{
	GPtrArray *files =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_file_free);
	add_file(files, name, text);
	return files;
}
