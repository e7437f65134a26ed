// password.c - what proves a password: Argon2id, as the database wants it
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/password.h"

#include <argon2.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

enum {
	LENGTH_MIN = 12,
	LENGTH_MAX = 1000,
	SALT_BYTES = 16,
	HASH_BYTES = 32,
	MEMORY_KIB = 65536,
	MEMORY_MAX = 1048576,
	PASSES = 3,
	PASSES_MAX = 100,
	LANES = 1,
	LANES_MAX = 16,
};

typedef struct {
	uint32_t memory;
	uint32_t passes;
	uint32_t lanes;
	const uint8_t *salt;
	size_t salt_len;
} Settings;

static char *
encode(const char *password, const Settings *s, GError **error)
{
	size_t size = argon2_encodedlen(s->passes, s->memory, s->lanes,
		(uint32_t)s->salt_len, HASH_BYTES, Argon2_id);
	g_autofree char *encoded = g_malloc0(size);
	int status = argon2id_hash_encoded(s->passes, s->memory, s->lanes,
		password, strlen(password), s->salt, s->salt_len, HASH_BYTES,
		encoded, size);
	if (status != ARGON2_OK) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"could not hash the password: %s",
			argon2_error_message(status));
	}
	return g_steal_pointer(&encoded);
}

char *
psq_password_new(const char *password, GError **error)
{
	uint8_t salt[SALT_BYTES];
	size_t length = strlen(password);
	if (length < LENGTH_MIN || length > LENGTH_MAX) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"a password has %d to %d bytes", LENGTH_MIN,
			LENGTH_MAX);
	}
	if (getrandom(salt, sizeof salt, 0) != (ssize_t)sizeof salt) {
		return psq_fail_null(error, PSQ_ERR_RETRY,
			"the system gave no random bytes");
	}
	const Settings settings = {
		.memory = MEMORY_KIB,
		.passes = PASSES,
		.lanes = LANES,
		.salt = salt,
		.salt_len = sizeof salt,
	};
	return encode(password, &settings, error);
}

// Salts are in base64 without its padding.
static uint8_t *
salt_bytes(const char *text, size_t *ret_len)
{
	static const char padding[] = "===";
	size_t rest = strlen(text) % 4;
	g_autofree char *padded =
		g_strconcat(text, rest > 0 ? padding + rest - 1 : "", NULL);
	return g_base64_decode(padded, ret_len);
}

char *
psq_password_answer(const char *password, const char *salt, GError **error)
{
	Settings s = { 0 };
	int at = 0;
	bool good = sscanf(salt,
			    "$argon2id$v=19$m=%" SCNu32 ",t=%" SCNu32
			    ",p=%" SCNu32 "$%n",
			    &s.memory, &s.passes, &s.lanes, &at) == 3 &&
		at > 0 && s.memory <= MEMORY_MAX && s.passes <= PASSES_MAX &&
		s.lanes <= LANES_MAX && strlen(password) <= LENGTH_MAX;
	if (!good) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"the settings of the password can't be used");
	}
	g_autofree uint8_t *bytes = salt_bytes(salt + at, &s.salt_len);
	s.salt = bytes;
	return encode(password, &s, error);
}
