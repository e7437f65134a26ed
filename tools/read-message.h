// read-message.h - reading the message in a file, or on standard input
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

// Reads the message in the file at path, "-" for standard input. Fails with
// PSQ_ERR_MESSAGE.
PsqReading *psq_read_message(const PsqLexicon *lexicon, const char *path,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
