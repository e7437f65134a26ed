// notice.h - waiting until the database has something to tell
// SPDX-License-Identifier: GPL-3.0-or-later
//
// NOTIFY is a hint: what comes while nobody is connected is lost, so that
// whoever waits looks for work by itself as well.
#pragma once

#include "store/db.h"

// Asks for what is told on channel ("psq_letter"), a name of ours.
bool psq_store_listen(PsqDb *db, const char *channel,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Waits until something was told on any channel that was asked for, stop_fd is
// readable, or seconds are over. What was told meanwhile with other answers
// counts. Fails with PSQ_ERR_RETRY when the connection is lost.
bool psq_store_wait(PsqDb *db, int stop_fd, double seconds,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
