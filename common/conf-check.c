// conf-check.c - what must hold between the keys of a configuration
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/conf-check.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool
psq_conf_is_loopback(const char *host)
{
	if (g_ascii_strcasecmp(host, "localhost") == 0) {
		return true;
	}
	g_autoptr(GInetAddress) address = g_inet_address_new_from_string(host);
	return address != NULL && g_inet_address_get_is_loopback(address);
}

static bool
fail_at(GError **error, const PsqConf *conf, int line, const char *what)
{
	return psq_fail(
		error, PSQ_ERR_CONFIG, "%s:%d: %s", conf->path, line, what);
}

// A department's number, with more behind it where a department has several
// stations: "90", "2A", "971", "9301".
static bool
code_is_good(const char *code)
{
	size_t len = strlen(code);
	bool good = len >= 2 && len <= 8 && g_ascii_isdigit(code[0]);
	for (size_t i = 1; good && i < len; i++) {
		good = g_ascii_isdigit(code[i]) || g_ascii_isupper(code[i]);
	}
	return good;
}

static const PsqConfStation *
station_find(const PsqConf *conf, const char *code)
{
	for (guint i = 0; i < conf->stations->len; i++) {
		const PsqConfStation *station =
			g_ptr_array_index(conf->stations, i);
		if (g_str_equal(station->code, code)) {
			return station;
		}
	}
	return NULL;
}

static bool
check_stations(const PsqConf *conf, GError **error)
{
	for (guint i = 0; i < conf->stations->len; i++) {
		const PsqConfStation *station =
			g_ptr_array_index(conf->stations, i);
		if (!code_is_good(station->code)) {
			return fail_at(error, conf, station->line,
				"code must be a department's number, such as "
				"\"90\", \"2A\" or, for one of several "
				"stations, \"9301\"");
		}
		if (station_find(conf, station->code) != station) {
			return fail_at(error, conf, station->line,
				"this station's code stands twice");
		}
	}
	return true;
}

// A bare name is that of a credential which systemd hands over (systemd.exec(5),
// LoadCredential=).
static void
find_credential(PsqConfMailbox *mailbox)
{
	const char *folder = g_getenv("CREDENTIALS_DIRECTORY");
	if (folder != NULL && strchr(mailbox->password_file, '/') == NULL) {
		g_autofree char *name = mailbox->password_file;
		mailbox->password_file = g_build_filename(folder, name, NULL);
	}
}

// One way to prove who psqd is, and words that can be run.
static bool
check_secret(const PsqConfMailbox *mailbox, GError **error)
{
	const struct {
		const char *key;
		const char *value;
		bool is_command;
	} ways[] = {
		{ "password", mailbox->password, false },
		{ "password_command", mailbox->password_command, true },
		{ "password_file", mailbox->password_file, false },
		{ "token_command", mailbox->token_command, true },
	};
	const char *given = NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
		g_autoptr(GError) reason = NULL;
		if (ways[i].value == NULL) {
			continue;
		}
		if (given != NULL) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"%s and %s are both given", given, ways[i].key);
		}
		given = ways[i].key;
		if (ways[i].is_command &&
			!g_shell_parse_argv(
				ways[i].value, NULL, NULL, &reason)) {
			return psq_fail(error, PSQ_ERR_CONFIG, "%s: %s", given,
				reason->message);
		}
	}
	return given != NULL ||
		psq_fail(error, PSQ_ERR_CONFIG, "password_file is missing");
}

static bool
read_password(PsqConfMailbox *mailbox, GError **error)
{
	if (!check_secret(mailbox, error)) {
		return false;
	}
	if (mailbox->password_file == NULL) {
		return true;
	}
	find_credential(mailbox);
	struct stat st;
	if (stat(mailbox->password_file, &st) != 0) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"password_file \"%s\" could not be read: %s",
			mailbox->password_file, g_strerror(errno));
	}
	if ((st.st_mode & (S_IRWXO | S_IWGRP)) != 0) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"password_file \"%s\" is open to others: chmod 0600",
			mailbox->password_file);
	}
	g_autoptr(GError) reason = NULL;
	if (!g_file_get_contents(mailbox->password_file, &mailbox->password,
		    NULL, &reason)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "password_file: %s",
			reason->message);
	}
	mailbox->password[strcspn(mailbox->password, "\r\n")] = '\0';
	return true;
}

// Letters, where they are sent at all.
static bool
check_smtp(PsqConfMailbox *mailbox, GError **error)
{
	static const int ports[] = {
		[PSQ_SECURITY_TLS] = 465,      // RFC 8314
		[PSQ_SECURITY_STARTTLS] = 587, // RFC 6409
		[PSQ_SECURITY_NONE] = 25,
	};
	if (mailbox->smtp_host != NULL &&
		mailbox->smtp_security == PSQ_SECURITY_NONE &&
		!psq_conf_is_loopback(mailbox->smtp_host)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"smtp_security \"none\" would send letters in clear "
			"text to %s: only a loopback address may do that",
			mailbox->smtp_host);
	}
	if (mailbox->smtp_port == 0) {
		mailbox->smtp_port = ports[mailbox->smtp_security];
	}
	return true;
}

// True for a day of the calendar as ISO 8601 writes it.
static bool
is_day(const char *text)
{
	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' ||
		strspn(text, "-0123456789") != 10) {
		return false;
	}
	return g_date_valid_dmy((GDateDay)atoi(text + 8),
		(GDateMonth)atoi(text + 5), (GDateYear)atoi(text));
}

// libetpan sends user, password and folder as they are: a line break in them
// would be a command (the keys' own check refuses it; a file's first line has
// none).
static bool
check_mailbox(const PsqConf *conf, PsqConfMailbox *mailbox, GError **error)
{
	const char *at = strchr(mailbox->address, '@');
	if (at == NULL || at == mailbox->address || at[1] == '\0') {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"address \"%s\" is no mail address", mailbox->address);
	}
	if (station_find(conf, mailbox->station) == NULL) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"no station has the code \"%s\"", mailbox->station);
	}
	if (mailbox->security == PSQ_SECURITY_NONE &&
		!psq_conf_is_loopback(mailbox->host)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"security \"none\" would send the password in clear "
			"text to %s: only a loopback address may do that",
			mailbox->host);
	}
	if (mailbox->settle == PSQ_SETTLE_MOVE && mailbox->settle_to == NULL) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"settle \"move\" needs settle_to, a folder");
	}
	if (mailbox->settle == PSQ_SETTLE_KEYWORD &&
		mailbox->settle_to == NULL) {
		mailbox->settle_to = g_strdup("$Ticketed");
	}
	if (!g_str_equal(mailbox->first_look, "all") &&
		!g_str_equal(mailbox->first_look, "now") &&
		!is_day(mailbox->first_look)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"first_look is \"%s\": it may be \"all\", \"now\" or a "
			"day such as \"2026-01-01\"",
			mailbox->first_look);
	}
	if (mailbox->port == 0) {
		mailbox->port =
			mailbox->security == PSQ_SECURITY_TLS ? 993 : 143;
	}
	return check_smtp(mailbox, error) && read_password(mailbox, error);
}

bool
psq_conf_check(PsqConf *conf, GError **error)
{
	if (!check_stations(conf, error)) {
		return false;
	}
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < conf->mailboxes->len; i++) {
		PsqConfMailbox *mailbox = g_ptr_array_index(conf->mailboxes, i);
		bool good = check_mailbox(conf, mailbox, error);
		if (good &&
			!g_hash_table_add(
				seen, g_ascii_strdown(mailbox->address, -1))) {
			good = psq_fail(error, PSQ_ERR_CONFIG,
				"address \"%s\" stands twice",
				mailbox->address);
		}
		if (!good) {
			g_prefix_error(
				error, "%s:%d: ", conf->path, mailbox->line);
			return false;
		}
	}
	return true;
}
