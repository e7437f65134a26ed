// prescan.h - how much of a message is safe to hand to a MIME parser
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GMime bounds neither parts nor header fields: 7 MB of boundary lines cost it
// 1.4 GB of memory, 14 MB of header fields half a gigabyte. So the raw bytes
// are looked at first, line by line, without building anything.
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
	// The message's own head is beyond limits.h (bytes, lines, encoded
	// words without an end): psq_prescan_shorten() it.
	bool long_head;
	size_t head; // where it ends: its blank line, or a line of dashes
	// What follows is beyond limits.h: a part's head, the heads together,
	// or the lines that may be boundaries. len if nothing is.
	size_t keep;
} PsqPrescan;

// Errs on the side of counting too much: a line that begins with "--" counts
// whether or not it is a boundary.
PsqPrescan psq_prescan(const uint8_t *bytes, size_t len);

// A copy of the head of len bytes that is within limits.h: its first fields as
// they are, then only those that a reading needs (From, To, Subject, Date,
// Message-ID, MIME's, those that tell machines' mail), each cut where it is
// very long. The caller frees it with g_byte_array_unref().
GByteArray *psq_prescan_shorten(const uint8_t *head, size_t len);

// Where the message's own head ends without the blank line that it should end
// in: the offset of the first line that is no field, len if there is none.
size_t psq_prescan_open_head(const uint8_t *bytes, size_t len);
