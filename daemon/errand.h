// errand.h - a thread that does something whenever the database tells of it
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What goes out waits in the database: an errand looks for it when NOTIFY says
// so and every few seconds besides, over a connection of its own.
#pragma once

#include "common/conf.h"
#include "store/db.h"

#include <stdint.h>

typedef struct PsqErrand PsqErrand;

// Does all that is due. Fails where the database does: the connection is closed
// and the round tried again later.
typedef bool (*PsqErrandRound)(PsqErrand *errand, GError **error);

// Called name in the log, told of by channel. conf and data are borrowed for as
// long as the errand lives.
PsqErrand *psq_errand_new(const PsqConf *conf, const char *name,
	const char *channel, PsqErrandRound round, void *data);

// One round. False, and logged, when it failed.
bool psq_errand_round(PsqErrand *errand);

// Rounds in a thread of its own, until psq_errand_free().
void psq_errand_start(PsqErrand *errand);
void psq_errand_free(PsqErrand *errand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqErrand, psq_errand_free)

// For the round.
const PsqConf *psq_errand_conf(const PsqErrand *errand);
void *psq_errand_data(const PsqErrand *errand);
PsqDb *psq_errand_db(PsqErrand *errand);
int psq_errand_stop_fd(const PsqErrand *errand);
bool psq_errand_is_stopping(const PsqErrand *errand);

// The numbers (int64_t) of conf's mailboxes in the database, and the mailbox of
// one of them. Borrowed.
const GArray *psq_errand_mailboxes(const PsqErrand *errand);
const PsqConfMailbox *psq_errand_mailbox(const PsqErrand *errand, int64_t id);
