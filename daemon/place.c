// place.c - where a process runs: who shares the place knows if it is gone
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/place.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <string.h>

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

// Dead, but its parent has not asked for its status yet (proc(5), stat).
static bool
is_zombie(int pid)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/stat", pid);
	g_autofree char *text = NULL;
	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		return false; // hidden, or just gone: the next look tells
	}
	const char *name_end = strrchr(text, ')');
	return name_end != NULL && name_end[1] == ' ' &&
		(name_end[2] == 'Z' || name_end[2] == 'X');
}

bool
psq_place_is_gone(int pid)
{
	return pid > 0 &&
		((kill(pid, 0) != 0 && errno == ESRCH) || is_zombie(pid));
}
