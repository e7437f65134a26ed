// wanted.c - the stations and mailboxes of a configuration, for the database
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/wanted.h"

static const char *
copy(GStringChunk *strings, const char *text)
{
	return text != NULL ? g_string_chunk_insert(strings, text) : NULL;
}

PsqWanted *
psq_wanted_new(const PsqConf *conf)
{
	PsqWanted *wanted = g_new0(PsqWanted, 1);
	GStringChunk *strings = g_string_chunk_new(4096);
	wanted->strings = strings;
	wanted->database = g_string_chunk_insert(strings, conf->database);
	wanted->processes = conf->processes;
	wanted->stations = g_array_new(FALSE, FALSE, sizeof(PsqStoreStation));
	wanted->mailboxes = g_array_new(FALSE, FALSE, sizeof(PsqStoreMailbox));
	wanted->ids = g_array_new(FALSE, FALSE, sizeof(int64_t));
	for (guint i = 0; i < conf->stations->len; i++) {
		const PsqConfStation *from = conf->stations->pdata[i];
		PsqStoreStation station = {
			.code = g_string_chunk_insert(strings, from->code),
			.name = g_string_chunk_insert(strings, from->name),
			.postal_address = copy(strings, from->postal_address),
			.phone = copy(strings, from->phone),
			.answers = copy(strings, from->answers),
			.duty_address = copy(strings, from->duty_address),
		};
		g_array_append_val(wanted->stations, station);
	}
	for (guint i = 0; i < conf->mailboxes->len; i++) {
		const PsqConfMailbox *from = conf->mailboxes->pdata[i];
		PsqStoreMailbox mailbox = {
			.address =
				g_string_chunk_insert(strings, from->address),
			.station =
				g_string_chunk_insert(strings, from->station),
			.folder = g_string_chunk_insert(strings, from->folder),
		};
		g_array_append_val(wanted->mailboxes, mailbox);
	}
	return wanted;
}

void
psq_wanted_free(PsqWanted *wanted)
{
	if (wanted == NULL) {
		return;
	}
	g_array_unref(wanted->stations);
	g_array_unref(wanted->mailboxes);
	g_array_unref(wanted->ids);
	g_string_chunk_free(wanted->strings);
	g_free(wanted);
}

static int
by_number(gconstpointer a, gconstpointer b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

bool
psq_wanted_sync(PsqWanted *wanted, PsqDb *db, GError **error)
{
	PsqStoreMailbox *mailboxes = (gpointer)wanted->mailboxes->data;
	guint count = wanted->mailboxes->len;
	if (wanted->ids->len == count) {
		return true;
	}
	if (!psq_store_sync(db, (gpointer)wanted->stations->data,
		    wanted->stations->len, mailboxes, count, error)) {
		return false;
	}
	for (guint i = 0; i < count; i++) {
		g_array_append_val(wanted->ids, mailboxes[i].id);
	}
	g_array_sort(wanted->ids, by_number);
	return true;
}
