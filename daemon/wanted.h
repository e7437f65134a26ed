// wanted.h - the stations and mailboxes of a configuration, for the database
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/conf.h"
#include "store/mailbox.h"

// A copy, so that a thread may use it while the configuration changes.
typedef struct {
	char *database;        // connection string
	int processes;         // that share the mailboxes on this machine
	GArray *stations;      // PsqStoreStation
	GArray *mailboxes;     // PsqStoreMailbox, as the configuration has them
	GArray *ids;           // int64_t, ascending; empty until it is synced
	GStringChunk *strings; // that all of it points into
} PsqWanted;

PsqWanted *psq_wanted_new(const PsqConf *conf);
void psq_wanted_free(PsqWanted *wanted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqWanted, psq_wanted_free)

// Brings the database up to date with it, unless that was done, and learns the
// ids. Fails as db.h says.
bool psq_wanted_sync(
	PsqWanted *wanted, PsqDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
