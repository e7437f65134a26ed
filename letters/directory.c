// directory.c - the services to which a letter sends residents on
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/directory.h"

#include <stddef.h>
#include <string.h>

struct PsqDirectory {
	GPtrArray *services; // PsqService
	GHashTable *files;   // PsqService -> GKeyFile, for what is translated
};

typedef enum {
	KEY_TEXT,
	KEY_TEXTS,
	KEY_FLAGS,
	KEY_DAY,
	KEY_TRANSLATED
} KeyType;

typedef struct {
	const char *name;
	KeyType type;
	size_t offset;
} Key;

#define KEY(name, type)                                       \
	{                                                     \
#name, KEY_##type, offsetof(PsqService, name) \
	}

static const Key keys[] = {
	KEY(address, TEXT),
	KEY(checked, DAY),
	KEY(flags, FLAGS),
	KEY(formerly, TEXTS),
	{ "hours", KEY_TRANSLATED, 0 },
	KEY(name, TEXT),
	{ "note", KEY_TRANSLATED, 0 },
	KEY(phone, TEXT),
	KEY(source, TEXT),
	KEY(url, TEXT),
	KEY(valid_from, DAY),
	KEY(valid_to, DAY),
};

static void
service_free(gpointer data)
{
	PsqService *service = data;
	g_free(service->key);
	g_free(service->name);
	g_free(service->phone);
	g_free(service->url);
	g_free(service->address);
	g_strfreev(service->formerly);
	g_free(service->source);
	g_free(service);
}

// The line of "[group]", or of key below it where key is not NULL; GKeyFile
// does not tell it.
static int
line_of(const PsqFile *file, const char *group, const char *key)
{
	g_auto(GStrv) lines = g_strsplit(file->text, "\n", -1);
	g_autofree char *head = g_strdup_printf("[%s]", group);
	int found = 0;
	for (int i = 0; lines[i] != NULL; i++) {
		if (g_str_has_prefix(lines[i], "[")) {
			if (found != 0) {
				return found; // the group ends without key
			}
			found = g_str_has_prefix(lines[i], head) ? i + 1 : 0;
		} else if (found != 0 && key != NULL &&
			g_str_has_prefix(lines[i], key)) {
			return i + 1;
		}
		if (found != 0 && key == NULL) {
			return found;
		}
	}
	return found;
}

static bool
fail_at(GError **error, const PsqFile *file, const char *group, const char *key,
	const char *what)
{
	return psq_fail(error, PSQ_ERR_CONFIG, "%s:%d: %s%s%s", file->path,
		line_of(file, group, key), key != NULL ? key : "",
		key != NULL ? " " : "", what);
}

static const Key *
key_find(const char *name)
{
	size_t len = strcspn(name, "["); // "note[en]"
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
		bool translated = keys[i].type == KEY_TRANSLATED;
		if (strlen(keys[i].name) == len &&
			strncmp(keys[i].name, name, len) == 0 &&
			(name[len] == '\0' || translated)) {
			return &keys[i];
		}
	}
	return NULL;
}

static bool
set_day(unsigned *day, const char *text)
{
	g_auto(GStrv) part = g_strsplit(text, "-", 3);
	guint64 number[3];
	for (size_t i = 0; i < 3; i++) {
		if (part[i] == NULL ||
			!g_ascii_string_to_unsigned(
				part[i], 10, 1, 9999, &number[i], NULL)) {
			return false;
		}
	}
	if (!g_date_valid_dmy((GDateDay)number[2], (GDateMonth)number[1],
		    (GDateYear)number[0])) {
		return false;
	}
	g_autoptr(GDate) date = g_date_new_dmy((GDateDay)number[2],
		(GDateMonth)number[1], (GDateYear)number[0]);
	*day = g_date_get_julian(date);
	return true;
}

static bool
set_flags(unsigned *flags, char *const *names)
{
	for (size_t i = 0; names[i] != NULL; i++) {
		PsqFlag flag;
		if (!psq_flag_from_name(names[i], &flag)) {
			return false;
		}
		*flags |= 1U << flag;
	}
	return true;
}

// What is wrong with the value, or NULL.
static const char *
set_key(PsqService *service, const Key *key, GKeyFile *file, const char *name)
{
	void *field = (char *)service + key->offset;
	g_autofree char *text =
		g_key_file_get_string(file, service->key, name, NULL);
	if (text == NULL || *text == '\0') {
		return "is empty or not valid UTF-8";
	}
	g_auto(GStrv) list = g_key_file_get_string_list(
		file, service->key, name, NULL, NULL);
	switch (key->type) {
	case KEY_TEXT:
		*(char **)field = g_steal_pointer(&text);
		return NULL;
	case KEY_TEXTS:
		*(char ***)field = g_steal_pointer(&list);
		return NULL;
	case KEY_FLAGS:
		return set_flags(field, list) ? NULL : "names an unknown flag";
	case KEY_DAY:
		return set_day(field, text) ? NULL
					    : "is no day such as 2026-11-24";
	case KEY_TRANSLATED:
	default:
		return NULL;
	}
}

static const char *
what_is_missing(const PsqService *service)
{
	if (service->name == NULL) {
		return "name is missing";
	}
	if (service->checked == 0) {
		return "checked, the day when somebody last looked, is missing";
	}
	if (service->phone == NULL && service->url == NULL &&
		service->address == NULL) {
		return "phone, url or address is missing";
	}
	return NULL;
}

static PsqService *
read_service(GKeyFile *keyfile, const PsqFile *file, const char *group,
	GError **error)
{
	PsqService *service = g_new0(PsqService, 1);
	service->key = g_strdup(group);
	service->line = line_of(file, group, NULL);
	g_auto(GStrv) names = g_key_file_get_keys(keyfile, group, NULL, NULL);
	const char *wrong = NULL;
	const char *where = NULL;
	for (size_t i = 0; wrong == NULL && names[i] != NULL; i++) {
		const Key *key = key_find(names[i]);
		where = names[i];
		wrong = key != NULL ? set_key(service, key, keyfile, names[i])
				    : "is an unknown key";
	}
	if (wrong == NULL) {
		where = NULL;
		wrong = what_is_missing(service);
	}
	if (wrong != NULL) {
		fail_at(error, file, group, where, wrong);
		service_free(service);
		return NULL;
	}
	if (service->formerly == NULL) {
		service->formerly = g_new0(char *, 1);
	}
	return service;
}

static void
put(PsqDirectory *directory, PsqService *service, GKeyFile *keyfile)
{
	GPtrArray *services = directory->services;
	g_hash_table_insert(directory->files, service, g_key_file_ref(keyfile));
	for (guint i = 0; i < services->len; i++) {
		PsqService *old = g_ptr_array_index(services, i);
		if (g_str_equal(old->key, service->key)) {
			g_hash_table_remove(directory->files, old);
			service_free(old);
			services->pdata[i] = service;
			return;
		}
	}
	g_ptr_array_add(services, service);
}

static bool
read_file(PsqDirectory *directory, const PsqFile *file, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autoptr(GKeyFile) keyfile = g_key_file_new();
	if (!g_key_file_load_from_data(keyfile, file->text, file->len,
		    G_KEY_FILE_KEEP_TRANSLATIONS, &reason)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "%s: %s", file->path,
			reason->message);
	}
	g_auto(GStrv) groups = g_key_file_get_groups(keyfile, NULL);
	for (size_t i = 0; groups[i] != NULL; i++) {
		PsqService *service =
			read_service(keyfile, file, groups[i], error);
		if (service == NULL) {
			return false;
		}
		put(directory, service, keyfile);
	}
	return true;
}

PsqDirectory *
psq_directory_new(const PsqFile *national, const PsqFile *local, GError **error)
{
	g_autoptr(PsqDirectory) directory = g_new0(PsqDirectory, 1);
	directory->services = g_ptr_array_new_with_free_func(service_free);
	directory->files = g_hash_table_new_full(
		NULL, NULL, NULL, (GDestroyNotify)g_key_file_unref);
	if (!read_file(directory, national, error) ||
		(local != NULL && !read_file(directory, local, error))) {
		return NULL;
	}
	return g_steal_pointer(&directory);
}

void
psq_directory_free(PsqDirectory *directory)
{
	if (directory == NULL) {
		return;
	}
	g_hash_table_unref(directory->files);
	g_ptr_array_unref(directory->services);
	g_free(directory);
}

const GPtrArray *
psq_directory_services(const PsqDirectory *directory)
{
	return directory->services;
}

GPtrArray *
psq_directory_for(const PsqDirectory *directory, PsqFlag flag, unsigned day)
{
	GPtrArray *found = g_ptr_array_new();
	for (guint i = 0; i < directory->services->len; i++) {
		PsqService *service = g_ptr_array_index(directory->services, i);
		if ((service->flags & (1U << flag)) != 0 &&
			service->valid_from <= day &&
			(service->valid_to == 0 || day <= service->valid_to)) {
			g_ptr_array_add(found, service);
		}
	}
	return found;
}

static char *
translated(const PsqDirectory *directory, const PsqService *service,
	const char *name, const char *language)
{
	GKeyFile *file = g_hash_table_lookup(directory->files, service);
	return g_key_file_get_locale_string(
		file, service->key, name, language, NULL);
}

char *
psq_directory_hours(const PsqDirectory *directory, const PsqService *service,
	const char *language)
{
	return translated(directory, service, "hours", language);
}

char *
psq_directory_note(const PsqDirectory *directory, const PsqService *service,
	const char *language)
{
	return translated(directory, service, "note", language);
}

bool
psq_service_is_stale(const PsqService *service, unsigned day, unsigned months)
{
	g_autoptr(GDate) until = g_date_new_julian(service->checked);
	g_date_add_months(until, months);
	return g_date_get_julian(until) < day;
}
