// html-text.c - HTML as mailers write it, turned into text
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-text.h"

#include "parsers/html-guard.h"
#include "parsers/html-layout.h"

#include <libxml/HTMLparser.h>
#include <string.h>

// How much is collected before libxml2 sees it. Small: the depth that the
// guard goes by lags behind by that much.
enum { CHUNK = 2048 };

void
psq_html_text_init(void)
{
	xmlInitParser();
}

static void
on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
	psq_html_layout_start(
		data, (const char *)name, (const char *const *)attributes);
}

static void
on_end(void *data, const xmlChar *name)
{
	psq_html_layout_end(data, (const char *)name);
}

static void
on_text(void *data, const xmlChar *text, int len)
{
	psq_html_layout_text(data, (const char *)text, (size_t)len);
}

// No handler for cdataBlock: it would be given scripts and style sheets.
static const xmlSAXHandler handlers = {
	.startElement = on_start,
	.endElement = on_end,
	.characters = on_text,
	.ignorableWhitespace = on_text,
	.initialized = 1,
};

static void
feed(htmlParserCtxtPtr parser, GString *chunk)
{
	htmlParseChunk(parser, chunk->str, (int)chunk->len, 0);
	g_string_truncate(chunk, 0);
}

static void
feed_piece(
	htmlParserCtxtPtr parser, GString *chunk, const char *piece, size_t len)
{
	while (len > 0) {
		size_t n = MIN(len, CHUNK);
		g_string_append_len(chunk, piece, (gssize)n);
		if (chunk->len >= CHUNK) {
			feed(parser, chunk);
		}
		piece += n;
		len -= n;
	}
}

static void
parse(const char *html, PsqHtmlLayout *layout)
{
	xmlSAXHandler sax = handlers;
	htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(
		&sax, layout, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	g_assert(parser != NULL);
	// The text is UTF-8 by now, whatever its <meta> says: IGNORE_ENC.
	htmlCtxtUseOptions(parser,
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
			HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	// Else it would put text outside of <body> into a <p> of its own.
	g_autoptr(GString) chunk = g_string_new("<html><body>");
	PsqHtmlGuard guard;
	psq_html_guard_init(&guard, html, strlen(html));
	const char *piece;
	size_t len;
	while (!psq_html_layout_full(layout) &&
		psq_html_guard_next(
			&guard, psq_html_layout_depth(layout), &piece, &len)) {
		feed_piece(parser, chunk, piece, len);
	}
	feed(parser, chunk);
	htmlParseChunk(parser, NULL, 0, 1);
	htmlFreeParserCtxt(parser);
}

static PsqHtmlText *
read_html(const char *html, size_t max, bool show_hidden)
{
	PsqHtmlLayout *layout = psq_html_layout_new(max, show_hidden);
	parse(html, layout);
	return psq_html_layout_finish(layout);
}

PsqHtmlText *
psq_html_text_new(const char *html, size_t max)
{
	PsqHtmlText *result = read_html(html, max, false);
	if (*result->text == '\0') {
		psq_html_text_free(result);
		result = read_html(html, max, true);
	}
	return result;
}

void
psq_html_text_free(PsqHtmlText *html_text)
{
	if (html_text == NULL) {
		return;
	}
	g_free(html_text->text);
	g_ptr_array_unref(html_text->cids);
	g_free(html_text);
}
