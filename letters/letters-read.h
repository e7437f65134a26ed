// letters-read.h - the folder letters/ and a station's own texts, from disk
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "letters/letter.h"

// Reads folder (as psq_datadir_find() gives it): directory.conf, and a folder
// a language. Each file that stands below override (NULL: none) under the same
// name takes the place of folder's; override's directory.conf adds to it, and
// a language of its own is one more. Fails with PSQ_ERR_CONFIG, naming file
// and line.
PsqLetters *psq_letters_read(const char *folder, const char *override,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
