// html-layout.c - elements and words of HTML, as they come, into lines
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-layout.h"

#include "parsers/html-element.h"
#include "parsers/html-link.h"
#include "parsers/html-quote.h"
#include "parsers/html-writer.h"

#include <string.h>

enum { MAX_NAME = 16, MAX_ALT_BYTES = 200, MAX_CIDS = 200 };

// An open element.
typedef struct {
	char name[MAX_NAME]; // cut
	const PsqHtmlElement *element;
	bool hidden;
	bool tiny;
	bool pre;
	bool mark;      // a blockquote that counts in the writer's depth
	bool container; // of a quote
	int number;     // of the last item of a list
} Open;

struct PsqHtmlLayout {
	PsqHtmlWriter writer;
	GArray *open; // Open
	GPtrArray *cids;
	bool show_hidden;
	PsqHtmlLink link;

	bool quote_rest; // the quote is all that follows
	bool quote_over; // words followed the quote's end
	int containers;  // of quotes, open now
};

PsqHtmlLayout *
psq_html_layout_new(size_t max, bool show_hidden)
{
	PsqHtmlLayout *layout = g_new0(PsqHtmlLayout, 1);
	psq_html_writer_init(&layout->writer, max);
	layout->open = g_array_new(FALSE, TRUE, sizeof(Open));
	layout->cids = g_ptr_array_new_with_free_func(g_free);
	layout->show_hidden = show_hidden;
	return layout;
}

size_t
psq_html_layout_depth(const PsqHtmlLayout *layout)
{
	return layout->open->len;
}

bool
psq_html_layout_full(const PsqHtmlLayout *layout)
{
	return layout->writer.cut;
}

static const Open *
innermost(const PsqHtmlLayout *layout)
{
	static const Open none = { .number = 0 };
	guint len = layout->open->len;
	return len > 0 ? &g_array_index(layout->open, Open, len - 1) : &none;
}

static bool
is_shown(const PsqHtmlLayout *layout)
{
	const Open *open = innermost(layout);
	return !(open->hidden || open->tiny);
}

// Where attribute name and value stand, or NULL.
static const char *const *
find_attribute(const char *const *attributes, const char *name)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
		if (strcmp(attributes[0], name) == 0) {
			return attributes;
		}
	}
	return NULL;
}

static const char *
attribute(const char *const *attributes, const char *name)
{
	const char *const *found = find_attribute(attributes, name);
	return found != NULL ? found[1] : NULL;
}

// Words that follow the end of a quote are the sender's again.
static void
account(PsqHtmlLayout *layout, size_t before)
{
	const PsqHtmlWriter *writer = &layout->writer;
	if (writer->out->len > before && writer->marked_at >= 0 &&
		(size_t)writer->marked_at < before && layout->containers == 0 &&
		!layout->quote_rest) {
		layout->quote_over = true;
	}
}

static void
say(PsqHtmlLayout *layout, const char *text)
{
	size_t before = layout->writer.out->len;
	psq_html_writer_put(&layout->writer, text, strlen(text));
	account(layout, before);
}

void
psq_html_layout_text(PsqHtmlLayout *layout, const char *text, size_t len)
{
	const Open *open = innermost(layout);
	if (is_shown(layout)) {
		size_t before = layout->writer.out->len;
		psq_html_writer_text(&layout->writer, text, len, open->pre);
		account(layout, before);
	}
}

static void
start_item(PsqHtmlLayout *layout)
{
	for (guint i = layout->open->len; i > 0; i--) {
		Open *list = &g_array_index(layout->open, Open, i - 1);
		if (list->element->role == PSQ_HTML_NUMBERS) {
			g_autofree char *number =
				g_strdup_printf("%d.", ++list->number);
			say(layout, number);
			break;
		}
		if (list->element->role == PSQ_HTML_LIST || i == 1) {
			say(layout, "-");
			break;
		}
	}
	psq_html_writer_space(&layout->writer);
}

static void
start_image(PsqHtmlLayout *layout, const char *const *attributes)
{
	const char *alt = attribute(attributes, "alt");
	if (alt == NULL || alt[strspn(alt, " \t\r\n")] == '\0' ||
		strlen(alt) > MAX_ALT_BYTES) {
		return;
	}
	g_autofree char *line = g_strdup_printf("[%s]", alt);
	psq_html_layout_text(layout, line, strlen(line));
}

static void
start_shown(PsqHtmlLayout *layout, const PsqHtmlElement *element,
	const char *const *attributes)
{
	PsqHtmlWriter *writer = &layout->writer;
	psq_html_writer_lines(writer, element->lines);
	switch ((int)element->role) {
	case PSQ_HTML_BREAK:
		psq_html_writer_break(writer);
		break;
	case PSQ_HTML_RULE:
		say(layout, "________________________________");
		psq_html_writer_lines(writer, element->lines);
		break;
	case PSQ_HTML_IMAGE:
		start_image(layout, attributes);
		break;
	case PSQ_HTML_CELL:
		psq_html_writer_space(writer);
		break;
	case PSQ_HTML_ITEM:
		start_item(layout);
		break;
	case PSQ_HTML_LINK:
		psq_html_link_start(&layout->link,
			attribute(attributes, "href"), writer->out->len);
		break;
	default:
		break;
	}
}

// Content-IDs of pictures, in <img src> or in the background of a cell.
static void
collect_cids(PsqHtmlLayout *layout, const char *const *attributes)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
		const char *value = attributes[1];
		if (value != NULL && layout->cids->len < MAX_CIDS &&
			g_ascii_strncasecmp(value, "cid:", 4) == 0) {
			g_ptr_array_add(layout->cids, g_strdup(value + 4));
		}
	}
}

static void
mark_quote(PsqHtmlLayout *layout, Open *open, PsqHtmlQuote quote)
{
	if (quote == PSQ_HTML_OWN) {
		return;
	}
	if (layout->writer.marked_at < 0) {
		psq_html_writer_mark(&layout->writer, true);
		layout->quote_rest |= quote == PSQ_HTML_DIVIDER;
	}
	open->container = quote == PSQ_HTML_CONTAINER;
	layout->containers += open->container;
}

static Open
open_element(const PsqHtmlLayout *layout, const char *name,
	const PsqHtmlElement *element, const char *const *attributes)
{
	const Open *outer = innermost(layout);
	PsqHtmlStyle style = psq_html_style(attribute(attributes, "style"));
	bool hidden = !layout->show_hidden &&
		(style.hidden || find_attribute(attributes, "hidden") != NULL);
	Open open = {
		.element = element,
		.hidden = outer->hidden || hidden ||
			element->role == PSQ_HTML_DROP,
		.tiny = (style.tiny || (outer->tiny && !style.sized)) &&
			!layout->show_hidden,
		.pre = style.pre || element->role == PSQ_HTML_PRE ||
			(outer->pre && !style.flow),
		.mark = element->role == PSQ_HTML_QUOTE &&
			(!style.bare || attribute(attributes, "type") != NULL),
	};
	g_strlcpy(open.name, name, sizeof open.name);
	return open;
}

void
psq_html_layout_start(
	PsqHtmlLayout *layout, const char *name, const char *const *attributes)
{
	const PsqHtmlElement *element = psq_html_element(name);
	Open open = open_element(layout, name, element, attributes);
	bool shown = !(open.hidden || open.tiny);
	collect_cids(layout, attributes);
	if (shown) {
		mark_quote(layout, &open, psq_html_quote(name, attributes));
	}
	layout->writer.depth += open.mark;
	if (!psq_html_is_void(element)) {
		g_array_append_val(layout->open, open);
	}
	if (shown) {
		start_shown(layout, element, attributes);
	}
}

static void
close_innermost(PsqHtmlLayout *layout)
{
	const Open *open = innermost(layout);
	bool shown = is_shown(layout);
	layout->writer.depth -= open->mark;
	layout->containers -= open->container;
	if (open->container && !layout->quote_rest) {
		psq_html_writer_mark(&layout->writer, false); // it was empty
	}
	if (shown && open->element->role == PSQ_HTML_LINK) {
		g_autofree char *target = psq_html_link_end(
			&layout->link, layout->writer.out->str);
		if (target != NULL) {
			psq_html_writer_space(&layout->writer);
			say(layout, target);
		}
	}
	if (shown) {
		psq_html_writer_lines(&layout->writer, open->element->lines);
	}
	g_array_set_size(layout->open, layout->open->len - 1);
}

// Closes the innermost element of that name and all in it; an end that fits
// none is none. libxml2 calls the end of void elements as it likes.
void
psq_html_layout_end(PsqHtmlLayout *layout, const char *name)
{
	if (psq_html_is_void(psq_html_element(name))) {
		return;
	}
	for (guint i = layout->open->len; i > 0; i--) {
		const Open *open = &g_array_index(layout->open, Open, i - 1);
		if (strncmp(open->name, name, MAX_NAME - 1) != 0) {
			continue;
		}
		while (layout->open->len >= i) {
			close_innermost(layout);
		}
		return;
	}
}

PsqHtmlText *
psq_html_layout_finish(PsqHtmlLayout *layout)
{
	PsqHtmlText *result = g_new0(PsqHtmlText, 1);
	result->quote_at = layout->quote_over ? -1 : layout->writer.marked_at;
	result->cut = layout->writer.cut;
	result->cids = layout->cids;
	result->text = psq_html_writer_end(&layout->writer);
	psq_html_link_clear(&layout->link);
	g_array_unref(layout->open);
	g_free(layout);
	return result;
}
