// self.c - what this process is called in the database
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/self.h"

#include <glib.h>
#include <unistd.h>

char *
psq_self_name(void)
{
	return g_strdup_printf("%s/%d/%" G_GINT64_FORMAT, g_get_host_name(),
		(int)getpid(), g_get_real_time());
}
