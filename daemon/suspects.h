// suspects.h - messages at which a process may have died: tried by another
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a dead process left behind in psq.attempt may be what it died of. A
// child process takes these messages in, one by one. If it dies, this one
// lives and knows at which message: two processes have died of that one, and
// it is quarantined unread; nobody else is blamed, whoever else died. The
// child writes a line "fetch UID" before it fetches a message and "read UID"
// once it has it.
#pragma once

#include "daemon/batch.h"
#include "store/schema.h"

// Lets a child process take suspects (UIDs) in, and quarantines the one that
// it dies of, if any; then counts.more says that others are left. Fails with
// PSQ_ERR_RETRY when the child could not be started or fails otherwise, which
// it has logged.
bool psq_suspects_take(PsqRound *round, const GArray *suspects,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The child: takes in the suspects of the mailbox with this address under its
// parent's lease ("PROCESS/FENCE"). Returns the exit status. It ends with its
// parent.
int psq_suspects_run(const PsqConf *conf, const PsqLexicon *lexicon,
	const char *address, const char *lease);
