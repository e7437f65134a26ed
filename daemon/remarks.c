// remarks.c - what an operator should know although nothing failed
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/remarks.h"

#include "common/log.h"

// A server that says something else each time does not fill the memory.
enum { TEXTS_MAX = 64 };

struct PsqRemarks {
	GHashTable *told; // text -> gint64, when: monotonic, in microseconds
};

PsqRemarks *
psq_remarks_new(void)
{
	PsqRemarks *remarks = g_new0(PsqRemarks, 1);
	remarks->told =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return remarks;
}

void
psq_remarks_free(PsqRemarks *remarks)
{
	if (remarks == NULL) {
		return;
	}
	g_hash_table_unref(remarks->told);
	g_free(remarks);
}

void
psq_remarks_log(
	PsqRemarks *remarks, const char *address, const GPtrArray *texts)
{
	gint64 now = g_get_monotonic_time();
	for (guint i = 0; i < texts->len; i++) {
		const char *text = g_ptr_array_index(texts, i);
		const gint64 *when = g_hash_table_lookup(remarks->told, text);
		if (when != NULL && now - *when < G_TIME_SPAN_DAY) {
			continue;
		}
		psq_log(PSQ_LOG_WARNING, "%s: %s", address, text);
		if (g_hash_table_size(remarks->told) >= TEXTS_MAX) {
			g_hash_table_remove_all(remarks->told);
		}
		g_hash_table_insert(remarks->told, g_strdup(text),
			g_memdup2(&now, sizeof now));
	}
}
