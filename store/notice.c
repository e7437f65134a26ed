// notice.c - waiting until the database has something to tell
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/notice.h"

#include "store/db-private.h"

#include <errno.h>
#include <poll.h>

static const char what[] = "could not wait for the database";

bool
psq_store_listen(PsqDb *db, const char *channel, GError **error)
{
	g_autofree char *sql = g_strdup_printf("LISTEN %s", channel);
	return psq_script(db, what, sql, error);
}

// Takes what has come; true if there was something.
static bool
take(PsqDb *db)
{
	bool any = false;
	PGnotify *notice;
	while ((notice = PQnotifies(db->conn)) != NULL) {
		PQfreemem(notice);
		any = true;
	}
	return any;
}

bool
psq_store_wait(PsqDb *db, int stop_fd, double seconds, GError **error)
{
	gint64 until =
		g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);
	while (!take(db)) {
		gint64 left = until - g_get_monotonic_time();
		struct pollfd fds[] = {
			{ .fd = PQsocket(db->conn), .events = POLLIN },
			{ .fd = stop_fd, .events = POLLIN },
		};
		int ready = left <= 0
			? 0
			: poll(fds, G_N_ELEMENTS(fds), (int)(left / 1000 + 1));
		if (ready == 0 || (ready > 0 && fds[1].revents != 0)) {
			return true;
		}
		if (ready < 0 && errno != EINTR) {
			return psq_fail(error, PSQ_ERR_RETRY, "%s: %s", what,
				g_strerror(errno));
		}
		if (ready > 0 && PQconsumeInput(db->conn) != 1) {
			return psq_fail(error, PSQ_ERR_RETRY,
				"%s: the connection is lost", what);
		}
	}
	return true;
}
