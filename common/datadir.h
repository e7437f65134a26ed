// datadir.h - the files that come with the program: lexicon, schema
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

// One file of a folder, read whole.
typedef struct {
	char *path;
	char *name; // without the folder
	char *text; // NUL-terminated
	size_t len;
} PsqFile;

void psq_file_free(PsqFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqFile, psq_file_free)

// Where the folder called name ("lexicon", "schema") lies: below override if
// that is not NULL, below $PSQ_DATADIR if that is set (a build tree), else
// where `make install` put it. The caller frees it.
char *psq_datadir_find(const char *override, const char *name);

// All regular files of folder whose name ends in suffix, in byte order of
// their names, as PsqFile. Fails with PSQ_ERR_CONFIG when the folder or a
// file can't be read, naming it.
GPtrArray *psq_datadir_read(const char *folder, const char *suffix,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
