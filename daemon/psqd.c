// psqd.c - the daemon's main: options, configuration, lexicon, watch
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/datadir.h"
#include "common/log.h"
#include "daemon/supervisor.h"
#include "daemon/suspects.h"
#include "daemon/wake.h"
#include "letters/letters-read.h"
#include "parsers/mail.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sysexits.h>

static gboolean opt_once;
static gboolean opt_print;
static gboolean opt_version;
static char *opt_config;
static char *opt_lease;
static char *opt_suspects;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "config", 'c', 0, G_OPTION_ARG_FILENAME, &opt_config,
		"configuration file", "FILE" },
	{ "once", 0, 0, G_OPTION_ARG_NONE, &opt_once,
		"take in what is there, then exit", NULL },
	{ "print-config", 0, 0, G_OPTION_ARG_NONE, &opt_print,
		"print the configuration in force, then exit", NULL },
	{ "lease", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &opt_lease,
		"likewise", "LEASE" },
	{ "suspects", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING,
		&opt_suspects, "what psqd runs for itself (suspects.h)",
		"ADDRESS" },
	{ "version", 0, 0, G_OPTION_ARG_NONE, &opt_version,
		"print the version, then exit", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static int
fail(int status, const GError *error)
{
	psq_log(PSQ_LOG_ERROR, "%s", error->message);
	return status;
}

static PsqLexicon *
read_lexicon(const char *data_dir, GError **error)
{
	g_autofree char *folder = psq_datadir_find(data_dir, "lexicon");
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, "", error);
	g_autoptr(PsqLexicon) lexicon =
		files != NULL ? psq_lexicon_new(files, error) : NULL;
	if (lexicon == NULL || !psq_lexicon_check(lexicon, error)) {
		return NULL;
	}
	return g_steal_pointer(&lexicon);
}

// A session a mailbox: as many descriptors as the system lets us have.
static void
raise_limit(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

static PsqLetters *
read_letters(const PsqConf *conf, GError **error)
{
	g_autofree char *folder = psq_datadir_find(conf->data_dir, "letters");
	return psq_letters_read(folder, conf->letters_dir, error);
}

static int
run(PsqConf *conf)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *folder = psq_datadir_find(conf->data_dir, "schema");
	g_autoptr(PsqSchema) schema = psq_schema_read(folder, &error);
	g_autoptr(PsqLexicon) lexicon =
		schema != NULL ? read_lexicon(conf->data_dir, &error) : NULL;
	if (lexicon == NULL) {
		psq_conf_free(conf);
		return fail(EX_CONFIG, error);
	}
	g_autoptr(PsqLetters) letters = read_letters(conf, &error);
	if (letters == NULL) {
		psq_conf_free(conf);
		return fail(EX_CONFIG, error);
	}
	psq_mail_init();
	if (opt_suspects != NULL) {
		int status = psq_suspects_run(conf, lexicon, opt_suspects,
			opt_lease != NULL ? opt_lease : "");
		psq_conf_free(conf);
		return status;
	}
	raise_limit();
	bool good = psq_supervise(conf, lexicon, letters, schema, opt_once);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GOptionContext) options = g_option_context_new(NULL);
	g_option_context_add_main_entries(options, entries, NULL);
	psq_log_init(PSQ_LOG_INFO);
	if (!g_option_context_parse(options, &argc, &argv, &error)) {
		return fail(EX_USAGE, error);
	}
	if (argc > 1) {
		psq_log(PSQ_LOG_ERROR, "unknown argument \"%s\"", argv[1]);
		return EX_USAGE;
	}
	if (opt_version) {
		puts(PACKAGE_STRING);
		return EXIT_SUCCESS;
	}
	psq_wake_block_signals();
	PsqConf *conf = psq_conf_load(
		opt_config != NULL ? opt_config : PSQ_SYSCONFDIR "/psqd.conf",
		&error);
	if (conf == NULL) {
		return fail(EX_CONFIG, error);
	}
	if (opt_print) {
		g_autofree char *text = psq_conf_print(conf);
		fputs(text, stdout);
		psq_conf_free(conf);
		return EXIT_SUCCESS;
	}
	return run(conf);
}
