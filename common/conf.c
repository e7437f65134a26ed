// conf.c - the configuration: one file, one table of keys (psqd.conf(5))
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/conf.h"

#include "common/conf-check.h"
#include "common/conf-keys.h"

#include <inttypes.h>
#include <libconfig.h>
#include <string.h>

// The lists of groups that the file may hold.
static const struct {
	const char *name;
	PsqSection section;
} lists[] = {
	{ "mailboxes", PSQ_SECTION_MAILBOX },
	{ "stations", PSQ_SECTION_STATION },
};

static void
station_free(gpointer data)
{
	PsqConfStation *station = data;
	g_free(station->code);
	g_free(station->name);
	g_free(station->postal_address);
	g_free(station->phone);
	g_free(station->answers);
	g_free(station->duty_address);
	g_free(station);
}

static void
mailbox_free(gpointer data)
{
	PsqConfMailbox *mailbox = data;
	g_free(mailbox->address);
	g_free(mailbox->station);
	g_free(mailbox->host);
	g_free(mailbox->user);
	g_free(mailbox->password);
	g_free(mailbox->password_command);
	g_free(mailbox->password_file);
	g_free(mailbox->token_command);
	g_free(mailbox->ca_file);
	g_free(mailbox->first_look);
	g_free(mailbox->folder);
	g_free(mailbox->settle_to);
	g_free(mailbox->smtp_host);
	g_free(mailbox);
}

void
psq_conf_free(PsqConf *conf)
{
	if (conf == NULL) {
		return;
	}
	g_free(conf->path);
	g_free(conf->admin_database);
	g_free(conf->alarm_command);
	g_free(conf->data_dir);
	g_free(conf->database);
	g_free(conf->letters_dir);
	g_ptr_array_unref(conf->stations);
	g_ptr_array_unref(conf->mailboxes);
	g_free(conf);
}

static const PsqKey *
key_find(PsqSection section, const char *name)
{
	for (size_t i = 0; i < psq_key_count; i++) {
		if (psq_keys[i].section == section &&
			g_str_equal(psq_keys[i].name, name)) {
			return &psq_keys[i];
		}
	}
	return NULL;
}

static void *
field_of(void *base, const PsqKey *key)
{
	return (char *)base + key->offset;
}

static bool
set_choice(int *field, const PsqKey *key, const char *word, GError **error)
{
	for (int i = 0; key->choices[i] != NULL; i++) {
		if (g_str_equal(key->choices[i], word)) {
			*field = i;
			return true;
		}
	}
	g_autofree char *known = g_strjoinv("\", \"", (char **)key->choices);
	return psq_fail(error, PSQ_ERR_CONFIG, "%s is \"%s\": it may be \"%s\"",
		key->name, word, known);
}

static bool
set_number(void *field, const PsqKey *key, int64_t number, GError **error)
{
	if (number < key->min || number > key->max) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"%s is %" PRId64 ": it may be %" PRId64 " to %" PRId64,
			key->name, number, key->min, key->max);
	}
	if (key->type == PSQ_KEY_SIZE) {
		*(int64_t *)field = number;
	} else {
		*(int *)field = (int)number;
	}
	return true;
}

static bool
set_string(char **field, const PsqKey *key, const char *text, GError **error)
{
	for (const char *c = text; *c != '\0'; c++) {
		if (g_ascii_iscntrl(*c)) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"%s has a control character", key->name);
		}
	}
	if (!g_utf8_validate(text, -1, NULL)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "%s is not valid UTF-8",
			key->name);
	}
	g_free(*field);
	*field = g_strdup(text);
	return true;
}

static bool
set_key(void *base, const PsqKey *key, const config_setting_t *setting,
	GError **error)
{
	void *field = field_of(base, key);
	int type = config_setting_type(setting);
	bool is_text =
		key->type == PSQ_KEY_STRING || key->type == PSQ_KEY_CHOICE;
	if (is_text ? type != CONFIG_TYPE_STRING
		    : type != CONFIG_TYPE_INT && type != CONFIG_TYPE_INT64) {
		return psq_fail(error, PSQ_ERR_CONFIG, "%s must be a %s",
			key->name, is_text ? "string" : "whole number");
	}
	if (key->type == PSQ_KEY_STRING) {
		return set_string(
			field, key, config_setting_get_string(setting), error);
	}
	if (key->type == PSQ_KEY_CHOICE) {
		return set_choice(
			field, key, config_setting_get_string(setting), error);
	}
	return set_number(field, key, config_setting_get_int64(setting), error);
}

static void
set_initial(void *base, PsqSection section)
{
	for (size_t i = 0; i < psq_key_count; i++) {
		const PsqKey *key = &psq_keys[i];
		void *field = field_of(base, key);
		if (key->section != section || key->initial == NULL) {
			continue;
		}
		bool set = true;
		if (key->type == PSQ_KEY_STRING) {
			*(char **)field = g_strdup(key->initial);
		} else if (key->type == PSQ_KEY_CHOICE) {
			set = set_choice(field, key, key->initial, NULL);
		} else {
			set = set_number(field, key,
				g_ascii_strtoll(key->initial, NULL, 10), NULL);
		}
		g_assert(set); // the table's own values are in its bounds
	}
}

// "path:line: " before what is wrong, and false.
static bool
at_line(GError **error, const PsqConf *conf, int line)
{
	g_prefix_error(error, "%s:%d: ", conf->path, line);
	return false;
}

static bool
list_is_known(PsqSection section, const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		if (section == PSQ_SECTION_TOP &&
			g_str_equal(lists[i].name, name)) {
			return true;
		}
	}
	return false;
}

static bool
read_group(const PsqConf *conf, void *base, PsqSection section,
	const config_setting_t *group, GError **error)
{
	set_initial(base, section);
	int count = config_setting_length(group);
	for (int i = 0; i < count; i++) {
		const config_setting_t *setting =
			config_setting_get_elem(group, (unsigned)i);
		const char *name = config_setting_name(setting);
		if (list_is_known(section, name)) {
			continue;
		}
		const PsqKey *key = key_find(section, name);
		bool set = key != NULL ? set_key(base, key, setting, error)
				       : psq_fail(error, PSQ_ERR_CONFIG,
						 "unknown key \"%s\"", name);
		if (!set) {
			return at_line(error, conf,
				(int)config_setting_source_line(setting));
		}
	}
	for (size_t i = 0; i < psq_key_count; i++) {
		const PsqKey *key = &psq_keys[i];
		if (key->section == section && key->required &&
			*(char **)field_of(base, key) == NULL) {
			psq_fail(error, PSQ_ERR_CONFIG, "%s is missing",
				key->name);
			return at_line(error, conf,
				(int)config_setting_source_line(group));
		}
	}
	return true;
}

static bool
read_entry(PsqConf *conf, PsqSection section, const config_setting_t *group,
	GError **error)
{
	int line = (int)config_setting_source_line(group);
	if (config_setting_type(group) != CONFIG_TYPE_GROUP) {
		psq_fail(error, PSQ_ERR_CONFIG, "a group { ... } is expected");
		return at_line(error, conf, line);
	}
	if (section == PSQ_SECTION_STATION) {
		PsqConfStation *station = g_new0(PsqConfStation, 1);
		g_ptr_array_add(conf->stations, station);
		station->line = line;
		return read_group(conf, station, section, group, error);
	}
	PsqConfMailbox *mailbox = g_new0(PsqConfMailbox, 1);
	g_ptr_array_add(conf->mailboxes, mailbox);
	mailbox->line = line;
	return read_group(conf, mailbox, section, group, error);
}

static bool
read_lists(PsqConf *conf, const config_t *file, GError **error)
{
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		const config_setting_t *list =
			config_lookup(file, lists[i].name);
		if (list == NULL) {
			continue;
		}
		if (config_setting_type(list) != CONFIG_TYPE_LIST) {
			psq_fail(error, PSQ_ERR_CONFIG,
				"%s must be a list ( { ... }, { ... } )",
				lists[i].name);
			return at_line(error, conf,
				(int)config_setting_source_line(list));
		}
		int count = config_setting_length(list);
		for (int j = 0; j < count; j++) {
			if (!read_entry(conf, lists[i].section,
				    config_setting_get_elem(list, (unsigned)j),
				    error)) {
				return false;
			}
		}
	}
	return true;
}

static bool
read_file(PsqConf *conf, config_t *file, GError **error)
{
	if (config_read_file(file, conf->path) != CONFIG_TRUE) {
		if (config_error_type(file) == CONFIG_ERR_FILE_IO) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"%s: could not be read", conf->path);
		}
		psq_fail(error, PSQ_ERR_CONFIG, "%s", config_error_text(file));
		return at_line(error, conf, config_error_line(file));
	}
	return read_group(conf, conf, PSQ_SECTION_TOP,
		       config_root_setting(file), error) &&
		read_lists(conf, file, error) && psq_conf_check(conf, error);
}

PsqConf *
psq_conf_load(const char *path, GError **error)
{
	g_autoptr(PsqConf) conf = g_new0(PsqConf, 1);
	conf->path = g_strdup(path);
	conf->stations = g_ptr_array_new_with_free_func(station_free);
	conf->mailboxes = g_ptr_array_new_with_free_func(mailbox_free);
	config_t file;
	config_init(&file);
	bool good = read_file(conf, &file, error);
	config_destroy(&file);
	return good ? g_steal_pointer(&conf) : NULL;
}

bool
psq_conf_same_mailbox(const PsqConfMailbox *a, const PsqConfMailbox *b)
{
	return psq_keys_equal(PSQ_SECTION_MAILBOX, a, b);
}
