// guard-private.h - what the two files of the guard share
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/guard.h"

#include <glib.h>

struct PsqGuard {
	mailstream_low *below;
	GString *line; // begun, not ended
	GString *out;  // for libetpan, from out_at on
	size_t out_at;
	uint64_t literal_left; // bytes that go through as they are
	uint64_t literal_max;
	bool in_fetch;   // the line goes on after a literal
	bool greeted;    // the first line has come
	unsigned passed; // lines since psq_guard_arm()
	char *complaint; // NULL: none
	PsqHeard heard;
};

// Judges the line, without its end: hands it on, keeps what it says, or drops
// it. False, with a complaint, if it ends the session.
bool psq_guard_judge(PsqGuard *guard);
