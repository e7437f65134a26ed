// poison.c - what psqd-poison has in the place of two functions of psqd
// SPDX-License-Identifier: GPL-3.0-or-later
//
// psqd-poison is psqd, linked with --wrap: a message that holds a marker ends
// the process that reads it, or never ends being read; one whose UID is
// POISON_UID ends the process that fetches it.
#include "config.h"

#include "daemon/imap.h"
#include "parsers/mail.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// abort(): sanitizers would make an exit status of a real fault.
PsqMail *__real_psq_mail_parse(
	const uint8_t *bytes, size_t len, GError **error);
PsqMail *__wrap_psq_mail_parse(
	const uint8_t *bytes, size_t len, GError **error);
bool __real_psq_imap_fetch(PsqImap *imap, const uint32_t *uids, size_t count,
	uint64_t total_bytes, uint64_t max_bytes, GPtrArray **ret_messages,
	GError **error);
bool __wrap_psq_imap_fetch(PsqImap *imap, const uint32_t *uids, size_t count,
	uint64_t total_bytes, uint64_t max_bytes, GPtrArray **ret_messages,
	GError **error);

static bool
holds(const uint8_t *bytes, size_t len, const char *marker)
{
	return memmem(bytes, len, marker, strlen(marker)) != NULL;
}

PsqMail *
__wrap_psq_mail_parse(const uint8_t *bytes, size_t len, GError **error)
{
	if (holds(bytes, len, "POISON-DIES")) {
		abort();
	}
	while (holds(bytes, len, "POISON-HANGS")) {
		pause();
	}
	return __real_psq_mail_parse(bytes, len, error);
}

bool
__wrap_psq_imap_fetch(PsqImap *imap, const uint32_t *uids, size_t count,
	uint64_t total_bytes, uint64_t max_bytes, GPtrArray **ret_messages,
	GError **error)
{
	const char *poison = getenv("POISON_UID");
	for (size_t i = 0; poison != NULL && i < count; i++) {
		if (uids[i] == strtoul(poison, NULL, 10)) {
			abort();
		}
	}
	return __real_psq_imap_fetch(
		imap, uids, count, total_bytes, max_bytes, ret_messages, error);
}
