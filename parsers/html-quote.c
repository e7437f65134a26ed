// html-quote.c - the marks that mail clients put around what they quote
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-quote.h"

#include "parsers/html-squeeze.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

typedef enum { IS, BEGINS, HAS } How;

// Values as psq_html_squeeze() leaves them. A class may carry a prefix ("x_"
// where Outlook on the web quotes it again) and stand among others.
static const struct {
	const char *element; // NULL: any
	const char *attribute;
	How how;
	const char *value;
	PsqHtmlQuote quote;
} marks[] = {
	// clang-format off
	// Gmail
	{ NULL,  "class", HAS, "gmail_quote", PSQ_HTML_CONTAINER },
	// Thunderbird: the line "Le ... a écrit :", then a blockquote
	{ NULL,  "class", HAS, "moz-cite-prefix", PSQ_HTML_CONTAINER },
	{ NULL,  "class", HAS, "moz-forward-container", PSQ_HTML_CONTAINER },
	// Apple Mail, Thunderbird, Roundcube, BlueMind, Fastmail
	{ "blockquote", "type", IS, "cite", PSQ_HTML_CONTAINER },
	{ NULL,  "id",    IS, "reply-intro", PSQ_HTML_CONTAINER },
	// Yahoo, AOL
	{ NULL,  "class", HAS, "yahoo_quoted", PSQ_HTML_CONTAINER },
	{ NULL,  "id",    BEGINS, "yahoo_quoted", PSQ_HTML_CONTAINER },
	{ NULL,  "class", HAS, "aolreplacedbody", PSQ_HTML_CONTAINER },
	// Proton, Tutanota, Zoho, GMX and WEB.DE, Spark
	{ NULL,  "class", HAS, "protonmail_quote", PSQ_HTML_CONTAINER },
	{ NULL,  "class", HAS, "tutanota_quote", PSQ_HTML_CONTAINER },
	{ NULL,  "class", HAS, "zmail_extra", PSQ_HTML_CONTAINER },
	{ "div", "name",  IS, "quote", PSQ_HTML_CONTAINER },
	{ NULL,  "name",  IS, "messagereplysection", PSQ_HTML_CONTAINER },
	// Zimbra (Free, La Poste)
	{ NULL,  "id",    IS, "zwchr", PSQ_HTML_DIVIDER },
	{ NULL,  "data-marker", IS, "__divider__", PSQ_HTML_DIVIDER },
	{ NULL,  "data-marker", IS, "__quoted_text__", PSQ_HTML_CONTAINER },
	// Outlook: on the web, on phones, on the Mac, on Windows
	{ NULL,  "id",    HAS, "divrplyfwdmsg", PSQ_HTML_DIVIDER },
	{ NULL,  "id",    HAS, "appendonsend", PSQ_HTML_DIVIDER },
	{ NULL,  "class", HAS, "ms-outlook-mobile-reference-message",
	  PSQ_HTML_DIVIDER },
	{ NULL,  "id",    HAS, "mail-editor-reference-message-container",
	  PSQ_HTML_DIVIDER },
	{ NULL,  "id",    HAS, "olk_src_body_section", PSQ_HTML_DIVIDER },
	{ "div", "style", HAS, "border:none;border-top:solid#e1e1e1",
	  PSQ_HTML_DIVIDER },
	{ "div", "style", HAS, "border:none;border-top:solid#b5c4df",
	  PSQ_HTML_DIVIDER },
	{ "div", "style", HAS, "border-top:1ptsolidrgb(225,225,225)",
	  PSQ_HTML_DIVIDER },
	{ "div", "style", HAS, "border-top:1ptsolidrgb(181,196,223)",
	  PSQ_HTML_DIVIDER },
	{ "div", "style", HAS, "border-top:solidrgb(225,225,225)",
	  PSQ_HTML_DIVIDER },
	// Others
	{ NULL,  "id",    BEGINS, "replysplit", PSQ_HTML_DIVIDER },
	{ NULL,  "id",    IS, "isforwardcontent", PSQ_HTML_CONTAINER },
	{ NULL,  "id",    IS, "isreplycontent", PSQ_HTML_CONTAINER },
	// clang-format on
};

static bool
is_like(const char *value, How how, const char *wanted)
{
	switch (how) {
	case IS:
		return strcmp(value, wanted) == 0;
	case BEGINS:
		return g_str_has_prefix(value, wanted);
	case HAS:
	default:
		return strstr(value, wanted) != NULL;
	}
}

static PsqHtmlQuote
quote_of(const char *element, const char *attribute, const char *value)
{
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (strcmp(marks[i].attribute, attribute) != 0 ||
			(marks[i].element != NULL &&
				strcmp(marks[i].element, element) != 0)) {
			continue;
		}
		if (is_like(value, marks[i].how, marks[i].value)) {
			return marks[i].quote;
		}
	}
	return PSQ_HTML_OWN;
}

PsqHtmlQuote
psq_html_quote(const char *element, const char *const *attributes)
{
	PsqHtmlQuote quote = PSQ_HTML_OWN;
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
		if (attributes[1] == NULL || quote != PSQ_HTML_OWN) {
			continue;
		}
		char plain[PSQ_HTML_SQUEEZE];
		psq_html_squeeze(attributes[1], plain);
		quote = quote_of(element, attributes[0], plain);
	}
	return quote;
}
