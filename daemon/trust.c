// trust.c - whose certificates are believed: one TLS context a CA file
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/trust.h"

struct PsqTrust {
	GMutex lock;
	GHashTable *contexts; // CA file ("": the system's) -> SSL_CTX
};

static void
context_free(gpointer data)
{
	SSL_CTX_free(data);
}

PsqTrust *
psq_trust_new(void)
{
	PsqTrust *trust = g_new0(PsqTrust, 1);
	g_mutex_init(&trust->lock);
	trust->contexts = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, context_free);
	return trust;
}

SSL_CTX *
psq_trust_context(PsqTrust *trust, const char *ca_file, GError **error)
{
	const char *key = ca_file != NULL ? ca_file : "";
	g_mutex_lock(&trust->lock);
	SSL_CTX *context = g_hash_table_lookup(trust->contexts, key);
	if (context == NULL) {
		context = psq_net_tls_context(ca_file, error);
		if (context != NULL) {
			g_hash_table_insert(
				trust->contexts, g_strdup(key), context);
		}
	}
	g_mutex_unlock(&trust->lock);
	return context;
}

void
psq_trust_free(PsqTrust *trust)
{
	if (trust == NULL) {
		return;
	}
	g_hash_table_unref(trust->contexts);
	g_mutex_clear(&trust->lock);
	g_free(trust);
}
