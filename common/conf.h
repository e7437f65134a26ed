// conf.h - the configuration: one file, one table of keys (psqd.conf(5))
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

#include <stdint.h>

typedef enum {
	PSQ_SECURITY_TLS,      // TLS from the first byte (port 993)
	PSQ_SECURITY_STARTTLS, // RFC 3501, 6.2.1 (port 143)
	PSQ_SECURITY_NONE,     // clear text: loopback addresses only
} PsqSecurity;

// What is done on the server once a message is in the database.
typedef enum {
	PSQ_SETTLE_KEEP,    // nothing
	PSQ_SETTLE_SEEN,    // \Seen
	PSQ_SETTLE_KEYWORD, // a keyword, by default $Ticketed
	PSQ_SETTLE_MOVE,    // MOVE to a folder
} PsqSettle;

// How psqd proves to be user. A token_command is always XOAUTH2.
typedef enum {
	PSQ_SIGN_IN_AUTO,  // LOGIN, or PLAIN where LOGIN will not do
	PSQ_SIGN_IN_LOGIN, // RFC 3501, 6.2.3
	PSQ_SIGN_IN_PLAIN, // RFC 4616
	PSQ_SIGN_IN_SCRAM, // SCRAM-SHA-256, RFC 7677
} PsqSignIn;

typedef struct {
	char *code; // "90" or "2A04": begins the ticket numbers
	char *name; // "Commissariat de Belfort"
	// What letters say of it; NULL: nothing.
	char *postal_address;
	char *phone;        // as one dials it
	char *answers;      // who answers: "Le délégué ..."
	char *duty_address; // to whom alarms are mailed
	int line;           // of the file, for messages
} PsqConfStation;

typedef struct {
	char *address; // "ddsp90-psq@interieur.gouv.fr"
	char *station; // code of a station above
	char *host;    // whose name the certificate must bear
	int port;      // 0: by security
	int security;  // PsqSecurity
	char *user;
	int sign_in;    // PsqSignIn
	char *password; // read from password_file where that is given; or NULL
	char *password_command; // prints it; or NULL
	char *password_file;    // not readable by others; or NULL
	char *token_command;    // prints an OAuth 2 access token; or NULL
	char *ca_file;          // PEM; NULL: the system's
	char *first_look;       // "all", "now", or a day: "2026-01-01"
	char *folder;           // "INBOX"
	int settle;             // PsqSettle
	int settle_create;      // bool: the folder is made where it is missing
	char *settle_to;        // keyword or folder
	char *smtp_host;        // where letters go; NULL: none are sent
	int smtp_port;          // 0: by smtp_security
	int smtp_security;      // PsqSecurity
	int smtp_sign_in;       // 1: with user and password
	int line;
} PsqConfMailbox;

typedef struct {
	char *path; // of the file that was read

	char *admin_database; // psqctl\'s connection string; NULL: database
	int certificate_days; // of a server's that ends sooner is told
	char *data_dir;       // of lexicon/ and schema/; NULL: as installed
	char *alarm_command;  // run when an alarm rings; NULL: none
	char *database;       // libpq connection string
	char *letters_dir;    // the stations' own texts; NULL: none
	int idle_seconds;     // IDLE is renewed after so long
	int log_level;        // PsqLogLevel
	int64_t max_batch_bytes;
	int max_connections; // of a process to one server; 0: no bound
	int64_t max_message_bytes;
	int poll_seconds;    // between two looks without IDLE
	int processes;       // that share the mailboxes
	int read_seconds;    // after which reading one message is a hang
	int retry_seconds;   // longest pause after an error
	int timeout_seconds; // for one command of a server
	int workers;
	GPtrArray *stations;  // PsqConfStation
	GPtrArray *mailboxes; // PsqConfMailbox
} PsqConf;

// Reads and checks the file at path. Fails with PSQ_ERR_CONFIG and
// "path:line: what is wrong": syntax, unknown key, wrong type, a value out of
// bounds, a key that is missing, a station that is not there, an address
// twice, clear text to a host that is not loopback, a password file that
// others may read. Prints nothing.
PsqConf *psq_conf_load(
	const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void psq_conf_free(PsqConf *conf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqConf, psq_conf_free)

// The configuration in force, with defaults filled in, in the file's own
// syntax; passwords are replaced by "***". The caller frees it.
char *psq_conf_print(const PsqConf *conf);

// True if two mailboxes are configured alike, passwords included: a session
// that is open for one serves the other.
bool psq_conf_same_mailbox(const PsqConfMailbox *a, const PsqConfMailbox *b);

// True if host is "localhost" or an address of 127.0.0.0/8 or ::1.
bool psq_conf_is_loopback(const char *host);
