// crash.h - points at which the tests' psqd dies or stops
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A point stands before or after each step that lasts (a commit, a word to the
// server). It is nothing in the programs that are installed; in
// tests/system/psqd-crash, the same sources built with PSQ_CRASH_POINTS, these
// variables of the environment name it:
//
//   PSQ_CRASH=NAME[:N]  the Nth time (1 by default) that the process reaches
//                       the point NAME it dies by SIGKILL
//   PSQ_PAUSE=NAME[:N]  the same, but it stops (SIGSTOP) until SIGCONT
//   PSQ_CRASH_MARK=FILE either happens only in the process that can make FILE,
//                       which must not exist: once, not in every child
//
// Taking in, in this order: "fetched" (bytes are here, nothing was written),
// "file-begun" (in a transaction, nothing is filed), "filed" (all is filed,
// not committed), "committed". Settling: "unsettled" (known what the server is
// to be told), "server-told" (not noted), "settled" (noted). Leases:
// "lease-taken" (in the database, the process does not know yet),
// "lease-released". Letters: "letter-taken", "letter-kept" (its bytes are in the
// database), "letter-told" (the server has answered, it is not noted),
// "letter-noted". A new durable step adds its name here.
#pragma once

#ifdef PSQ_CRASH_POINTS
void psq_crash_point(const char *name);
#else
#define psq_crash_point(name) ((void)0)
#endif
