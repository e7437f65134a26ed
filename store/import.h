// import.h - messages from files, filed as if they had been received
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/db.h"

#include <stdint.h>

// The next UID for messages imported into mailbox (uidvalidity 0). Numbers
// may be skipped, never given twice. A file that was imported before is known
// by its bytes: filing makes it a duplicate.
bool psq_store_next_import_uid(PsqDb *db, int64_t mailbox, uint32_t *ret_uid,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
