// html-element.c - what HTML's elements and attributes mean for plain text
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-element.h"

#include "parsers/html-squeeze.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

// In order of the names: it is searched by halves.
static const PsqHtmlElement elements[] = {
	// clang-format off
	{ "a",          PSQ_HTML_LINK,    0 },
	{ "address",    PSQ_HTML_BLOCK,   1 },
	{ "area",       PSQ_HTML_VOID,    0 },
	{ "article",    PSQ_HTML_BLOCK,   1 },
	{ "aside",      PSQ_HTML_BLOCK,   1 },
	{ "audio",      PSQ_HTML_DROP,    0 },
	{ "base",       PSQ_HTML_VOID,    0 },
	{ "basefont",   PSQ_HTML_VOID,    0 },
	{ "blockquote", PSQ_HTML_QUOTE,   1 },
	{ "body",       PSQ_HTML_BLOCK,   1 },
	{ "br",         PSQ_HTML_BREAK,   0 },
	{ "caption",    PSQ_HTML_BLOCK,   1 },
	{ "center",     PSQ_HTML_BLOCK,   1 },
	{ "col",        PSQ_HTML_VOID,    0 },
	{ "dd",         PSQ_HTML_BLOCK,   1 },
	{ "dir",        PSQ_HTML_LIST,    1 },
	{ "div",        PSQ_HTML_BLOCK,   1 },
	{ "dl",         PSQ_HTML_BLOCK,   1 },
	{ "dt",         PSQ_HTML_BLOCK,   1 },
	{ "embed",      PSQ_HTML_VOID,    0 },
	{ "fieldset",   PSQ_HTML_BLOCK,   1 },
	{ "figcaption", PSQ_HTML_BLOCK,   1 },
	{ "figure",     PSQ_HTML_BLOCK,   1 },
	{ "footer",     PSQ_HTML_BLOCK,   1 },
	{ "form",       PSQ_HTML_BLOCK,   1 },
	{ "frame",      PSQ_HTML_VOID,    0 },
	{ "h1",         PSQ_HTML_BLOCK,   2 },
	{ "h2",         PSQ_HTML_BLOCK,   2 },
	{ "h3",         PSQ_HTML_BLOCK,   2 },
	{ "h4",         PSQ_HTML_BLOCK,   2 },
	{ "h5",         PSQ_HTML_BLOCK,   2 },
	{ "h6",         PSQ_HTML_BLOCK,   2 },
	{ "head",       PSQ_HTML_DROP,    0 },
	{ "header",     PSQ_HTML_BLOCK,   1 },
	{ "hr",         PSQ_HTML_RULE,    1 },
	{ "html",       PSQ_HTML_BLOCK,   1 },
	{ "iframe",     PSQ_HTML_DROP,    0 },
	{ "img",        PSQ_HTML_IMAGE,   0 },
	{ "input",      PSQ_HTML_VOID,    0 },
	{ "isindex",    PSQ_HTML_VOID,    0 },
	{ "legend",     PSQ_HTML_BLOCK,   1 },
	{ "li",         PSQ_HTML_ITEM,    1 },
	{ "link",       PSQ_HTML_VOID,    0 },
	{ "main",       PSQ_HTML_BLOCK,   1 },
	{ "menu",       PSQ_HTML_LIST,    1 },
	{ "meta",       PSQ_HTML_VOID,    0 },
	{ "nav",        PSQ_HTML_BLOCK,   1 },
	{ "object",     PSQ_HTML_DROP,    0 },
	{ "ol",         PSQ_HTML_NUMBERS, 1 },
	{ "p",          PSQ_HTML_BLOCK,   2 },
	{ "param",      PSQ_HTML_VOID,    0 },
	{ "pre",        PSQ_HTML_PRE,     1 },
	{ "script",     PSQ_HTML_DROP,    0 },
	{ "section",    PSQ_HTML_BLOCK,   1 },
	{ "select",     PSQ_HTML_DROP,    0 },
	{ "source",     PSQ_HTML_VOID,    0 },
	{ "style",      PSQ_HTML_DROP,    0 },
	{ "svg",        PSQ_HTML_DROP,    0 },
	{ "table",      PSQ_HTML_BLOCK,   1 },
	{ "tbody",      PSQ_HTML_BLOCK,   1 },
	{ "td",         PSQ_HTML_CELL,    0 },
	{ "template",   PSQ_HTML_DROP,    0 },
	{ "tfoot",      PSQ_HTML_BLOCK,   1 },
	{ "th",         PSQ_HTML_CELL,    0 },
	{ "thead",      PSQ_HTML_BLOCK,   1 },
	{ "title",      PSQ_HTML_DROP,    0 },
	{ "tr",         PSQ_HTML_BLOCK,   1 },
	{ "track",      PSQ_HTML_VOID,    0 },
	{ "ul",         PSQ_HTML_LIST,    1 },
	{ "video",      PSQ_HTML_DROP,    0 },
	{ "wbr",        PSQ_HTML_VOID,    0 },
	{ "xml",        PSQ_HTML_DROP,    0 },
	// clang-format on
};

static const PsqHtmlElement unknown = { "", PSQ_HTML_INLINE, 0 };

// Declarations of CSS as psq_html_squeeze() leaves them. zero: a value of
// nothing follows ("0", "0px"), not one that only begins so ("0.9em").
static const struct {
	const char *text;
	bool zero;
	size_t sets; // the field of PsqHtmlStyle
} declarations[] = {
	// clang-format off
	{ "display:none",         false, offsetof(PsqHtmlStyle, hidden) },
	{ "mso-hide:all",         false, offsetof(PsqHtmlStyle, hidden) },
	{ "visibility:hidden",    false, offsetof(PsqHtmlStyle, hidden) },
	{ "max-height:",          true,  offsetof(PsqHtmlStyle, hidden) },
	{ "opacity:",             true,  offsetof(PsqHtmlStyle, hidden) },
	{ "font-size:",           true,  offsetof(PsqHtmlStyle, tiny) },
	{ "font-size:1px",        false, offsetof(PsqHtmlStyle, tiny) },
	{ "font-size:",           false, offsetof(PsqHtmlStyle, sized) },
	{ "font:",                false, offsetof(PsqHtmlStyle, sized) },
	{ "white-space:pre",      false, offsetof(PsqHtmlStyle, pre) },
	{ "white-space:normal",   false, offsetof(PsqHtmlStyle, flow) },
	{ "white-space:nowrap",   false, offsetof(PsqHtmlStyle, flow) },
	{ "border:none",          false, offsetof(PsqHtmlStyle, bare) },
	{ "border:mediumnone",    false, offsetof(PsqHtmlStyle, bare) },
	// clang-format on
};

static int
by_name(const void *key, const void *row)
{
	return strcmp(key, ((const PsqHtmlElement *)row)->name);
}

const PsqHtmlElement *
psq_html_element(const char *name)
{
	const PsqHtmlElement *element = bsearch(name, elements,
		G_N_ELEMENTS(elements), sizeof elements[0], by_name);
	return element != NULL ? element : &unknown;
}

bool
psq_html_is_void(const PsqHtmlElement *element)
{
	return element->role >= PSQ_HTML_BREAK &&
		element->role <= PSQ_HTML_VOID;
}

// "0", "0px", "0.0em", but neither "10px" nor "0.9em".
static bool
is_zero(const char *value)
{
	char *after;
	return g_ascii_strtod(value, &after) == 0 && after != value;
}

static bool
declares(const char *style, const char *text, bool zero)
{
	size_t len = strlen(text);
	const char *at = style;
	while ((at = strstr(at, text)) != NULL) {
		bool begins = at == style || at[-1] == ';';
		if (begins && (!zero || is_zero(at + len))) {
			return true;
		}
		at += len;
	}
	return false;
}

PsqHtmlStyle
psq_html_style(const char *style)
{
	PsqHtmlStyle result = { 0 };
	if (style == NULL) {
		return result;
	}
	char plain[PSQ_HTML_SQUEEZE];
	psq_html_squeeze(style, plain);
	for (size_t i = 0; i < G_N_ELEMENTS(declarations); i++) {
		if (declares(plain, declarations[i].text,
			    declarations[i].zero)) {
			*(bool *)((char *)&result + declarations[i].sets) =
				true;
		}
	}
	return result;
}
