// tokens.h - OAuth 2 access tokens, kept until they end or are refused
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mailboxes with the same token_command share its token.
#pragma once

#include "common/error.h"

typedef struct PsqTokens PsqTokens;

PsqTokens *psq_tokens_new(void);

// What command last printed, if that holds good for another minute; else it is
// run (psq_command_run()). It prints the token, or the JSON of RFC 6749, 5.1:
// {"access_token": ..., "expires_in": seconds}. *ret_kept, if true, says that
// it was not run. The caller frees the token. Safe from several threads. Fails
// with PSQ_ERR_RETRY.
char *psq_tokens_get(PsqTokens *tokens, const char *command, int seconds,
	int stop_fd, bool *ret_kept, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The server refused it: the command is run the next time.
void psq_tokens_refused(
	PsqTokens *tokens, const char *command, const char *token);

void psq_tokens_free(PsqTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqTokens, psq_tokens_free)
