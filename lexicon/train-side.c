// train-side.c - which items are trained on, which are kept for measuring
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "lexicon/train-side.h"

static guint
digest_byte(const char *id, size_t at)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 digest[32];
	gsize len = sizeof digest;
	g_checksum_update(sum, (const guchar *)id, -1);
	g_checksum_get_digest(sum, digest, &len);
	return digest[at];
}

bool
psq_train_keeps(const char *id)
{
	return digest_byte(id, 0) % 10 == 0;
}

guint
psq_train_share(const char *id)
{
	return digest_byte(id, 1) * 100u / 256;
}
