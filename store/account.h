// account.h - who signs in to the desk, for psqctl
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Needs psq_admin.
#pragma once

#include "store/db.h"

#include <stdint.h>

typedef struct {
	char *login;
	char *name;
	char *station;
	char *role; // "delegate", "head", "duty_officer", "auditor"
	bool disabled;
	int64_t last_sign_in; // seconds since 1970; 0: never
	int64_t failed_tries; // since then
	int64_t open_tickets; // assigned to it
} PsqAccount;

void psq_account_free(PsqAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqAccount, psq_account_free)

// encoded: of psq_password_new(). Fails with PSQ_ERR_MESSAGE when there is no
// such station or role, or the login is taken or of another form.
bool psq_store_account_add(PsqDb *db, const PsqAccount *account,
	const char *encoded, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Gives a new password, enables the account, and ends its sessions. Fails with
// PSQ_ERR_MESSAGE when there is no such account; so does the next one.
bool psq_store_account_passwd(PsqDb *db, const char *login, const char *encoded,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Ends its sessions and lets it sign in no more; history keeps its name.
bool psq_store_account_disable(
	PsqDb *db, const char *login, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// PsqAccount, by station and login.
GPtrArray *psq_store_account_list(
	PsqDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
