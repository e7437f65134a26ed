// letter.c - letters and alarms that wait in the database
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/letter.h"

#include "store/query.h"

#include <stddef.h>

// The columns of psq.take_letter, in the order of the fields below.
#define COLUMNS                                                             \
	"id, mailbox, kind, to_address, language, safe, said, signature, "  \
	"token, message_id, bytes, number, received_at, queued_at, flags, " \
	"in_reply_to, refs, station_name, station_mail, postal_address, "   \
	"phone, answers, deadline "

static const char take_sql[] =
	"SELECT " COLUMNS "FROM psq.take_letter($1::bigint[], "
	"make_interval(secs => $2::bigint))";

static const char latest_sql[] =
	"SELECT " COLUMNS "FROM psq.outgoing "
	"WHERE number = $1::text ORDER BY id DESC LIMIT 1";

static const char reply_sql[] =
	"SELECT psq.reply($1::text, $2::text, $3::text, $4::text)";

static const char keep_sql[] = "SELECT psq.keep_letter($1::bigint, $2::bytea)";

static const char went_sql[] =
	"SELECT psq.letter_went($1::bigint, $2::text, $3::text, $4::integer)";

static const char alarm_sql[] =
	"SELECT number, station, flags, level, seconds "
	"FROM psq.take_alarm($1::bigint[]) WHERE ticket IS NOT NULL";

static const char *const states[] = {
	[PSQ_LETTER_SENT] = "sent",
	[PSQ_LETTER_AGAIN] = "queued",
	[PSQ_LETTER_FAILED] = "failed",
};

typedef enum { IS_INT, IS_BOOL, IS_TEXT, IS_TEXTS, IS_BYTES } ColumnType;

typedef struct {
	size_t offset;
	ColumnType type;
} Column;

#define COLUMN(field, type)                        \
	{                                          \
		offsetof(PsqOutgoing, field), type \
	}

static const Column columns[] = {
	COLUMN(id, IS_INT),
	COLUMN(mailbox, IS_INT),
	COLUMN(kind, IS_TEXT),
	COLUMN(to, IS_TEXT),
	COLUMN(language, IS_TEXT),
	COLUMN(safe, IS_BOOL),
	COLUMN(said, IS_TEXT),
	COLUMN(signature, IS_TEXT),
	COLUMN(token, IS_TEXT),
	COLUMN(message_id, IS_TEXT),
	COLUMN(bytes, IS_BYTES),
	COLUMN(number, IS_TEXT),
	COLUMN(received_at, IS_INT),
	COLUMN(queued_at, IS_INT),
	COLUMN(flags, IS_TEXTS),
	COLUMN(in_reply_to, IS_TEXT),
	COLUMN(references, IS_TEXTS),
	COLUMN(station_name, IS_TEXT),
	COLUMN(station_mail, IS_TEXT),
	COLUMN(postal_address, IS_TEXT),
	COLUMN(phone, IS_TEXT),
	COLUMN(answers, IS_TEXT),
	COLUMN(deadline, IS_TEXT),
};

void
psq_outgoing_free(PsqOutgoing *outgoing)
{
	if (outgoing == NULL) {
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
		void *field = (char *)outgoing + columns[i].offset;
		switch (columns[i].type) {
		case IS_TEXT:
			g_free(*(char **)field);
			break;
		case IS_TEXTS:
			g_clear_pointer((GPtrArray **)field, g_ptr_array_unref);
			break;
		case IS_BYTES:
			g_clear_pointer((GBytes **)field, g_bytes_unref);
			break;
		case IS_INT:
		case IS_BOOL:
		default:
			break;
		}
	}
	g_free(outgoing);
}

static void
set_column(void *field, ColumnType type, const PsqResult *result, int column)
{
	switch (type) {
	case IS_INT:
		*(int64_t *)field = psq_result_int(result, 0, column);
		break;
	case IS_BOOL:
		*(bool *)field = psq_result_bool(result, 0, column);
		break;
	case IS_TEXT:
		*(char **)field = g_strdup(psq_result_text(result, 0, column));
		break;
	case IS_TEXTS:
		*(GPtrArray **)field = psq_result_texts(result, 0, column);
		break;
	case IS_BYTES:
	default:
		*(GBytes **)field = psq_result_bytes(result, 0, column);
		break;
	}
}

static PsqOutgoing *
outgoing_new(const PsqResult *result)
{
	PsqOutgoing *letter = g_new0(PsqOutgoing, 1);
	for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
		set_column((char *)letter + columns[i].offset, columns[i].type,
			result, (int)i);
	}
	return letter;
}

bool
psq_store_letter_take(PsqDb *db, const GArray *mailboxes, int stale_seconds,
	PsqOutgoing **ret_letter, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int64s(params, mailboxes);
	psq_params_int(params, stale_seconds);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_MAYBE,
		"could not take a letter", take_sql, params, error);
	if (result == NULL) {
		return false;
	}
	*ret_letter = psq_result_rows(result) > 0 ? outgoing_new(result) : NULL;
	return true;
}

PsqOutgoing *
psq_store_letter_latest(PsqDb *db, const char *number, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, number);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_MAYBE,
		"could not read a letter", latest_sql, params, error);
	if (result == NULL) {
		return NULL;
	}
	if (psq_result_rows(result) == 0) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"ticket %s has no letter", number);
	}
	return outgoing_new(result);
}

bool
psq_store_reply(PsqDb *db, const char *number, const char *words,
	const char *signature, const char *who, int64_t *ret_letter,
	GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, number);
	psq_params_text(params, words);
	psq_params_text(params, signature);
	psq_params_text(params, who);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ROW,
		"could not answer", reply_sql, params, error);
	if (result == NULL) {
		return false;
	}
	*ret_letter = psq_result_int(result, 0, 0);
	return true;
}

bool
psq_store_letter_keep(PsqDb *db, int64_t id, GBytes *bytes, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, id);
	psq_params_bytes(params, bytes);
	return psq_call(db, "could not keep a letter", keep_sql, params, error);
}

bool
psq_store_letter_went(PsqDb *db, int64_t id, PsqLetterEnd end, const char *why,
	int in_seconds, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, id);
	psq_params_text(params, states[end]);
	psq_params_text(params, why);
	psq_params_int(params, in_seconds);
	return psq_call(db, "could not note how a letter went", went_sql,
		params, error);
}

void
psq_alarm_free(PsqAlarm *alarm)
{
	if (alarm == NULL) {
		return;
	}
	g_free(alarm->number);
	g_free(alarm->station);
	g_clear_pointer(&alarm->flags, g_ptr_array_unref);
	g_free(alarm);
}

bool
psq_store_alarm_take(PsqDb *db, const GArray *mailboxes, PsqAlarm **ret_alarm,
	GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int64s(params, mailboxes);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_MAYBE,
		"could not look for alarms", alarm_sql, params, error);
	if (result == NULL) {
		return false;
	}
	*ret_alarm = NULL;
	if (psq_result_rows(result) > 0) {
		PsqAlarm *alarm = g_new0(PsqAlarm, 1);
		alarm->number = g_strdup(psq_result_text(result, 0, 0));
		alarm->station = g_strdup(psq_result_text(result, 0, 1));
		alarm->flags = psq_result_texts(result, 0, 2);
		alarm->level = (int)psq_result_int(result, 0, 3);
		alarm->seconds = psq_result_int(result, 0, 4);
		*ret_alarm = alarm;
	}
	return true;
}
