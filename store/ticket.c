// ticket.c - tickets as psqctl lists and shows them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/ticket.h"

#include "store/query.h"

typedef enum {
	FIELD_TEXT,  // char *
	FIELD_TEXTS, // GPtrArray * of char *
	FIELD_INT,   // int64_t
	FIELD_BOOL,
} FieldType;

typedef struct {
	const char *sql;
	FieldType type;
	size_t offset;
} Field;

#define AT(member) offsetof(PsqTicket, member)
#define TEXT(name)                          \
	{                                   \
#name, FIELD_TEXT, AT(name) \
	}
#define TEXTS(name)                          \
	{                                    \
#name, FIELD_TEXTS, AT(name) \
	}
#define TIME(name)                                                           \
	{                                                                    \
		"extract(epoch FROM " #name ")::bigint", FIELD_INT, AT(name) \
	}

// The columns of desk.ticket, and where they go.
static const Field fields[] = {
	// clang-format off
	TEXT(number), TEXT(station), TEXT(state), TEXT(outcome),
	TEXTS(flags), TEXT(topic), TEXT(place), TEXT(commune),
	TEXT(commune_name), TEXT(surname),
	TEXT(given_name), TEXTS(phones), TEXT(channel),
	{ "anonymous", FIELD_BOOL, AT(anonymous) }, TEXT(call_hours),
	TIME(opened_at), TIME(closed_at), TEXT(subject), TEXT(from_name),
	TEXT(from_address), TEXT(language), TIME(received_at), TEXT(said),
	TEXT(quoted), TEXT(signature), TEXT(attachments), TEXT(evidence),
	TEXTS(notes),
	{ "complete", FIELD_BOOL, AT(complete) },
	{ "size_on_server", FIELD_INT, AT(size_on_server) },
	// clang-format on
};

static const char *const orders[] = {
	[PSQ_ORDER_ALARMS] =
		"alarm DESC, overdue DESC, opened_at DESC, id DESC",
	[PSQ_ORDER_NEWEST] = "opened_at DESC, id DESC",
	[PSQ_ORDER_NUMBER] = "number",
};

static const char events_sql[] =
	"SELECT extract(epoch FROM at)::bigint, actor, what, detail "
	"FROM desk.event WHERE number = $1::text ORDER BY id";

static void
event_free(PsqTicketEvent *event)
{
	g_free(event->actor);
	g_free(event->what);
	g_free(event->detail);
	g_free(event);
}

void
psq_ticket_free(PsqTicket *ticket)
{
	if (ticket == NULL) {
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		void *member = (char *)ticket + fields[i].offset;
		if (fields[i].type == FIELD_TEXT) {
			g_free(*(char **)member);
		} else if (fields[i].type == FIELD_TEXTS) {
			g_ptr_array_unref(*(GPtrArray **)member);
		}
	}
	g_ptr_array_unref(ticket->events);
	g_free(ticket);
}

// "SELECT number, station, ... FROM desk.ticket ".
static GString *
select_new(void)
{
	GString *sql = g_string_new("SELECT ");
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		g_string_append_printf(
			sql, "%s%s", i > 0 ? ", " : "", fields[i].sql);
	}
	g_string_append(sql, " FROM desk.ticket ");
	return sql;
}

static void
take_field(void *member, const Field *field, const PsqResult *r, int row,
	int column)
{
	switch (field->type) {
	case FIELD_TEXT:
		*(char **)member = g_strdup(psq_result_text(r, row, column));
		break;
	case FIELD_TEXTS:
		*(GPtrArray **)member = psq_result_texts(r, row, column);
		break;
	case FIELD_INT:
		*(int64_t *)member = psq_result_int(r, row, column);
		break;
	case FIELD_BOOL:
		*(bool *)member = psq_result_bool(r, row, column);
		break;
	}
}

static PsqTicket *
ticket_new(const PsqResult *r, int row)
{
	PsqTicket *ticket = g_new0(PsqTicket, 1);
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
		void *member = (char *)ticket + fields[i].offset;
		take_field(member, &fields[i], r, row, (int)i);
	}
	ticket->events =
		g_ptr_array_new_with_free_func((GDestroyNotify)event_free);
	return ticket;
}

GPtrArray *
psq_store_ticket_list(PsqDb *db, const PsqTicketFilter *filter, GError **error)
{
	g_autoptr(GString) sql = select_new();
	g_string_append_printf(sql,
		"WHERE ($1::text IS NULL OR station = $1) "
		"AND ($2::text IS NULL OR state = $2) "
		"AND ($3::text IS NULL OR $3 = ANY (flags)) "
		"AND ($4::boolean OR state <> 'closed') "
		"ORDER BY %s LIMIT nullif($5::bigint, 0)",
		orders[filter->order]);
	bool closed_too =
		filter->closed_too || g_strcmp0(filter->state, "closed") == 0;
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, filter->station);
	psq_params_text(params, filter->state);
	psq_params_text(params, filter->flag);
	psq_params_bool(params, closed_too);
	psq_params_int(params, filter->limit);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ANY,
		"could not list the tickets", sql->str, params, error);
	if (result == NULL) {
		return NULL;
	}
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)psq_ticket_free);
	for (int row = 0; row < psq_result_rows(result); row++) {
		g_ptr_array_add(list, ticket_new(result, row));
	}
	return list;
}

static bool
take_events(PsqDb *db, PsqTicket *ticket, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, ticket->number);
	g_autoptr(PsqResult) r = psq_query(db, PSQ_SHAPE_ANY,
		"could not read a ticket's history", events_sql, params, error);
	if (r == NULL) {
		return false;
	}
	for (int row = 0; row < psq_result_rows(r); row++) {
		PsqTicketEvent *event = g_new0(PsqTicketEvent, 1);
		event->at = psq_result_int(r, row, 0);
		event->actor = g_strdup(psq_result_text(r, row, 1));
		event->what = g_strdup(psq_result_text(r, row, 2));
		event->detail = g_strdup(psq_result_text(r, row, 3));
		g_ptr_array_add(ticket->events, event);
	}
	return true;
}

PsqTicket *
psq_store_ticket_show(PsqDb *db, const char *number, GError **error)
{
	g_autoptr(GString) sql = select_new();
	g_string_append(sql, "WHERE number = $1::text");
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, number);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_MAYBE,
		"could not show a ticket", sql->str, params, error);
	if (result == NULL) {
		return NULL;
	}
	if (psq_result_rows(result) == 0) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"there is no ticket %s", number);
	}
	g_autoptr(PsqTicket) ticket = ticket_new(result, 0);
	return take_events(db, ticket, error) ? g_steal_pointer(&ticket) : NULL;
}
