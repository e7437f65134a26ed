// quote-case.c - texts whose lines say where each of them must land
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tests/unit/quote-case.h"

#include <string.h>

typedef struct {
	GString *text;
	GPtrArray *want[3]; // char *: said, quoted, signature
	ptrdiff_t quote_at;
} Expected;

static void
expect_line(Expected *e, const char *line)
{
	static const char tags[] = "SQGT";
	const char *tag = line[0] != '\0' ? strchr(tags, line[0]) : NULL;
	if (g_str_equal(line, "@|")) {
		e->quote_at = (ptrdiff_t)e->text->len;
		return;
	}
	if (tag == NULL || line[1] != '|') {
		g_string_append_printf(e->text, "%s\n", line);
		return;
	}
	const char *words = line + 2;
	g_string_append_printf(e->text, "%s\n", words);
	bool stripped = *tag == 'T';
	g_ptr_array_add(e->want[stripped ? 0 : tag - tags],
		g_strstrip(g_strdup(words + (stripped ? 1 : 0))));
}

static void
expect(Expected *e, const char *tagged)
{
	e->text = g_string_new(NULL);
	e->quote_at = -1;
	for (int i = 0; i < 3; i++) {
		e->want[i] = g_ptr_array_new_with_free_func(g_free);
	}
	g_auto(GStrv) lines = g_strsplit(tagged, "\n", -1);
	for (int i = 0; lines[i] != NULL; i++) {
		if (lines[i + 1] != NULL) {
			expect_line(e, lines[i]);
		}
	}
}

// Lines that are blank, or hold ">" alone, are no words.
static GPtrArray *
words_of(const char *text)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (int i = 0; lines[i] != NULL; i++) {
		char *line = g_strstrip(lines[i]);
		if (strspn(line, "> ") != strlen(line)) {
			g_ptr_array_add(words, g_strdup(line));
		}
	}
	return words;
}

static void
assert_lines(const char *name, const char *bin, const char *text,
	const GPtrArray *want)
{
	g_autoptr(GPtrArray) got = words_of(text);
	guint k = 0;
	for (guint i = 0; i < want->len; i++) {
		const char *line = g_ptr_array_index(want, i);
		if (strspn(line, "> ") == strlen(line)) {
			continue;
		}
		const char *have =
			k < got->len ? g_ptr_array_index(got, k) : "(none)";
		if (!g_str_equal(line, have)) {
			g_test_message("%s, %s: want \"%s\", got \"%s\"", name,
				bin, line, have);
			g_test_fail();
			return;
		}
		k++;
	}
	if (k < got->len) {
		g_test_message("%s, %s: too much: \"%s\"", name, bin,
			(char *)g_ptr_array_index(got, k));
		g_test_fail();
	}
}

PsqMail
psq_quote_case_mail(const QuoteCase *c, const char *text, ptrdiff_t quote_at)
{
	static PsqAddress from = { NULL, (char *)"jean@mail.example" };
	static PsqAddress to = { NULL, (char *)QUOTE_CASE_BOX };
	PsqMail mail = {
		.subject = (char *)c->subject,
		.from = &from,
		.to = g_ptr_array_new(),
		.in_reply_to = (char *)c->answers,
		.references = g_ptr_array_new(),
		.text = (char *)text,
		.quote_at = quote_at,
	};
	g_ptr_array_add(mail.to, &to);
	return mail;
}

void
psq_quote_case_mail_clear(PsqMail *mail)
{
	g_ptr_array_unref(mail->to);
	g_ptr_array_unref(mail->references);
}

// Every line of every case lands where it must, and nowhere else.
static void
test_case(gconstpointer data)
{
	const QuoteCase *c = data;
	Expected e;
	expect(&e, c->tagged);
	PsqMail mail = psq_quote_case_mail(c, e.text->str, e.quote_at);
	g_autoptr(PsqQuote) quote = psq_quote_split(&mail);
	assert_lines(c->name, "said", quote->said, e.want[0]);
	assert_lines(c->name, "quoted", quote->quoted, e.want[1]);
	assert_lines(c->name, "signature", quote->signature, e.want[2]);
	psq_quote_case_mail_clear(&mail);
	g_string_free(e.text, TRUE);
	for (int i = 0; i < 3; i++) {
		g_ptr_array_unref(e.want[i]);
	}
}

void
psq_quote_cases_add(const char *group, const QuoteCase *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		g_autofree char *path =
			g_strdup_printf("/%s/%s", group, cases[i].name);
		g_test_add_data_func(path, &cases[i], test_case);
	}
}
