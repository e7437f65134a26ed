// psqctl.c - the operator's tool: global options and the table of commands
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/datadir.h"
#include "letters/letters-read.h"
#include "parsers/mail.h"
#include "tools/tool.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

static char *opt_config;
static char *opt_database;
static gboolean opt_version;

static const GOptionEntry entries[] = {
	// clang-format off
	{ "config", 'c', 0, G_OPTION_ARG_FILENAME, &opt_config,
		"fichier de configuration", "FICHIER" },
	{ "database", 0, 0, G_OPTION_ARG_STRING, &opt_database,
		"base de données, à la place de celle du fichier",
		"CONNEXION" },
	{ "version", 0, 0, G_OPTION_ARG_NONE, &opt_version,
		"afficher la version", NULL },
	G_OPTION_ENTRY_NULL,
	// clang-format on
};

static const struct {
	const char *name;
	PsqCommand *run;
	const char *help;
} commands[] = {
	// clang-format off
	{ "account", psq_cmd_account,
		"comptes des délégués : add, passwd, disable, list" },
	{ "audit", psq_cmd_audit,
		"vérifier que l'historique est intact : verify" },
	{ "backfill", psq_cmd_backfill,
		"prendre ce que la première visite a laissé de côté" },
	{ "check-config", psq_cmd_check_config,
		"vérifier le fichier de configuration" },
	{ "directory", psq_cmd_directory,
		"services vers lesquels orienter : check, list" },
	{ "erase", psq_cmd_erase,
		"effacer ce qui concerne une personne" },
	{ "evaluate", psq_cmd_evaluate,
		"mesurer la lecture sur des messages étiquetés" },
	{ "explain", psq_cmd_explain,
		"montrer ce qui est lu dans un message, et pourquoi" },
	{ "export", psq_cmd_export,
		"écrire une demande dans un dossier, avec ses empreintes" },
	{ "import", psq_cmd_import,
		"prendre en compte des messages (.eml, mbox, Maildir)" },
	{ "ledger", psq_cmd_ledger,
		"dire ce qu'est devenu chaque message reçu" },
	{ "letter", psq_cmd_letter,
		"courriers aux habitants : preview" },
	{ "mailboxes", psq_cmd_mailboxes,
		"lister les messageries" },
	{ "migrate", psq_cmd_migrate,
		"mettre la base de données au niveau du programme" },
	{ "purge", psq_cmd_purge,
		"effacer ce dont la durée de conservation est passée" },
	{ "quarantine", psq_cmd_quarantine,
		"messages illisibles : list, show, retry, discard" },
	{ "replay", psq_cmd_replay,
		"montrer ce qu'un autre modèle changerait" },
	{ "reply", psq_cmd_reply,
		"répondre à une demande par courriel" },
	{ "status", psq_cmd_status,
		"état des messageries et de la base" },
	{ "subject-access", psq_cmd_subject_access,
		"réunir ce qui concerne une personne" },
	{ "tickets", psq_cmd_tickets,
		"demandes reçues : list, show" },
	{ "train", psq_cmd_train,
		"apprendre un modèle, avec les corrections des délégués" },
	// clang-format on
};

bool
psq_tool_options(
	int *argc, char ***argv, const char *usage, const GOptionEntry *options)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GOptionContext) context = g_option_context_new(usage);
	g_option_context_add_main_entries(context, options, NULL);
	if (!g_option_context_parse(context, argc, argv, &error)) {
		fprintf(stderr, "psqctl: %s\n", error->message);
		return false;
	}
	return true;
}

int
psq_tool_fail(const GError *error)
{
	fprintf(stderr, "psqctl: %s\n", error->message);
	return psq_error_is(error, PSQ_ERR_CONFIG) ? EX_CONFIG : EXIT_FAILURE;
}

int
psq_tool_usage(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *text = g_strdup_vprintf(format, args);
	va_end(args);
	fprintf(stderr, "psqctl: %s\n", text);
	return EX_USAGE;
}

PsqConf *
psq_tool_conf(GError **error)
{
	return psq_conf_load(
		opt_config != NULL ? opt_config : PSQ_SYSCONFDIR "/psqd.conf",
		error);
}

PsqDb *
psq_tool_db(GError **error)
{
	if (opt_database != NULL) {
		return psq_db_open(opt_database, "psqctl", error);
	}
	g_autoptr(PsqConf) conf = psq_tool_conf(error);
	return conf != NULL ? psq_db_open(conf->database, "psqctl", error)
			    : NULL;
}

// A tool that needs no configuration goes on without one.
char *
psq_tool_data(const char *name)
{
	g_autoptr(PsqConf) conf =
		opt_config != NULL ? psq_tool_conf(NULL) : NULL;
	return psq_datadir_find(conf != NULL ? conf->data_dir : NULL, name);
}

PsqLexicon *
psq_tool_lexicon(GError **error)
{
	g_autofree char *folder = psq_tool_data("lexicon");
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, "", error);
	return files != NULL ? psq_lexicon_new(files, error) : NULL;
}

PsqLetters *
psq_tool_letters(GError **error)
{
	g_autoptr(PsqConf) conf = psq_tool_conf(NULL);
	g_autofree char *folder = psq_tool_data("letters");
	return psq_letters_read(
		folder, conf != NULL ? conf->letters_dir : NULL, error);
}

static void
print_commands(void)
{
	puts("psqctl [OPTION...] COMMANDE [ARGUMENT...]\n\nCommandes :");
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
		printf("  %-14s %s\n", commands[i].name, commands[i].help);
	}
	puts("\npsqctl COMMANDE --help en dit plus ; voir aussi psqctl(1).");
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GOptionContext) options =
		g_option_context_new("COMMANDE [ARGUMENT...]");
	setlocale(LC_CTYPE, "C.UTF-8");
	g_option_context_set_strict_posix(options, TRUE);
	g_option_context_add_main_entries(options, entries, NULL);
	if (!g_option_context_parse(options, &argc, &argv, &error)) {
		return psq_tool_usage("%s", error->message);
	}
	if (opt_version) {
		puts(PACKAGE_STRING);
		return EXIT_SUCCESS;
	}
	if (argc < 2 || g_str_equal(argv[1], "help")) {
		print_commands();
		return argc < 2 ? EX_USAGE : EXIT_SUCCESS;
	}
	psq_mail_init();
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
		if (g_str_equal(commands[i].name, argv[1])) {
			return commands[i].run(argc - 1, argv + 1);
		}
	}
	return psq_tool_usage("unknown command \"%s\"", argv[1]);
}
