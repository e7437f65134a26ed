// db-error.c - from SQLSTATE to what the caller does next
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/db-private.h"

#include <string.h>

typedef struct {
	const char *state; // the beginning of SQLSTATE
	PsqError code;
	const char *hint; // or NULL
} StateRule;

#define RUN_MIGRATE "run psqctl migrate"

// The first that fits, so the longer ones stand first. What is not here is
// trouble of the server (classes 08, 40, 53, 55, 57, 58, XX and unknown
// ones): waiting helps, and blames no message.
static const StateRule rules[] = {
	// clang-format off
	{ "3F000", PSQ_ERR_CONFIG,  "the database has no schema psq: " RUN_MIGRATE },
	{ "42P01", PSQ_ERR_CONFIG,  "the schema is of another version: " RUN_MIGRATE },
	{ "42703", PSQ_ERR_CONFIG,  "the schema is of another version: " RUN_MIGRATE },
	{ "42704", PSQ_ERR_CONFIG,  NULL },
	{ "42883", PSQ_ERR_CONFIG,  "the schema is of another version: " RUN_MIGRATE },
	{ "42501", PSQ_ERR_CONFIG,  "the role in the configuration's \"database\" may not do this" },
	{ "25006", PSQ_ERR_RETRY,   "the server is read-only: a standby?" },
	{ "53100", PSQ_ERR_RETRY,   "the database's disk is full" },
	{ "57014", PSQ_ERR_RETRY,   NULL },
	{ "0A",    PSQ_ERR_CONFIG,  NULL },
	{ "28",    PSQ_ERR_CONFIG,  NULL },
	{ "3D",    PSQ_ERR_CONFIG,  NULL },
	{ "42",    PSQ_ERR_CONFIG,  NULL },
	{ "02",    PSQ_ERR_MESSAGE, NULL },
	{ "21",    PSQ_ERR_MESSAGE, NULL },
	{ "22",    PSQ_ERR_MESSAGE, NULL },
	{ "23",    PSQ_ERR_MESSAGE, NULL },
	{ "54",    PSQ_ERR_MESSAGE, NULL },
	{ "PSQ01", PSQ_ERR_LEASE,   NULL },
	{ "P0",    PSQ_ERR_MESSAGE, NULL },
	{ "PQ",    PSQ_ERR_MESSAGE, NULL },
	{ "",      PSQ_ERR_RETRY,   NULL },
	// clang-format on
};

// libpq's texts end in a newline and may have several lines.
static char *
one_line(const char *text)
{
	g_autofree char *copy = g_strstrip(g_strdup(text));
	g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		g_strstrip(*line);
	}
	return g_strjoinv("; ", lines);
}

bool
psq_db_fail_state(const char *sqlstate, const char *text, const char *what,
	GError **error)
{
	const char *state = sqlstate != NULL ? sqlstate : "";
	const StateRule *rule = rules;
	while (!g_str_has_prefix(state, rule->state)) {
		rule++;
	}
	g_autofree char *line = one_line(text);
	return psq_fail(error, rule->code, "%s: %s%s%s", what, line,
		rule->hint != NULL ? "; " : "",
		rule->hint != NULL ? rule->hint : "");
}

bool
psq_db_fail(const PsqDb *db, const PGresult *result, const char *what,
	GError **error)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
	if (state == NULL || text == NULL) {
		text = PQerrorMessage(db->conn);
		return psq_db_fail_state(NULL,
			*text != '\0' ? text : "the connection was lost", what,
			error);
	}
	// The rules of tickets are said to people as well, in their language.
	bool rule = g_str_has_prefix(state, "PQ") && hint != NULL;
	g_autofree char *both =
		rule ? g_strdup_printf("%s (%s)", text, hint) : g_strdup(text);
	return psq_db_fail_state(state, both, what, error);
}

static bool
shape_fits(const PGresult *result, PsqShape shape)
{
	bool rows = PQresultStatus(result) == PGRES_TUPLES_OK;
	switch (shape) {
	case PSQ_SHAPE_NONE:
		return !rows;
	case PSQ_SHAPE_ROW:
		return rows && PQntuples(result) == 1;
	case PSQ_SHAPE_MAYBE:
		return rows && PQntuples(result) <= 1;
	case PSQ_SHAPE_COLUMN:
		return rows && PQnfields(result) == 1;
	case PSQ_SHAPE_ANY:
		return rows;
	}
	return false;
}

bool
psq_db_shaped(const PsqDb *db, const PGresult *result, PsqShape shape,
	const char *what, GError **error)
{
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
		return psq_db_fail(db, result, what, error);
	}
	if (!shape_fits(result, shape)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"%s: the database gave %d rows of %d columns, which is "
			"not what this version of the program expects",
			what, PQntuples(result), PQnfields(result));
	}
	return true;
}
