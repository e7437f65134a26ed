// tool.h - what psqctl's commands share: configuration, lexicon, database
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/conf.h"
#include "letters/letter.h"
#include "parsers/lexicon.h"
#include "store/db.h"

// One of psqctl's commands. argv[0] is its name. Returns the exit status: 0
// done; 1 something failed, said on standard error; 64 usage (EX_USAGE); 78
// configuration (EX_CONFIG).
typedef int PsqCommand(int argc, char **argv);

PsqCommand psq_cmd_account;
PsqCommand psq_cmd_audit;
PsqCommand psq_cmd_backfill;
PsqCommand psq_cmd_check_config;
PsqCommand psq_cmd_directory;
PsqCommand psq_cmd_erase;
PsqCommand psq_cmd_evaluate;
PsqCommand psq_cmd_explain;
PsqCommand psq_cmd_export;
PsqCommand psq_cmd_import;
PsqCommand psq_cmd_letter;
PsqCommand psq_cmd_ledger;
PsqCommand psq_cmd_mailboxes;
PsqCommand psq_cmd_migrate;
PsqCommand psq_cmd_purge;
PsqCommand psq_cmd_quarantine;
PsqCommand psq_cmd_replay;
PsqCommand psq_cmd_reply;
PsqCommand psq_cmd_status;
PsqCommand psq_cmd_subject_access;
PsqCommand psq_cmd_tickets;
PsqCommand psq_cmd_train;

// Parses a command's options (entries ends with G_OPTION_ENTRY_NULL) and takes
// them out of argv. usage stands after the name in --help. False: a line was
// printed, and the command returns EX_USAGE.
bool psq_tool_options(int *argc, char ***argv, const char *usage,
	const GOptionEntry *entries);

// Prints "psqctl: <what>" on standard error and returns the exit status that
// belongs to the error's code.
int psq_tool_fail(const GError *error);

// The usual way to say that a command was called wrongly: EX_USAGE.
int psq_tool_usage(const char *format, ...) G_GNUC_PRINTF(1, 2);

// What the global options and the configuration say; NULL and an error
// (PSQ_ERR_CONFIG) if the file is bad.
PsqConf *psq_tool_conf(GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The database: of --database if that was given, else the configuration's.
PsqDb *psq_tool_db(GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The lexicon that comes with the program or with the configuration's
// data_dir; needs no configuration file.
PsqLexicon *psq_tool_lexicon(GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The letters' texts that come with the program, with those of the
// configuration's letters_dir; needs no configuration file.
PsqLetters *psq_tool_letters(GError **error) G_GNUC_WARN_UNUSED_RESULT;

// Where "schema" or "lexicon" lies. The caller frees it.
char *psq_tool_data(const char *name);
