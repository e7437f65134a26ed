// import.c - messages from files, filed as if they had been received
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/import.h"

#include "store/query.h"

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
