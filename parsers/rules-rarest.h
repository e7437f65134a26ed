// rules-rarest.h - the bytes by which a needle is found soonest
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>

// Where the width bytes of text that are rarest in French begin; text has len
// bytes, no fewer than width.
size_t psq_needle_rarest(const char *text, size_t len, size_t width);
