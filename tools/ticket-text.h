// ticket-text.h - a ticket for a person, or as JSON
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/ticket.h"

// All of a ticket, in French. The caller frees it.
char *psq_ticket_text(const PsqTicket *ticket);

// One line of JSON, with the keys of the schema. The caller frees it.
char *psq_ticket_json(const PsqTicket *ticket);

// "Jean Dupont"; what there is of it; NULL if there is nothing.
char *psq_ticket_name(const PsqTicket *ticket);
