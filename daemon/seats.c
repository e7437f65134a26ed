// seats.c - no more sessions on a server than it is to be asked for
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/seats.h"

typedef struct {
	guint mailboxes; // of ours
	guint taken;     // sessions that are open, or may be
	guint staying;   // of them, those that stay after their turn
} Server;

struct PsqSeats {
	guint max;
	guint kept; // free of those that stay
	GArray *servers;
};

static void
count(Server *server, const PsqWatched *watched)
{
	bool busy = watched->state == PSQ_WATCHED_BUSY;
	bool open = busy || watched->mailbox.imap != NULL;
	server->mailboxes += watched->state != PSQ_WATCHED_FOREIGN;
	server->taken += open;
	server->staying += busy ? watched->stay : open;
}

PsqSeats *
psq_seats_count(const GPtrArray *list, const PsqConf *conf)
{
	if (conf->max_connections == 0) {
		return NULL;
	}
	PsqSeats *seats = g_new0(PsqSeats, 1);
	seats->max = (guint)conf->max_connections;
	seats->kept = CLAMP(seats->max / 4, 1, (guint)conf->workers);
	seats->servers = g_array_new(FALSE, TRUE, sizeof(Server));
	g_array_set_size(seats->servers, list->len);
	for (guint i = 0; i < list->len; i++) {
		const PsqWatched *watched = g_ptr_array_index(list, i);
		count(&g_array_index(seats->servers, Server, watched->server),
			watched);
	}
	return seats;
}

void
psq_seats_free(PsqSeats *seats)
{
	if (seats != NULL) {
		g_array_unref(seats->servers);
		g_free(seats);
	}
}

static const Server *
server_of(const PsqSeats *seats, const PsqWatched *watched)
{
	return &g_array_index(seats->servers, Server, watched->server);
}

bool
psq_seats_may_start(const PsqSeats *seats, const PsqWatched *watched)
{
	return seats == NULL || watched->mailbox.imap != NULL ||
		server_of(seats, watched)->taken < seats->max;
}

bool
psq_seats_may_stay(const PsqSeats *seats, const PsqWatched *watched)
{
	if (seats == NULL) {
		return true;
	}
	const Server *server = server_of(seats, watched);
	guint others = server->staying - (watched->mailbox.imap != NULL);
	return server->mailboxes <= seats->max ||
		others + seats->kept < seats->max;
}
