// past.c - messages taken in before, to learn from and to read again
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/past.h"

#include "store/query.h"

static const char corrections_sql[] =
	"SELECT json_build_object('id', 'station-' || c.id, "
	"'subject', coalesce(m.subject, ''), 'text', m.said, "
	"'flags', c.flags, 'topic', c.topic)::text "
	"FROM psq.correction c JOIN psq.message m ON m.id = c.message "
	"WHERE NOT EXISTS (SELECT FROM psq.correction later "
	"WHERE later.message = c.message AND later.id > c.id) "
	"ORDER BY c.id";

static const char past_sql[] =
	"SELECT m.id, extract(epoch FROM m.received_at)::bigint, t.number, "
	"b.address, r.bytes "
	"FROM psq.message m JOIN psq.ticket t ON t.id = m.ticket "
	"JOIN psq.mailbox b ON b.id = m.mailbox "
	"JOIN psq.raw r ON r.message = m.id "
	"WHERE m.id > $1::bigint AND ($2::date IS NULL OR m.received_at >= "
	"$2::date::timestamp AT TIME ZONE 'Europe/Paris') "
	"ORDER BY m.id LIMIT $3::bigint";

char *
psq_store_corrections(PsqDb *db, GError **error)
{
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_COLUMN,
		"could not read the corrections", corrections_sql, NULL, error);
	if (result == NULL) {
		return NULL;
	}
	GString *lines = g_string_new(NULL);
	for (int row = 0; row < psq_result_rows(result); row++) {
		g_string_append_printf(
			lines, "%s\n", psq_result_text(result, row, 0));
	}
	return g_string_free(lines, FALSE);
}

void
psq_past_free(PsqPast *past)
{
	if (past == NULL) {
		return;
	}
	g_free(past->number);
	g_free(past->address);
	g_clear_pointer(&past->bytes, g_bytes_unref);
	g_free(past);
}

GPtrArray *
psq_store_past(PsqDb *db, int64_t after, const char *since, int64_t count,
	GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, after);
	psq_params_text(params, since);
	psq_params_int(params, count);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ANY,
		"could not read past messages", past_sql, params, error);
	if (result == NULL) {
		return NULL;
	}
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_past_free);
	for (int row = 0; row < psq_result_rows(result); row++) {
		PsqPast *past = g_new0(PsqPast, 1);
		past->id = psq_result_int(result, row, 0);
		past->received_at = psq_result_int(result, row, 1);
		past->number = g_strdup(psq_result_text(result, row, 2));
		past->address = g_strdup(psq_result_text(result, row, 3));
		past->bytes = psq_result_bytes(result, row, 4);
		g_ptr_array_add(list, past);
	}
	return list;
}
