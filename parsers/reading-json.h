// reading-json.h - a reading as JSON: what psqctl explain prints, what is kept
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

// One line of JSON, with the same keys in the same order for every message;
// file, if not NULL, becomes the first. Offsets of evidence count Unicode
// characters, so that any language can cut by them. The caller frees it.
char *psq_reading_to_json(const PsqReading *reading, const char *file);

// The line for a file that can't be read: "file" and "error".
char *psq_reading_error_json(const char *file, const char *reason);

// Only the evidence, as a JSON array.
char *psq_reading_evidence_json(const PsqReading *reading);

// Only the attachments, likewise.
char *psq_reading_attachments_json(const PsqReading *reading);
