// html-squeeze.c - attribute values made comparable
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-squeeze.h"

#include <glib.h>
#include <stddef.h>

void
psq_html_squeeze(const char *value, char ret_plain[PSQ_HTML_SQUEEZE])
{
	size_t len = 0;
	for (; *value != '\0' && len + 1 < PSQ_HTML_SQUEEZE; value++) {
		if (!g_ascii_isspace(*value)) {
			ret_plain[len++] = g_ascii_tolower(*value);
		}
	}
	ret_plain[len] = '\0';
}
