// param.h - Content-Type and Content-Disposition: value and parameters
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Not left to GMime: its decoding of names has issue #133, and several of its
// functions on content types never return on a mail of 115 bytes (#165).
#pragma once

// The word before the first ";", in lower case, without quotes or comments:
// "text/html", "attachment". "" if there is none. The caller frees it.
char *psq_param_value(const char *raw);

// The parameter called name (lower case), decoded: RFC 2231 with its parts
// and charset, or RFC 2047 in quotes as most mailers write, or bare bytes.
// Valid UTF-8 on one line. NULL if absent; raw may be NULL. The caller frees
// it.
char *psq_param_get(const char *raw, const char *name);
