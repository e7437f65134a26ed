// password.h - what proves a password: Argon2id, as the database wants it
// SPDX-License-Identifier: GPL-3.0-or-later
//
// RFC 9106, version 1.3. The forms are libargon2's: an encoded hash is
// "$argon2id$v=19$m=65536,t=3,p=1$<salt>$<hash>"; a salt, as the database
// gives it for a login, is all of that but the last field.
#pragma once

#include "common/error.h"

// The encoded hash of a new password, with a random salt: 64 MiB, 3 passes.
// Takes some tenths of a second. Fails with PSQ_ERR_MESSAGE when it has fewer
// than 12 or more than 1000 bytes. The caller frees it.
char *psq_password_new(
	const char *password, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The encoded hash of what somebody typed, with the settings and the salt of
// a login: what desk.sign_in() takes. Fails with PSQ_ERR_MESSAGE when salt is
// none. The caller frees it.
char *psq_password_answer(const char *password, const char *salt,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
