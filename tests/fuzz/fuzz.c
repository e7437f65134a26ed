// fuzz.c - what the fuzz targets share
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "common/datadir.h"
#include "parsers/mail.h"

static gpointer
read_lexicon(gpointer unused)
{
	(void)unused;
	psq_mail_init();
	g_autoptr(GError) error = NULL;
	const char *top = g_getenv("top_srcdir");
	g_autofree char *folder =
		g_build_filename(top ? top : ".", "lexicon", NULL);
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, "", &error);
	PsqLexicon *lexicon =
		files != NULL ? psq_lexicon_new(files, &error) : NULL;
	if (lexicon == NULL) {
		g_error("%s", error->message);
	}
	return lexicon;
}

const PsqLexicon *
psq_fuzz_lexicon(void)
{
	static GOnce once = G_ONCE_INIT;
	return g_once(&once, read_lexicon, NULL);
}

char *
psq_fuzz_text(const uint8_t *data, size_t size)
{
	g_autofree char *bytes = g_strndup((const char *)data, size);
	return g_utf8_make_valid(bytes, -1);
}
