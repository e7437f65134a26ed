// place.h - where a process runs: who shares the place knows if it is gone
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>

// The boot of this machine and the PID namespace: two processes with the same
// place see the same pids. NULL where the system does not say (/proc/sys may
// be hidden): then nobody judges this process by its pid. The caller frees it.
char *psq_place_here(void);

// True if no process of this place has the pid. One that has died and whose
// number another process got is taken for alive: only its silence tells.
bool psq_place_is_gone(int pid);
