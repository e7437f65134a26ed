// rules-expression.c - the regular expressions of rules, written for people
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/rules-expression.h"

#include "parsers/fold.h"

#include <string.h>

// A definition may use earlier ones, so that a line can grow; not for ever.
enum { MAX_EXPRESSION = 16 * 1024 };

// Text is folded before it is matched, so what folding changes can't match.
static bool
is_folded(const char *expression, const char **ret_bad)
{
	for (const char *at = expression; *at != '\0';
		at = g_utf8_next_char(at)) {
		if (*at == '\\' && at[1] != '\0') {
			at++;
			continue;
		}
		if ((guchar)*at < 0x80 && !g_ascii_isupper(*at)) {
			continue;
		}
		g_autofree char *sign =
			g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
		g_autofree char *folded = psq_fold_string(sign);
		if (strcmp(sign, folded) != 0) {
			*ret_bad = at;
			return false;
		}
	}
	return true;
}

// Writes the definition named between braces at *at; false if these braces
// are no such name ("{2,3}").
static bool
expand_name(GHashTable *defines, const char **at, GString *out, bool *ret_ok,
	GError **error)
{
	size_t len = strspn(*at + 1, PSQ_DEFINE_LETTERS);
	if (len == 0 || (*at)[1 + len] != '}') {
		return false;
	}
	g_autofree char *name = g_strndup(*at + 1, len);
	const char *value = g_hash_table_lookup(defines, name);
	*ret_ok = value != NULL ||
		psq_fail(error, PSQ_ERR_CONFIG, "no such definition \"%s\"",
			name);
	g_string_append_printf(out, "(?:%s)", value != NULL ? value : "");
	*at += len + 2;
	return true;
}

// Copies one sign, or an escape with what it escapes: \' is only itself.
// in_class is whether at stands between square brackets, where an apostrophe
// is one too.
static const char *
copy_sign(GString *out, const char *at, bool *in_class)
{
	if (*at == '\\' && at[1] != '\0') {
		g_string_append_len(out, at, 2);
		return at + 2;
	}
	if (*at == '\'' && !*in_class) {
		g_string_append(out, "[' ]?");
		return at + 1;
	}
	*in_class = *at == '[' || (*in_class && *at != ']');
	g_string_append_c(out, *at);
	return at + 1;
}

char *
psq_expression_expand(GHashTable *defines, const char *value, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	bool in_class = false;
	const char *at = value;
	while (*at != '\0' && out->len < MAX_EXPRESSION) {
		bool ok = true;
		if (*at != '{' || !expand_name(defines, &at, out, &ok, error)) {
			at = copy_sign(out, at, &in_class);
		} else if (!ok) {
			return NULL;
		}
	}
	const char *bad;
	if (out->len >= MAX_EXPRESSION) {
		return psq_fail_null(
			error, PSQ_ERR_CONFIG, "expression too long");
	}
	if (!is_folded(out->str, &bad)) {
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"capitals and accents never match: \"%s\"", bad);
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}
