// command.h - a command of the operator's that prints a secret
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

// Runs line, whose words are parted as a shell does (quotes, backslashes), but
// without a shell: no variables, no pipes. Standard input is empty, standard
// error is psqd's own. *ret_output is what it printed, at most 64 KiB, without
// white space at its ends; the caller frees it. Ends it, as a failure, after
// so many seconds and when stop_fd becomes readable. Fails with PSQ_ERR_RETRY,
// also if it ends with another status than 0 or prints nothing. No error says
// what was printed.
bool psq_command_run(const char *line, int seconds, int stop_fd,
	char **ret_output, GError **error) G_GNUC_WARN_UNUSED_RESULT;
