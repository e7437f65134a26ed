// conf-keys.c - the table of the configuration's keys
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/conf-keys.h"

#include "common/log.h"

#include <stddef.h>

static const char *const securities[] = { "tls", "starttls", "none", NULL };
static const char *const yes_no[] = { "no", "yes", NULL };
static const char *const settles[] = { "keep", "seen", "keyword", "move",
	NULL };
// The places are PsqSignIn's numbers.
static const char *const sign_ins[] = { "auto", "login", "plain",
	"scram-sha-256", NULL };
static const char *const yes_or_no[] = { "no", "yes", NULL };
// The places are PsqLogLevel's numbers.
static const char *const levels[] = {
	"emergency",
	"alert",
	"critical",
	"error",
	"warning",
	"notice",
	"info",
	"debug",
	NULL,
};

#define TOP(field)        PSQ_SECTION_TOP, #field
#define STATION(field)    PSQ_SECTION_STATION, #field
#define MAILBOX(field)    PSQ_SECTION_MAILBOX, #field
#define IN_TOP(field)     offsetof(PsqConf, field)
#define IN_STATION(field) offsetof(PsqConfStation, field)
#define IN_MAILBOX(field) offsetof(PsqConfMailbox, field)

#define KEY_STRING(s, field, initial, required, help)                   \
	{                                                               \
		s(field), PSQ_KEY_STRING, IN_##s(field), 0, 0, initial, \
			required, NULL, help                            \
	}
#define KEY_NUMBER(s, field, initial, min, max, help)                       \
	{                                                                   \
		s(field), PSQ_KEY_NUMBER, IN_##s(field), min, max, initial, \
			false, NULL, help                                   \
	}
#define KEY_SIZE(s, field, initial, min, max, help)                       \
	{                                                                 \
		s(field), PSQ_KEY_SIZE, IN_##s(field), min, max, initial, \
			false, NULL, help                                 \
	}
#define KEY_CHOICE(s, field, initial, choices, help)                           \
	{                                                                      \
		s(field), PSQ_KEY_CHOICE, IN_##s(field), 0, 0, initial, false, \
			choices, help                                          \
	}

// Alphabetical within a section; the order is that of psq_conf_print() and of
// psqd.conf(5).
const PsqKey psq_keys[] = {
	// clang-format off
	KEY_STRING(TOP, admin_database, NULL, false,
		"psqctl's connection string, where it is not psqd's"),
	KEY_STRING(TOP, alarm_command, NULL, false,
		"run when an alarm rings, with PSQ_NUMBER and others set"),
	KEY_NUMBER(TOP, certificate_days, "14", 0, 365,
		"a warning a day if a server's certificate ends sooner; 0: none"),
	KEY_STRING(TOP, data_dir, NULL, false,
		"folder of lexicon and schema, where not as installed"),
	KEY_STRING(TOP, database, "dbname=psq", false,
		"connection string of libpq"),
	KEY_NUMBER(TOP, idle_seconds, "540", 10, 1740,
		"IDLE is renewed after so many seconds"),
	KEY_STRING(TOP, letters_dir, NULL, false,
		"folder of texts that take the place of letters/"),
	KEY_CHOICE(TOP, log_level, "info", levels,
		"lines less urgent than this are not logged"),
	KEY_SIZE(TOP, max_batch_bytes, "8388608", 65536, 268435456,
		"messages fetched at once, in bytes"),
	KEY_NUMBER(TOP, max_connections, "0", 0, 100000,
		"of a process to one server, other mailboxes in turn; 0: any"),
	KEY_SIZE(TOP, max_message_bytes, "31457280", 65536, 134217728,
		"of a larger message only the beginning is taken in"),
	KEY_NUMBER(TOP, poll_seconds, "60", 1, 3600,
		"between two looks at a mailbox without IDLE"),
	KEY_NUMBER(TOP, processes, "2", 1, 64,
		"that share the mailboxes; one that crashes is started again"),
	KEY_NUMBER(TOP, read_seconds, "10", 1, 600,
		"a message whose reading takes longer is quarantined"),
	KEY_NUMBER(TOP, retry_seconds, "300", 1, 3600,
		"longest pause after an error"),
	KEY_NUMBER(TOP, timeout_seconds, "60", 1, 600,
		"for one command of a server"),
	KEY_NUMBER(TOP, workers, "4", 1, 64,
		"threads that take messages in, each with a database connection"),

	KEY_STRING(STATION, answers, NULL, false,
		"who answers residents, as the acknowledgement says it"),
	KEY_STRING(STATION, code, NULL, true,
		"begins the ticket numbers: a department's number"),
	KEY_STRING(STATION, duty_address, NULL, false,
		"to whom alarms are mailed"),
	KEY_STRING(STATION, name, NULL, true, "as residents know it"),
	KEY_STRING(STATION, phone, NULL, false,
		"as residents dial it (CRPA R112-11-1)"),
	KEY_STRING(STATION, postal_address, NULL, false,
		"on one line (CRPA R112-11-1)"),

	KEY_STRING(MAILBOX, address, NULL, true, "the mailbox's own address"),
	KEY_STRING(MAILBOX, ca_file, NULL, false,
		"PEM file of the authorities to trust; the system's by default"),
	KEY_STRING(MAILBOX, first_look, "all", false,
		"what is taken in at first: all, now (nothing yet), or since "
		"a day"),
	KEY_STRING(MAILBOX, folder, "INBOX", false, "as the server names it"),
	KEY_STRING(MAILBOX, host, NULL, true,
		"the IMAP server; its certificate must bear this name"),
	KEY_STRING(MAILBOX, password, NULL, false,
		"better kept in a password_file"),
	KEY_STRING(MAILBOX, password_command, NULL, false,
		"prints the password; run without a shell"),
	KEY_STRING(MAILBOX, password_file, NULL, false,
		"its first line is the password; others may not read it"),
	KEY_NUMBER(MAILBOX, port, "0", 0, 65535,
		"0: 993 for tls, 143 otherwise"),
	KEY_CHOICE(MAILBOX, security, "tls", securities,
		"none: only to a loopback address"),
	KEY_CHOICE(MAILBOX, settle, "keep", settles,
		"what is done on the server after a message is taken in"),
	KEY_CHOICE(MAILBOX, settle_create, "no", yes_or_no,
		"whether the folder to move to is made where it is missing"),
	KEY_STRING(MAILBOX, settle_to, NULL, false,
		"the keyword ($Ticketed by default), or the folder to move to"),
	KEY_CHOICE(MAILBOX, sign_in, "auto", sign_ins,
		"auto: LOGIN, or AUTHENTICATE PLAIN where that will not do"),
	KEY_STRING(MAILBOX, smtp_host, NULL, false,
		"the server that sends letters; none are sent without"),
	KEY_NUMBER(MAILBOX, smtp_port, "0", 0, 65535,
		"0: 465 for tls, 587 for starttls, 25 otherwise"),
	KEY_CHOICE(MAILBOX, smtp_security, "tls", securities,
		"none: only to a loopback address"),
	KEY_CHOICE(MAILBOX, smtp_sign_in, "yes", yes_no,
		"with user and password, or without"),
	KEY_STRING(MAILBOX, station, NULL, true, "a station's code"),
	KEY_STRING(MAILBOX, token_command, NULL, false,
		"prints an OAuth 2 access token; run without a shell"),
	KEY_STRING(MAILBOX, user, NULL, true, "to sign in"),
	// clang-format on
};
const size_t psq_key_count = G_N_ELEMENTS(psq_keys);

static bool
field_equal(const PsqKey *key, const void *a, const void *b)
{
	switch (key->type) {
	case PSQ_KEY_STRING:
		return g_strcmp0(*(char *const *)a, *(char *const *)b) == 0;
	case PSQ_KEY_SIZE:
		return *(const int64_t *)a == *(const int64_t *)b;
	case PSQ_KEY_NUMBER:
	case PSQ_KEY_CHOICE:
	default:
		return *(const int *)a == *(const int *)b;
	}
}

bool
psq_keys_equal(PsqSection section, const void *a, const void *b)
{
	for (size_t i = 0; i < psq_key_count; i++) {
		const PsqKey *key = &psq_keys[i];
		if (key->section == section &&
			!field_equal(key, (const char *)a + key->offset,
				(const char *)b + key->offset)) {
			return false;
		}
	}
	return true;
}
