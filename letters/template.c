// template.c - a letter's text with fields, filled in
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/template.h"

#include <ctpl/ctpl.h>
#include <string.h>

struct PsqTemplate {
	char *path;
	CtplToken *tree;
	const PsqField *fields;
	size_t field_count;
};

static const char *const keywords[] = { "if", "else", "end" };

static bool
is_known(const PsqTemplate *template, const char *word)
{
	for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++) {
		if (g_str_equal(keywords[i], word)) {
			return true;
		}
	}
	for (size_t i = 0; i < template->field_count; i++) {
		if (g_str_equal(template->fields[i].name, word)) {
			return true;
		}
	}
	return false;
}

// The names in what stands between braces, from at: the first that is none of
// the fields, to be freed; or NULL, and *ret_end where the brace closes.
static char *
unknown_name(const PsqTemplate *template, const char *at, const char **ret_end)
{
	while (*at != '\0' && *at != '}') {
		size_t len = 0;
		while (g_ascii_isalnum(at[len]) || at[len] == '_') {
			len++;
		}
		g_autofree char *word = g_strndup(at, len);
		if (len > 0 && !g_ascii_isdigit(*word) &&
			!is_known(template, word)) {
			return g_steal_pointer(&word);
		}
		at += MAX(len, 1U);
	}
	*ret_end = at;
	return NULL;
}

static bool
check_names(const PsqTemplate *template, const PsqFile *file, GError **error)
{
	int line = 1;
	for (const char *at = file->text; *at != '\0'; at++) {
		if (*at == '\\' && at[1] != '\0') {
			at++;
		} else if (*at == '{') {
			g_autofree char *name =
				unknown_name(template, at + 1, &at);
			if (name != NULL) {
				return psq_fail(error, PSQ_ERR_CONFIG,
					"%s:%d: unknown field \"%s\"",
					file->path, line, name);
			}
		}
		line += *at == '\n';
		if (*at == '\0') {
			break; // CTPL says what is not closed
		}
	}
	return true;
}

PsqTemplate *
psq_template_new(const PsqFile *file, const PsqField *fields, size_t count,
	GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autoptr(PsqTemplate) template = g_new0(PsqTemplate, 1);
	template->path = g_strdup(file->path);
	template->fields = fields;
	template->field_count = count;
	if (!check_names(template, file, error)) {
		return NULL;
	}
	CtplInputStream *stream = ctpl_input_stream_new_for_memory(
		file->text, (gssize)file->len, NULL, file->path);
	template->tree = ctpl_lexer_lex(stream, &reason);
	ctpl_input_stream_unref(stream);
	if (template->tree == NULL) {
		return psq_fail_null( // it begins with path:line:column
			error, PSQ_ERR_CONFIG, "%s", reason->message);
	}
	return g_steal_pointer(&template);
}

void
psq_template_free(PsqTemplate *template)
{
	if (template == NULL) {
		return;
	}
	if (template->tree != NULL) {
		ctpl_token_free(template->tree);
	}
	g_free(template->path);
	g_free(template);
}

static CtplEnviron *
environ_of(const PsqTemplate *template, const PsqFieldValue *values)
{
	CtplEnviron *env = ctpl_environ_new();
	for (size_t i = 0; i < template->field_count; i++) {
		const PsqField *field = &template->fields[i];
		if (field->type == PSQ_FIELD_TRUTH) {
			ctpl_environ_push_int(
				env, field->name, values[i].truth);
		} else {
			const char *text = values[i].text;
			ctpl_environ_push_string(
				env, field->name, text != NULL ? text : "");
		}
	}
	return env;
}

char *
psq_template_fill(const PsqTemplate *template, const PsqFieldValue *values,
	GError **error)
{
	g_autoptr(GError) reason = NULL;
	g_autoptr(GOutputStream) memory =
		g_memory_output_stream_new_resizable();
	CtplEnviron *env = environ_of(template, values);
	CtplOutputStream *out = ctpl_output_stream_new(memory);
	bool good = ctpl_parser_parse(template->tree, env, out, &reason);
	ctpl_output_stream_unref(out);
	ctpl_environ_unref(env);
	if (!good) {
		return psq_fail_null(error, PSQ_ERR_CONFIG, "%s: %s",
			template->path, reason->message);
	}
	GMemoryOutputStream *stream = G_MEMORY_OUTPUT_STREAM(memory);
	return g_strndup(g_memory_output_stream_get_data(stream),
		g_memory_output_stream_get_data_size(stream));
}
