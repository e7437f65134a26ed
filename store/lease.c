// lease.c - the processes of all psqd share the mailboxes by leases
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/lease.h"

#include "common/crash.h"
#include "store/lease-step.h"

static const char hold_sql[] =
	"SELECT psq.hold_lease($1::bigint, $2::uuid, $3::bigint)";

static const char beat_sql[] =
	"SELECT psq.beat($1::uuid, $2::text, $3::integer, $4::text, "
	"$5::bigint[], $6::integer)";

static const char neighbours_sql[] =
	"SELECT id, pid, alive_until < now() FROM psq.process "
	"WHERE id <> $1::uuid AND (place = $2::text OR alive_until < now())";

// One's own role's connections: no right is needed.
static const char end_sql[] =
	"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
	"WHERE usename = current_user "
	"AND application_name = ANY ($1::text[])";

static const char bury_sql[] = "SELECT psq.bury($1::uuid[], $2::uuid[])";

static const char take_sql[] =
	"SELECT mailbox, fence, spare FROM psq.take_leases($1::uuid, "
	"$2::integer) ORDER BY mailbox";

static const char release_sql[] =
	"SELECT psq.release_leases($1::uuid, $2::bigint[])";

bool
psq_lease_is_real(const PsqLease *lease)
{
	return lease != NULL && lease->fence > 0;
}

PsqStep
psq_lease_step(const PsqLease *lease)
{
	PsqStep step = { .sql = hold_sql,
		.params = psq_params_new(),
		.shape = PSQ_SHAPE_ROW };
	psq_params_int(step.params, lease->mailbox);
	psq_params_text(step.params, lease->process);
	psq_params_int(step.params, lease->fence);
	return step;
}

// The statements of a pipeline are one transaction.
PsqResult *
psq_lease_query(PsqDb *db, const PsqLease *lease, PsqShape shape,
	const char *what, const char *sql, PsqParams *params, GError **error)
{
	if (!psq_lease_is_real(lease)) {
		return psq_query(db, shape, what, sql, params, error);
	}
	PsqStep steps[] = {
		psq_lease_step(lease),
		{ .sql = sql, .params = params, .shape = shape },
	};
	bool good = psq_pipeline(db, what, steps, G_N_ELEMENTS(steps), error);
	psq_params_free(steps[0].params);
	psq_result_free(steps[0].result);
	if (!good) {
		psq_result_free(steps[1].result);
		return NULL;
	}
	return steps[1].result;
}

bool
psq_lease_command(PsqDb *db, const PsqLease *lease, const char *what,
	const char *sql, PsqParams *params, GError **error)
{
	g_autoptr(PsqResult) result = psq_lease_query(
		db, lease, PSQ_SHAPE_NONE, what, sql, params, error);
	return result != NULL;
}

char *
psq_lease_application(const char *process)
{
	return g_strconcat("psqd ", process, NULL);
}

bool
psq_store_beat(PsqDb *db, const PsqProcess *me, const GArray *wanted,
	int seconds, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, me->id);
	psq_params_text(params, me->host);
	psq_params_int(params, me->pid);
	psq_params_text(params, me->place);
	psq_params_int64s(params, wanted);
	psq_params_int(params, seconds);
	return psq_call(db, "could not say that this process lives", beat_sql,
		params, error);
}

static bool
bury(PsqDb *db, const GPtrArray *gone, const GPtrArray *silent, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_texts(params, gone);
	psq_params_texts(params, silent);
	return psq_call(
		db, "could not forget a dead process", bury_sql, params, error);
}

static bool
end_connections(PsqDb *db, const GPtrArray *applications, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_texts(params, applications);
	return psq_call(db, "could not end a dead process's connections",
		end_sql, params, error);
}

bool
psq_store_bury(PsqDb *db, const PsqProcess *me, bool (*is_gone)(int pid),
	unsigned *ret_count, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) silent = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	psq_params_text(params, me->id);
	psq_params_text(params, me->place);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ANY,
		"could not look for dead processes", neighbours_sql, params,
		error);
	if (result == NULL) {
		return false;
	}
	for (int row = 0; row < psq_result_rows(result); row++) {
		const char *id = psq_result_text(result, row, 0);
		bool is_silent = psq_result_bool(result, row, 2);
		if (is_silent || is_gone((int)psq_result_int(result, row, 1))) {
			g_ptr_array_add(
				is_silent ? silent : gone, g_strdup(id));
			g_ptr_array_add(names, psq_lease_application(id));
		}
	}
	*ret_count = names->len;
	return names->len == 0 ||
		(end_connections(db, names, error) &&
			bury(db, gone, silent, error));
}

bool
psq_store_take(PsqDb *db, const PsqProcess *me, int company,
	GArray **ret_leases, GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, me->id);
	psq_params_int(params, company);
	g_autoptr(PsqResult) result = psq_query(db, PSQ_SHAPE_ANY,
		"could not take mailboxes", take_sql, params, error);
	if (result == NULL) {
		return false;
	}
	psq_crash_point("lease-taken");
	GArray *leases = g_array_new(FALSE, TRUE, sizeof(PsqLease));
	for (int row = 0; row < psq_result_rows(result); row++) {
		PsqLease lease = {
			.mailbox = psq_result_int(result, row, 0),
			.fence = psq_result_int(result, row, 1),
			.spare = psq_result_bool(result, row, 2),
		};
		g_strlcpy(lease.process, me->id, sizeof lease.process);
		g_array_append_val(leases, lease);
	}
	*ret_leases = leases;
	return true;
}

bool
psq_store_release(PsqDb *db, const PsqProcess *me, const GArray *mailboxes,
	GError **error)
{
	g_autoptr(PsqParams) params = psq_params_new();
	psq_params_text(params, me->id);
	psq_params_int64s(params, mailboxes);
	if (!psq_call(db, "could not give mailboxes back", release_sql, params,
		    error)) {
		return false;
	}
	psq_crash_point("lease-released");
	return true;
}

bool
psq_store_leave(PsqDb *db, const PsqProcess *me, GError **error)
{
	g_autoptr(GPtrArray) gone = g_ptr_array_new();
	g_autoptr(GPtrArray) silent = g_ptr_array_new();
	g_ptr_array_add(gone, (gpointer)me->id);
	return bury(db, gone, silent, error);
}
