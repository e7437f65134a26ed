// schema.h - the files of schema/: which run once, which run every time
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/datadir.h"

typedef struct {
	GPtrArray *first;      // PsqFile: every time, before the migrations
	GPtrArray *migrations; // PsqFile: once each, in order of their names
	GPtrArray *repeatable; // PsqFile: every time, afterwards: functions,
			       // then views
} PsqSchema;

// Reads folder: its own files, which run first, migrations/, functions/ and
// views/. Fails with
// PSQ_ERR_CONFIG when one can't be read or there are no migrations.
PsqSchema *psq_schema_read(
	const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_schema_free(PsqSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqSchema, psq_schema_free)
