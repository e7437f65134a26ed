// mail-files.h - messages out of .eml files, mbox files and Maildir folders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

// The messages in path (GBytes), in order: a folder with new/ and cur/ is a
// Maildir; a file that begins with "From " is an mbox in the mboxrd form
// (RFC 4155: "From " lines part messages, ">From " is undone); any other file
// is one message. Fails with PSQ_ERR_MESSAGE when path can't be read.
GPtrArray *psq_mail_files_read(
	const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
