// ask.h - a password from the terminal or from standard input
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

// Asks on the terminal, twice, without showing what is typed; where standard
// input is no terminal, takes its first line. Fails with PSQ_ERR_MESSAGE when
// there is none or the two differ. The caller frees it.
char *psq_ask_password(GError **error) G_GNUC_WARN_UNUSED_RESULT;
