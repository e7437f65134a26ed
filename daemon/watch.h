// watch.h - the one place that sleeps: idling sockets, timers, signals
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/conf.h"
#include "parsers/lexicon.h"
#include "store/schema.h"

// Watches all mailboxes of the configuration at path until SIGTERM or SIGINT;
// SIGHUP reads the file again (a bad one is logged and the old one stays).
// conf is what was read from path so far and is taken. With once, each mailbox
// has what is there taken in, and the function returns. True if nothing
// failed. SIGTERM, SIGINT and SIGHUP must be blocked before any thread is
// started (psq_wake_block_signals()).
bool psq_watch_run(PsqConf *conf, const PsqLexicon *lexicon,
	const PsqSchema *schema, bool once);
