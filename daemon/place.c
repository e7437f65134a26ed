// place.c - where a process runs: who shares the place knows if it is gone
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/place.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>

char *
psq_place_here(void)
{
	g_autofree char *boot = NULL;
	g_autofree char *namespace =
		g_file_read_link("/proc/self/ns/pid", NULL);
	if (namespace == NULL ||
		!g_file_get_contents(
			"/proc/sys/kernel/random/boot_id", &boot, NULL, NULL)) {
		return NULL;
	}
	return g_strconcat(g_strstrip(boot), " ", namespace, NULL);
}

bool
psq_place_is_gone(int pid)
{
	return pid > 0 && kill(pid, 0) != 0 && errno == ESRCH;
}
