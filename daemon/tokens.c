// tokens.c - OAuth 2 access tokens, kept until they end or are refused
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/tokens.h"

#include "daemon/command.h"

#include <json-glib/json-glib.h>
#include <string.h>

// A token that ends sooner is asked for again.
enum { MARGIN_SECONDS = 60 };

typedef struct {
	char *text;
	gint64 end; // monotonic, in microseconds
} Token;

struct PsqTokens {
	GMutex lock;
	GHashTable *kept; // command -> Token
};

static void
token_free(gpointer data)
{
	Token *token = data;
	g_free(token->text);
	g_free(token);
}

PsqTokens *
psq_tokens_new(void)
{
	PsqTokens *tokens = g_new0(PsqTokens, 1);
	g_mutex_init(&tokens->lock);
	tokens->kept = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, token_free);
	return tokens;
}

void
psq_tokens_free(PsqTokens *tokens)
{
	if (tokens == NULL) {
		return;
	}
	g_hash_table_unref(tokens->kept);
	g_mutex_clear(&tokens->lock);
	g_free(tokens);
}

// A member of an object, or NULL; JSON may be anything.
static JsonNode *
member(JsonNode *root, const char *name, GType type)
{
	JsonNode *node = root != NULL && JSON_NODE_HOLDS_OBJECT(root)
		? json_object_get_member(json_node_get_object(root), name)
		: NULL;
	return node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
			json_node_get_value_type(node) == type
		? node
		: NULL;
}

static Token *
token_parse(const char *output, GError **error)
{
	g_autofree char *text = NULL;
	gint64 end = G_MAXINT64;
	if (*output == '{') {
		g_autoptr(JsonNode) root = json_from_string(output, NULL);
		JsonNode *node = member(root, "access_token", G_TYPE_STRING);
		JsonNode *seconds = member(root, "expires_in", G_TYPE_INT64);
		text = node != NULL ? json_node_dup_string(node) : NULL;
		if (seconds != NULL) {
			gint64 left = CLAMP(json_node_get_int(seconds), 0,
				(gint64)G_MAXINT32);
			end = g_get_monotonic_time() +
				(left - MARGIN_SECONDS) * G_USEC_PER_SEC;
		}
	} else {
		text = g_strndup(output, strcspn(output, "\r\n"));
	}
	for (const char *c = text; c != NULL && *c != '\0'; c++) {
		if (!g_ascii_isgraph(*c)) {
			g_clear_pointer(&text, g_free);
			break;
		}
	}
	if (text == NULL || *text == '\0') {
		return psq_fail_null(
			error, PSQ_ERR_RETRY, "token_command printed no token");
	}
	Token *token = g_new0(Token, 1);
	token->text = g_steal_pointer(&text);
	token->end = end;
	return token;
}

static char *
kept(PsqTokens *tokens, const char *command)
{
	g_mutex_lock(&tokens->lock);
	const Token *token = g_hash_table_lookup(tokens->kept, command);
	char *text = token != NULL && token->end > g_get_monotonic_time()
		? g_strdup(token->text)
		: NULL;
	g_mutex_unlock(&tokens->lock);
	return text;
}

char *
psq_tokens_get(PsqTokens *tokens, const char *command, int seconds, int stop_fd,
	bool *ret_kept, GError **error)
{
	char *text = kept(tokens, command);
	*ret_kept = text != NULL;
	if (text != NULL) {
		return text;
	}
	g_autofree char *output = NULL;
	if (!psq_command_run(command, NULL, seconds, stop_fd, &output, error)) {
		return NULL;
	}
	Token *token = token_parse(output, error);
	if (token == NULL) {
		return NULL;
	}
	text = g_strdup(token->text);
	g_mutex_lock(&tokens->lock);
	g_hash_table_replace(tokens->kept, g_strdup(command), token);
	g_mutex_unlock(&tokens->lock);
	return text;
}

void
psq_tokens_refused(PsqTokens *tokens, const char *command, const char *token)
{
	g_mutex_lock(&tokens->lock);
	const Token *known = g_hash_table_lookup(tokens->kept, command);
	if (known != NULL && g_str_equal(known->text, token)) {
		g_hash_table_remove(tokens->kept, command);
	}
	g_mutex_unlock(&tokens->lock);
}
