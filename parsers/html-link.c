// html-link.c - where a link leads, said only if its text does not
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-link.h"

#include "parsers/tidy.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { MAX_HREF = 500 };

// Addresses that a reader can use; cut: "mailto:" says nothing that the
// address doesn't.
static const struct {
	const char *scheme;
	bool cut;
} schemes[] = {
	{ "http://", false },
	{ "https://", false },
	{ "mailto:", true },
	{ "tel:", true },
};

void
psq_html_link_clear(PsqHtmlLink *link)
{
	g_clear_pointer(&link->href, g_free);
}

void
psq_html_link_start(PsqHtmlLink *link, const char *href, size_t from)
{
	psq_html_link_clear(link);
	link->from = from;
	for (size_t i = 0; href != NULL && i < G_N_ELEMENTS(schemes); i++) {
		size_t len = strlen(schemes[i].scheme);
		if (g_ascii_strncasecmp(href, schemes[i].scheme, len) == 0 &&
			strlen(href) <= MAX_HREF) {
			link->href = psq_tidy_line(
				href + (schemes[i].cut ? len : 0));
		}
	}
}

// An address without what people leave out when they write it: scheme, "www.",
// a slash or a question at the end.
static char *
bare(const char *address)
{
	static const char *const starts[] = { "https://", "http://", "www." };
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
		if (g_str_has_prefix(address, starts[i])) {
			address += strlen(starts[i]);
		}
	}
	size_t len = strcspn(address, "?");
	while (len > 0 && address[len - 1] == '/') {
		len--;
	}
	return g_strndup(address, len);
}

static bool
has_digit(const char *text)
{
	return strpbrk(text, "0123456789") != NULL;
}

static bool
says_same(const char *text, const char *href)
{
	if (*href == '+' || g_ascii_isdigit(*href)) {
		return has_digit(text); // a telephone number
	}
	g_autofree char *target = bare(href);
	g_autofree char *low_text = g_utf8_strdown(text, -1);
	g_autofree char *low_target = g_utf8_strdown(target, -1);
	return strstr(low_text, low_target) != NULL;
}

char *
psq_html_link_end(PsqHtmlLink *link, const char *written)
{
	if (link->href == NULL) {
		return NULL;
	}
	const char *text = written + MIN(link->from, strlen(written));
	char *target = NULL;
	if (!psq_tidy_is_blank(text) && !says_same(text, link->href)) {
		target = g_strdup_printf("<%s>", link->href);
	}
	psq_html_link_clear(link);
	return target;
}
