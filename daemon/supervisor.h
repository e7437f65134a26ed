// supervisor.h - psqd is a few processes: starts them, and again when one dies
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the processes read comes from strangers, by way of large libraries: one
// may crash. Then only it dies; the others take its mailboxes over, and a new
// one is forked off this process, which reads nothing but its configuration,
// talks to nobody and has no threads.
#pragma once

#include "common/conf.h"
#include "letters/letter.h"
#include "parsers/lexicon.h"
#include "store/schema.h"

// Runs conf's `processes` until SIGTERM or SIGINT, which they are passed (who
// does not end in time is killed). SIGHUP reads the file at conf's path again:
// a bad one is logged and the old one stays, a good one is passed on. With
// once, returns when all processes have nothing left to do. systemd is told
// (sd_notify(3)): ready, reloading, stopping, and that this process lives.
// conf is taken. psq_wake_block_signals() must have been called, and no thread
// been started. True if nothing failed, or without once.
//
// It returns in this process only: the others exit.
bool psq_supervise(PsqConf *conf, const PsqLexicon *lexicon,
	const PsqLetters *letters, const PsqSchema *schema, bool once);
