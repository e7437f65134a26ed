// first-look.h - what a mailbox held before psqd came may be left out
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/batch.h"

// Before a mailbox is looked at for the first time, or for the first time under
// another UIDVALIDITY: leaves out what the key first_look says, of the messages
// present (UIDs). Nothing where that was done, or where all is to be taken in.
bool psq_first_look(PsqRound *round, const GArray *present,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
