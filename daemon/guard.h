// guard.h - what an IMAP server may say before libetpan hears it
// SPDX-License-Identifier: GPL-3.0-or-later
//
// libetpan 1.9.4 dies of some answers (PERMANENTFLAGS with a control
// character, deep parentheses), fails on others that are odd but harmless (OK
// without text, EXISTS before IDLE's "+", a keyword with a parenthesis), and
// takes literals and lines of any size. The guard reads the stream first, line
// by line. It hands on only what psqd has a use for, each in its plainest
// form: the tagged verdict, CAPABILITY, SEARCH, continuations, and FETCH with
// the size or the bytes of a message. It keeps the rest that matters
// (PsqHeard), drops what does not, and ends the session at what no sound
// server says.
#pragma once

#include <libetpan/libetpan.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct PsqGuard PsqGuard;

// What the server said besides. Texts are valid UTF-8, cut to a line's length.
typedef struct {
	uint32_t uidvalidity; // 0: none, or no number of 32 bits
	uint32_t uidnext;
	char *flags;     // PERMANENTFLAGS: "\Seen \*"; NULL: not told
	char *answer;    // what the last verdict said, with its code
	char *goodbye;   // of BYE; NULL: none
	char *alert;     // of [ALERT]; NULL: none
	bool try_create; // the last verdict had [TRYCREATE]
	bool news;       // messages came or went since psq_guard_arm()
	bool trailing;   // something followed the last verdict
} PsqHeard;

PsqGuard *psq_guard_new(void);

// Guards the stream below, which it takes; closing and freeing what is
// returned does the same to below and to guard.
mailstream_low *psq_guard_stream(PsqGuard *guard, mailstream_low *below);

// A command follows, whose answer may have literals of bytes in all.
void psq_guard_arm(PsqGuard *guard, int64_t bytes);

// Forgets what was heard: after STARTTLS, and before another folder.
void psq_guard_forget(PsqGuard *guard);

// Takes len bytes of the server's. False once the server is not to be listened
// to any more: psq_guard_complaint() says why.
bool psq_guard_feed(PsqGuard *guard, const char *bytes, size_t len);

// Moves at most size bytes of what libetpan may hear into buffer and returns
// how many.
size_t psq_guard_take(PsqGuard *guard, char *buffer, size_t size);

// True if psq_guard_take() would give something.
bool psq_guard_has_output(const PsqGuard *guard);

// Why the server is not listened to, as a sentence without its end ("the
// server ..."); "" if it is. Never a word of the server's.
const char *psq_guard_complaint(const PsqGuard *guard);

const PsqHeard *psq_guard_heard(const PsqGuard *guard);

// For a guard that has no stream yet; accepts NULL.
void psq_guard_free(PsqGuard *guard);
