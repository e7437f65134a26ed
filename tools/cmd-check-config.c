// cmd-check-config.c - psqctl check-config: is the configuration good?
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/tool.h"

#include <stdio.h>
#include <stdlib.h>

static const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };

// Checks the lexicon's files as well: the daemon would not start without.
int
psq_cmd_check_config(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	if (!psq_tool_options(&argc, &argv, "", entries) || argc > 1) {
		return psq_tool_usage("psqctl check-config");
	}
	g_autoptr(PsqConf) conf = psq_tool_conf(&error);
	if (conf == NULL) {
		return psq_tool_fail(error);
	}
	g_autoptr(PsqLexicon) lexicon = psq_tool_lexicon(&error);
	if (lexicon == NULL || !psq_lexicon_check(lexicon, &error)) {
		return psq_tool_fail(error);
	}
	printf("%s : %u commissariat(s), %u messagerie(s), tout est bon\n",
		conf->path, conf->stations->len, conf->mailboxes->len);
	return EXIT_SUCCESS;
}
