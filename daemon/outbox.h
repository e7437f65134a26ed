// outbox.h - sends the letters that wait in the database
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/errand.h"
#include "letters/letter.h"

// Sends each letter of conf's mailboxes with an smtp_host that is due: takes
// it, keeps its bytes, hands them over and notes how it went, each a
// transaction. Killed between two of them, it or another psqd sends the same
// bytes with the same Message-ID again. letters is borrowed.
PsqErrand *psq_outbox_new(const PsqConf *conf, const PsqLetters *letters);
