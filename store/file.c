// file.c - filing: messages become tickets, each exactly once
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/file.h"

#include "common/crash.h"
#include "store/lease-step.h"
#include "store/reading-params.h"

static const char *const fates[] = {
	[PSQ_FATE_TICKET] = "ticket",
	[PSQ_FATE_FOLLOW_UP] = "follow_up",
	[PSQ_FATE_AUTOMATIC] = "automatic",
	[PSQ_FATE_DUPLICATE] = "duplicate",
	[PSQ_FATE_QUARANTINED] = "quarantined",
	[PSQ_FATE_SKIPPED] = "skipped",
	[PSQ_FATE_CANARY] = "canary",
};
G_STATIC_ASSERT(G_N_ELEMENTS(fates) == PSQ_FATE_COUNT);

static const char file_what[] = "could not file a message";

static const char file_sql[] =
	"SELECT its_fate, its_number FROM psq.file_message($28::bigint, "
	"$29::bigint, "
	"$30::bigint, $31::bigint, $32::bigint, $33::boolean, $34::bytea, "
	"$35::text, " PSQ_READING_SQL ")";

static const char quarantine_sql[] =
	"SELECT its_fate, its_number FROM psq.quarantine_message($1::bigint, "
	"$2::bigint, $3::bigint, $4::bigint, $5::bigint, $6::boolean, "
	"$7::bytea, $8::text)";

static const char took_sql[] = "UPDATE psq.mailbox SET last_message_at = now() "
			       "WHERE id = $1::bigint";

const char *
psq_fate_name(PsqFate fate)
{
	g_assert((size_t)fate < G_N_ELEMENTS(fates));
	return fates[fate];
}

bool
psq_fate_from_name(const char *name, PsqFate *ret_fate)
{
	for (size_t i = 0; i < G_N_ELEMENTS(fates); i++) {
		if (g_strcmp0(fates[i], name) == 0) {
			*ret_fate = (PsqFate)i;
			return true;
		}
	}
	return false;
}

void
psq_intake_free(PsqIntake *intake)
{
	if (intake == NULL) {
		return;
	}
	g_bytes_unref(intake->bytes);
	psq_reading_free(intake->reading);
	g_free(intake->reason);
	g_free(intake->number);
	g_free(intake);
}

static void
add_message(PsqParams *params, const PsqIntake *intake)
{
	psq_params_int(params, intake->mailbox);
	psq_params_int(params, intake->uidvalidity);
	psq_params_int(params, intake->uid);
	psq_params_int(params, intake->internal_date);
	psq_params_int(params, (int64_t)intake->size_on_server);
	psq_params_bool(params, intake->complete);
	if (intake->bytes != NULL) {
		psq_params_bytes(params, intake->bytes);
	} else {
		psq_params_text(params, NULL);
	}
}

static PsqStep
step_new(const char *reader_version, const PsqIntake *intake)
{
	PsqStep step = { .params = psq_params_new(), .shape = PSQ_SHAPE_ROW };
	if (intake->reading == NULL) {
		step.sql = quarantine_sql;
		add_message(step.params, intake);
		psq_params_text(step.params, intake->reason);
	} else {
		step.sql = file_sql;
		psq_params_reading(step.params, intake->reading);
		add_message(step.params, intake);
		psq_params_text(step.params, reader_version);
	}
	return step;
}

static PsqStep
took_step(int64_t mailbox)
{
	PsqStep step = { .sql = took_sql,
		.params = psq_params_new(),
		.shape = PSQ_SHAPE_NONE };
	psq_params_int(step.params, mailbox);
	return step;
}

static void
step_clear(gpointer data)
{
	PsqStep *step = data;
	psq_params_free(step->params);
	psq_result_free(step->result);
}

// Imports are not the server's messages.
static void
add_took_steps(GArray *steps, const GPtrArray *batch)
{
	g_autoptr(GHashTable) seen =
		g_hash_table_new(g_int64_hash, g_int64_equal);
	for (guint i = 0; i < batch->len; i++) {
		PsqIntake *intake = g_ptr_array_index(batch, i);
		if (intake->uidvalidity != 0 &&
			g_hash_table_add(seen, &intake->mailbox)) {
			PsqStep step = took_step(intake->mailbox);
			g_array_append_val(steps, step);
		}
	}
}

static bool
take_result(PsqIntake *intake, const PsqResult *result, GError **error)
{
	const char *fate = psq_result_text(result, 0, 0);
	if (!psq_fate_from_name(fate, &intake->fate)) {
		return psq_fail(error, PSQ_ERR_CONFIG,
			"%s: the database says \"%s\" of it, which this "
			"version of the program does not know",
			file_what, fate != NULL ? fate : "");
	}
	g_free(intake->number);
	intake->number = g_strdup(psq_result_text(result, 0, 1));
	return true;
}

static bool
file_together(PsqDb *db, const PsqLease *lease, const char *reader_version,
	const GPtrArray *batch, GError **error)
{
	g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(PsqStep));
	g_array_set_clear_func(steps, step_clear);
	if (psq_lease_is_real(lease)) {
		PsqStep step = psq_lease_step(lease);
		g_array_append_val(steps, step);
	}
	guint first = steps->len; // of the batch's own
	for (guint i = 0; i < batch->len; i++) {
		PsqStep step =
			step_new(reader_version, g_ptr_array_index(batch, i));
		g_array_append_val(steps, step);
	}
	add_took_steps(steps, batch);

	g_autoptr(PsqTx) tx = psq_tx_begin(db, error);
	psq_crash_point("file-begun");
	if (tx == NULL ||
		!psq_pipeline(db, file_what, (PsqStep *)(void *)steps->data,
			steps->len, error)) {
		return false;
	}
	psq_crash_point("filed");
	if (!psq_tx_commit(tx, error)) {
		return false;
	}
	psq_crash_point("committed");
	for (guint i = 0; i < batch->len; i++) {
		if (!take_result(g_ptr_array_index(batch, i),
			    g_array_index(steps, PsqStep, first + i).result,
			    error)) {
			return false;
		}
	}
	return true;
}

// Files one message; if the database refuses it, quarantines it.
static bool
file_alone(PsqDb *db, const PsqLease *lease, const char *reader_version,
	PsqIntake *intake, GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autoptr(GPtrArray) alone = g_ptr_array_new();
	g_ptr_array_add(alone, intake);
	if (file_together(db, lease, reader_version, alone, &reason)) {
		return true;
	}
	if (!psq_error_is(reason, PSQ_ERR_MESSAGE) || intake->reading == NULL) {
		g_propagate_error(error, g_steal_pointer(&reason));
		return false;
	}
	g_autoptr(PsqReading) reading = g_steal_pointer(&intake->reading);
	g_free(intake->reason);
	intake->reason = g_strdup(reason->message);
	if (!file_together(db, lease, reader_version, alone, error)) {
		intake->reading = g_steal_pointer(&reading);
		return false;
	}
	return true;
}

static bool
sizes_are_good(const GPtrArray *batch, GError **error)
{
	for (guint i = 0; i < batch->len; i++) {
		const PsqIntake *intake = g_ptr_array_index(batch, i);
		if (intake->bytes != NULL &&
			g_bytes_get_size(intake->bytes) > PSQ_STORE_MAX_BYTES) {
			return psq_fail(error, PSQ_ERR_CONFIG,
				"%s: it has %" G_GSIZE_FORMAT
				" bytes, more than the database takes",
				file_what, g_bytes_get_size(intake->bytes));
		}
	}
	return true;
}

bool
psq_store_file(PsqDb *db, const PsqLease *lease, const char *reader_version,
	GPtrArray *batch, GError **error)
{
	g_autoptr(GError) reason = NULL;
	if (batch->len == 0) {
		return true;
	}
	if (!sizes_are_good(batch, error)) {
		return false;
	}
	if (batch->len > 1 &&
		file_together(db, lease, reader_version, batch, &reason)) {
		return true;
	}
	if (reason != NULL && !psq_error_is(reason, PSQ_ERR_MESSAGE)) {
		g_propagate_error(error, g_steal_pointer(&reason));
		return false;
	}
	for (guint i = 0; i < batch->len; i++) {
		if (!file_alone(db, lease, reader_version,
			    g_ptr_array_index(batch, i), error)) {
			return false;
		}
	}
	return true;
}

bool
psq_store_next_import_uid(
	PsqDb *db, int64_t mailbox, uint32_t *ret_uid, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_int(params, mailbox);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ROW,
		"could not number an import",
		"UPDATE psq.mailbox SET last_import_uid = last_import_uid + 1 "
		"WHERE id = $1::bigint RETURNING last_import_uid",
		params, error);
	if (result == NULL) {
		return false;
	}
	*ret_uid = (uint32_t)psq_result_int(result, 0, 0);
	return true;
}
