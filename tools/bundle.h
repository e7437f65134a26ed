// bundle.h - a ticket as a folder that proves what it holds
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/db.h"

// Writes a ticket to folder, which must not exist: ticket.json, readings.json,
// entries.json (notes, answers, calls, visits), events.json, originals/*.eml
// as received, letters.json and letters/*.eml as sent, and SHA256SUMS, which sha256sum -c checks. Nobody but the user
// can read them. Fails with PSQ_ERR_MESSAGE when there is no such ticket or
// the folder exists, PSQ_ERR_RETRY when it can't be written.
bool psq_bundle_write(PsqDb *db, const char *number, const char *folder,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
