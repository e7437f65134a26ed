// bell.h - rings for tickets of people in danger
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/errand.h"

// Rings each alarm of conf's mailboxes that is due: a line in the log, and
// alarm_command if there is one, which gets PSQ_NUMBER, PSQ_STATION, PSQ_FLAGS
// (parted by commas), PSQ_LEVEL (1 to 3, growing with time) and PSQ_SECONDS
// (since it was raised) in its environment, and nothing of the resident's.
PsqErrand *psq_bell_new(const PsqConf *conf);
