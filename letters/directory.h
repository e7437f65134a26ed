// directory.h - the services to which a letter sends residents on
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers, addresses and hours change: they live in letters/directory.conf,
// each with the day on which somebody last checked it, and never in code.
#pragma once

#include "common/datadir.h"
#include "parsers/labels.h"

// One entry. Days are Julian, 0 where none is given.
typedef struct {
	char *key;       // "plainte-en-ligne"
	char *name;      // as the service calls itself
	char *phone;     // as one dials it in France; NULL if none
	char *url;       // without "https://"; NULL if none
	char *address;   // by post or in the street; NULL if none
	char **formerly; // names that residents still write; may be empty
	char *source;    // where the facts were read
	unsigned flags;  // 1 << PsqFlag: the letters that name it
	unsigned valid_from;
	unsigned valid_to;
	unsigned checked;
	int line; // of the file
} PsqService;

typedef struct PsqDirectory PsqDirectory;

// Reads national, the file that comes with the program, and local, that of the
// station (NULL: none), whose entries take the place of those of the same key.
// Both stay the caller's, and may be freed afterwards. Fails with
// PSQ_ERR_CONFIG, "path:line: what is wrong", at a key that is unknown, an
// entry without name, check or way to reach it, or a day that is none.
PsqDirectory *psq_directory_new(const PsqFile *national, const PsqFile *local,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
void psq_directory_free(PsqDirectory *directory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqDirectory, psq_directory_free)

// All entries (const PsqService), in the order of the files; borrowed.
const GPtrArray *psq_directory_services(const PsqDirectory *directory);

// The entries that stand for flag on day (Julian), in their order. The array
// is the caller's, the entries are not.
GPtrArray *psq_directory_for(
	const PsqDirectory *directory, PsqFlag flag, unsigned day);

// When and under which conditions the service helps, in language ("fr") or,
// where the file does not say it in that one, in French; NULL if it says
// nothing. The caller frees it.
char *psq_directory_hours(const PsqDirectory *directory,
	const PsqService *service, const char *language);
char *psq_directory_note(const PsqDirectory *directory,
	const PsqService *service, const char *language);

// True if the entry was last checked more than months before day.
bool psq_service_is_stale(
	const PsqService *service, unsigned day, unsigned months);
