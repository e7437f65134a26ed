// command.h - running a command of the operator's, with a time limit
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

// Runs line, whose words are parted as a shell does (quotes, backslashes), but
// without a shell: no variables, no pipes. env (NULL-terminated; NULL: none)
// are "NAME=value" to be set in its environment, beside psqd's own. Standard
// input is empty, standard error is psqd's own. Ends it, and what it has
// started, as a failure, after so many seconds and when stop_fd becomes
// readable. Fails with PSQ_ERR_RETRY, also if it ends with another status than
// 0.
//
// *ret_output is what it printed, without white space at its ends; the caller
// frees it. Then it also fails when that is nothing, or more than 64 KiB. With
// ret_output NULL what it prints is dropped. No error says what was printed,
// nor more of line than its first word: others may be secrets.
bool psq_command_run(const char *line, const char *const *env, int seconds,
	int stop_fd, char **ret_output,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
