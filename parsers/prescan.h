// prescan.h - is this message safe to hand to a MIME parser?
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GMime bounds neither parts nor header fields: 7 MB of boundary lines cost it
// 1.4 GB of memory, 14 MB of header fields half a gigabyte. So the raw bytes
// are looked at first, line by line, without building anything.
#pragma once

#include "common/error.h"

#include <stdint.h>

// Fails with PSQ_ERR_MESSAGE, saying which bound, when the message's own head,
// a part's head, the heads together or the lines that may be boundaries are
// beyond limits.h. It errs on the side of counting too much: a line that
// begins with "--" counts whether or not it is a boundary.
bool psq_prescan(const uint8_t *bytes, size_t len,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Where the message's own head ends without the blank line that it should end
// in: the offset of the first line that is no field, len if there is none.
size_t psq_prescan_open_head(const uint8_t *bytes, size_t len);
