// html-guard.c - hands HTML on in pieces that libxml2 can't choke on
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/html-guard.h"

#include <string.h>

#define WHITE " \t\r\n\f"

// A tag as far as the guard looks into it.
typedef struct {
	const char *end; // after the ">", or NULL if there is none
	const char *cut; // where it is to be cut, or NULL
	bool self_closed;
} Tag;

// Elements without an end tag: leaving them out leaves nothing open.
static const char *const void_names[] = { "area", "base", "br", "col", "embed",
	"hr", "img", "input", "link", "meta", "source", "track", "wbr" };

// Elements whose content is neither HTML nor shown.
static const char *const raw_names[] = { "script", "style", "title" };

static const char *
last_gt(const char *html, size_t len)
{
	while (len > 0 && html[len - 1] != '>') {
		len--;
	}
	return html + len - (len > 0 ? 1 : 0);
}

void
psq_html_guard_init(PsqHtmlGuard *guard, const char *html, size_t len)
{
	*guard = (PsqHtmlGuard){
		.at = html,
		.end = html + len,
		.last_gt = last_gt(html, len),
	};
}

static const char *
find(const char *at, const char *end, char what)
{
	return memchr(at, what, (size_t)(end - at));
}

// Ends after which libxml2 reads no text, though there is some: footers of
// lists and gateways, a second document.
static const char *const outer_names[] = { "html", "body" };

// What is handed on in place of something else.
static const char br[] = "<br>";
static const char close_mark[] = ">";
static const char lt[] = "&lt;";

// The index of the name that stands at at, or -1.
static int
match_name(const char *at, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(names[i]);
		if (g_ascii_strncasecmp(at, names[i], len) == 0 &&
			!g_ascii_isalnum(at[len]) && at[len] != '-') {
			return (int)i;
		}
	}
	return -1;
}

static bool
is_void(const char *name)
{
	return match_name(name, void_names, G_N_ELEMENTS(void_names)) >= 0;
}

// The value after "=": the end of a quoted one, else at itself. NULL if its
// quote is never closed.
static const char *
skip_value(const char *at, const char *end)
{
	while (at < end && strchr(WHITE, *at) != NULL) {
		at++;
	}
	if (at < end && (*at == '"' || *at == '\'')) {
		const char *quote = find(at + 1, end, *at);
		return quote != NULL ? quote + 1 : NULL;
	}
	return at;
}

// at is "<" and a letter. Each run of white space and each quoted value may
// begin another attribute.
static Tag
tag_scan(const char *at, const char *end)
{
	Tag tag = { NULL, NULL, false };
	size_t attributes = 0;
	while (at < end && *at != '>') {
		const char *here = at;
		if (strchr(WHITE, *at) != NULL) {
			at += strspn(at, WHITE);
			attributes++;
		} else if (*at == '=') {
			at = skip_value(at + 1, end);
			if (at == NULL) {
				tag.cut = tag.cut != NULL ? tag.cut : here;
				at = here + 1;
				const char *gt = find(at, end, '>');
				at = gt != NULL ? gt : end;
			}
			attributes += at > here + 1;
		} else {
			at++;
		}
		if (attributes > PSQ_HTML_MAX_ATTRIBUTES && tag.cut == NULL) {
			tag.cut = here;
		}
	}
	tag.self_closed = at[-1] == '/';
	tag.end = at < end ? at + 1 : NULL;
	return tag;
}

static bool
give(const char *from, const char *to, const char **ret_piece, size_t *ret_len)
{
	*ret_piece = from;
	*ret_len = (size_t)(to - from);
	return true;
}

// Past "<!-- ... -->", or past its first signs where it never ends, so that
// its text is shown rather than all that follows lost.
static void
skip_comment(PsqHtmlGuard *guard)
{
	const char *after = guard->at + 4;
	const char *close = NULL;
	if (!guard->open_comment) {
		close = g_strstr_len(
			guard->at + 2, guard->end - guard->at - 2, "-->");
		guard->open_comment = close == NULL;
	}
	guard->at = close != NULL ? close + 3 : after;
}

// Past the content of a script, a style sheet or a title and its end tag. If
// it has none, its text is shown rather than all that follows lost.
static void
skip_raw(PsqHtmlGuard *guard, int raw)
{
	const char *at = guard->at;
	while (!guard->open_raw[raw]) {
		at = find(at, guard->end, '<');
		if (at == NULL) {
			guard->open_raw[raw] = true;
			return;
		}
		at++;
		if (*at == '/' && match_name(at + 1, raw_names + raw, 1) == 0) {
			const char *gt = find(at, guard->end, '>');
			guard->at = gt != NULL ? gt + 1 : guard->end;
			return;
		}
	}
}

// A start tag at guard->at; false if there is nothing to give.
static bool
start_tag(PsqHtmlGuard *guard, size_t depth, const char **ret_piece,
	size_t *ret_len)
{
	const char *from = guard->at;
	Tag tag = tag_scan(from, guard->end);
	guard->at = tag.end != NULL ? tag.end : guard->end;
	int raw = match_name(from + 1, raw_names, G_N_ELEMENTS(raw_names));
	if (raw >= 0) {
		skip_raw(guard, raw);
		return false;
	}
	if (depth >= PSQ_HTML_MAX_DEPTH && !is_void(from + 1)) {
		guard->dropped += !tag.self_closed;
		return false;
	}
	guard->cut = tag.cut != NULL || tag.end == NULL;
	return give(from, tag.cut != NULL ? tag.cut : guard->at, ret_piece,
		ret_len);
}

// At "<" with a ">" somewhere behind it.
static bool
markup(PsqHtmlGuard *guard, size_t depth, const char **ret_piece,
	size_t *ret_len)
{
	const char *from = guard->at;
	if (g_ascii_isalpha(from[1])) {
		return start_tag(guard, depth, ret_piece, ret_len);
	}
	if (strncmp(from, "<!--", 4) == 0) {
		skip_comment(guard);
		return false;
	}
	guard->at = find(from, guard->end, '>') + 1;
	if (from[1] != '/') {
		return false; // a doctype, <![if !mso]>, <?xml ...>
	}
	if (match_name(from + 2, outer_names, G_N_ELEMENTS(outer_names)) >= 0) {
		return give(br, br + strlen(br), ret_piece, ret_len);
	}
	if (guard->dropped > 0) {
		guard->dropped--;
		return false;
	}
	return give(from, guard->at, ret_piece, ret_len);
}

bool
psq_html_guard_next(PsqHtmlGuard *guard, size_t depth, const char **ret_piece,
	size_t *ret_len)
{
	if (guard->cut) {
		guard->cut = false;
		return give(close_mark, close_mark + 1, ret_piece, ret_len);
	}
	while (guard->at < guard->end) {
		const char *from = guard->at;
		if (*from != '<') {
			const char *next = find(from, guard->end, '<');
			guard->at = next != NULL ? next : guard->end;
			return give(from, guard->at, ret_piece, ret_len);
		}
		bool sign = from < guard->last_gt &&
			(g_ascii_isalpha(from[1]) ||
				strchr("!/?", from[1]) != NULL);
		if (!sign) {
			guard->at++;
			return give(lt, lt + 4, ret_piece, ret_len);
		}
		if (markup(guard, depth, ret_piece, ret_len)) {
			return true;
		}
	}
	return false;
}
