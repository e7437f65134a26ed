// guard-line.c - one line of a server's: handed on, kept, dropped or refused
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/guard-private.h"

#include <inttypes.h>
#include <string.h>

enum {
	// Of one line. libetpan descends once for each, on the stack.
	PARENTHESES_MAX = 64,
	// To one command: FETCH of 500 messages, and what a server volunteers.
	PASSED_MAX = 10000,
	TEXT_MAX_BYTES = 200,
};

G_GNUC_PRINTF(2, 3)
static bool
refuse(PsqGuard *guard, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	guard->complaint = g_strdup_vprintf(format, args);
	va_end(args);
	return false;
}

static bool
hand_on(PsqGuard *guard, const char *text)
{
	if (guard->passed++ == PASSED_MAX) {
		return refuse(guard,
			"the server gives more than %d answers "
			"to one command",
			(int)PASSED_MAX);
	}
	g_string_append(guard->out, text);
	g_string_append(guard->out, "\r\n");
	return true;
}

// For the log and the database: valid, short.
static void
keep_text(char **field, const char *text)
{
	g_autofree char *cut = g_strndup(text, TEXT_MAX_BYTES);
	g_free(*field);
	*field = g_utf8_make_valid(cut, -1);
}

// The text behind word and a space, or at its end; NULL if text begins
// otherwise. Words are those of the protocol: case does not matter.
static const char *
after(const char *text, const char *word)
{
	size_t len = strlen(word);
	if (g_ascii_strncasecmp(text, word, len) != 0) {
		return NULL;
	}
	if (text[len] == ' ') {
		return text + len + 1;
	}
	return text[len] == '\0' ? text + len : NULL;
}

static const char *
find(const char *text, const char *word)
{
	size_t len = strlen(word);
	for (; *text != '\0'; text++) {
		if (g_ascii_strncasecmp(text, word, len) == 0) {
			return text;
		}
	}
	return NULL;
}

// A number of 1 to 32 bits that end follows; *ret_end, if asked for, is there.
// 0 if there is none.
static uint32_t
number(const char *text, char end)
{
	size_t len = strspn(text, "0123456789");
	if (len == 0 || len > 10 || text[len] != end) {
		return 0;
	}
	guint64 value = g_ascii_strtoull(text, NULL, 10);
	return value <= UINT32_MAX ? (uint32_t)value : 0;
}

// PERMANENTFLAGS (RFC 3501, 7.1). A list that is not sound is one of nothing.
static void
keep_flags(PsqHeard *heard, const char *list)
{
	const char *end = strchr(list, ')');
	size_t len = end != NULL ? (size_t)(end - list) : 0;
	for (size_t i = 0; i < len; i++) {
		if (!g_ascii_isgraph(list[i]) && list[i] != ' ') {
			len = 0;
		}
	}
	g_free(heard->flags);
	heard->flags = g_strndup(list, len);
}

// What a status of the server's says, tagged or not: "[CODE ...] text".
static void
keep_code(PsqHeard *heard, const char *text)
{
	const char *value;
	if ((value = after(text, "[UIDVALIDITY")) != NULL) {
		heard->uidvalidity = number(value, ']');
	} else if ((value = after(text, "[UIDNEXT")) != NULL) {
		heard->uidnext = number(value, ']');
	} else if ((value = after(text, "[PERMANENTFLAGS")) != NULL) {
		keep_flags(heard, *value == '(' ? value + 1 : "");
	} else if (g_ascii_strncasecmp(text, "[ALERT]", 7) == 0) {
		keep_text(&heard->alert, text + 7 + (text[7] == ' '));
	}
}

// The first line: OK, PREAUTH or BYE.
static bool
greeting(PsqGuard *guard, const char *text)
{
	static const char *const words[] = { "OK", "PREAUTH", "BYE" };
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *rest = after(text, words[i]);
		if (rest == NULL) {
			continue;
		}
		guard->greeted = true;
		keep_code(&guard->heard, rest);
		if (g_str_equal(words[i], "BYE")) {
			keep_text(&guard->heard.goodbye, rest);
		}
		g_autofree char *plain = g_strdup_printf("* %s -", words[i]);
		return hand_on(guard, plain);
	}
	return refuse(guard, "the server does not greet as IMAP servers do");
}

static bool
is_clean(PsqGuard *guard, const char *line)
{
	unsigned parentheses = 0;
	if (strlen(line) != guard->line->len) {
		return refuse(guard, "the server sends a NUL in an answer");
	}
	for (const char *c = line; *c != '\0'; c++) {
		if (g_ascii_iscntrl(*c)) {
			return refuse(guard,
				"the server sends control characters in an "
				"answer");
		}
		parentheses += *c == '(';
	}
	return parentheses <= PARENTHESES_MAX ||
		refuse(guard,
			"the server's answer has more than %d "
			"parentheses",
			(int)PARENTHESES_MAX);
}

// SEARCH (RFC 3501, 7.2.5): UIDs, and maybe (MODSEQ n) behind them. libetpan
// would take a number beyond 32 bits for another one.
static bool
search(PsqGuard *guard, const char *line)
{
	const char *at = line + strlen("* SEARCH");
	while (*at == ' ') {
		at++;
		size_t len = strspn(at, "0123456789");
		if (len > 0 && number(at, at[len]) == 0) {
			return refuse(guard,
				"the server's SEARCH has a "
				"number that can't be a UID");
		}
		if (len == 0) {
			break;
		}
		at += len;
	}
	if (*at != '\0' && after(at, "(MODSEQ") == NULL) {
		return refuse(guard, "the server's SEARCH is no list of UIDs");
	}
	g_autofree char *uids = g_strndup(line, (size_t)(at - line));
	return hand_on(guard, g_strchomp(uids));
}

// Lines with a literal end in its size, "{12}". Only the bytes of a message
// may be one; more than one in a message's line libetpan has no need for.
static bool
begin_literal(PsqGuard *guard, const char *line)
{
	const char *brace = strrchr(line, '{');
	const char *body = find(line, "BODY[]");
	if (guard->in_fetch || body == NULL ||
		body + strcspn(body, " ") + 1 != brace) {
		return refuse(
			guard, "the server sends a literal where none is due");
	}
	const char *digits = brace + 1;
	int len = (int)strspn(digits, "0123456789");
	uint64_t size = g_ascii_strtoull(digits, NULL, 10);
	if (len > 18 || size > guard->literal_max) {
		return refuse(guard,
			"the server announces a literal of %.*s bytes, more "
			"than was asked for",
			MIN(len, 18), digits);
	}
	guard->literal_left = size;
	guard->in_fetch = true;
	return hand_on(guard, line);
}

static bool
ends_in_literal(const char *line)
{
	const char *brace = strrchr(line, '{');
	if (brace == NULL) {
		return false;
	}
	size_t len = strspn(brace + 1, "0123456789+");
	return len > 0 && g_str_equal(brace + 1 + len, "}");
}

// FETCH with the size or the bytes of a message. What a server volunteers of
// flags is of no use, and a keyword may be one that libetpan can't read.
static bool
fetch(PsqGuard *guard, const char *line)
{
	if (ends_in_literal(line)) {
		return is_clean(guard, line) && begin_literal(guard, line);
	}
	bool goes_on = guard->in_fetch;
	guard->in_fetch = false;
	if (!goes_on && find(line, "BODY[]") == NULL &&
		find(line, "RFC822.SIZE") == NULL) {
		return true;
	}
	return is_clean(guard, line) && hand_on(guard, line);
}

static bool
numbered(PsqGuard *guard, const char *line, const char *what)
{
	if (after(what, "FETCH") != NULL) {
		return fetch(guard, line);
	}
	guard->heard.news = true; // EXISTS, EXPUNGE: psqd asks for UIDs
	return true;
}

static bool
untagged(PsqGuard *guard, const char *line)
{
	const char *text = line + 2;
	const char *rest;
	size_t digits = strspn(text, "0123456789");
	if (!guard->greeted) {
		return greeting(guard, text);
	}
	if (digits > 0 && text[digits] == ' ') {
		return numbered(guard, line, text + digits + 1);
	}
	if (after(text, "CAPABILITY") != NULL) {
		return is_clean(guard, line) && hand_on(guard, line);
	}
	if (after(text, "SEARCH") != NULL) {
		return is_clean(guard, line) && search(guard, line);
	}
	if ((rest = after(text, "BYE")) != NULL) {
		keep_text(&guard->heard.goodbye, rest);
		return hand_on(guard, "* BYE -");
	}
	if ((rest = after(text, "OK")) != NULL ||
		(rest = after(text, "NO")) != NULL ||
		(rest = after(text, "BAD")) != NULL) {
		keep_code(&guard->heard, rest);
	}
	return true;
}

// "+" (RFC 3501, 7.5). libetpan would look for a code in what is not base64.
static bool
continuation(PsqGuard *guard, const char *line)
{
	static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/=";
	const char *text = after(line, "+");
	if (text == NULL) {
		return refuse(guard, "the server sends what is no IMAP answer");
	}
	bool is_base64 = text[strspn(text, base64)] == '\0';
	g_autofree char *plain =
		g_strconcat("+ ", is_base64 ? text : "-", NULL);
	return is_clean(guard, line) && hand_on(guard, plain);
}

// The verdict on a command: the tag, which libetpan compares, and a word.
static bool
verdict(PsqGuard *guard, const char *line)
{
	static const char *const words[] = { "OK", "NO", "BAD" };
	size_t tag = strspn(line, "0123456789");
	for (size_t i = 0; i < G_N_ELEMENTS(words) && tag > 0 && tag <= 10 &&
		line[tag] == ' ' && guard->greeted;
		i++) {
		const char *text = after(line + tag + 1, words[i]);
		if (text == NULL) {
			continue;
		}
		PsqHeard *heard = &guard->heard;
		keep_code(heard, text);
		keep_text(&heard->answer, text);
		heard->try_create =
			g_ascii_strncasecmp(text, "[TRYCREATE]", 11) == 0;
		heard->trailing = false;
		g_autofree char *plain =
			g_strdup_printf("%.*s %s -", (int)tag, line, words[i]);
		return hand_on(guard, plain);
	}
	return refuse(guard, "the server sends what is no IMAP answer");
}

bool
psq_guard_judge(PsqGuard *guard)
{
	const char *line = guard->line->str;
	if (guard->in_fetch) {
		return fetch(guard, line);
	}
	if (g_str_has_prefix(line, "* ")) {
		return untagged(guard, line);
	}
	return *line == '+' && guard->greeted ? continuation(guard, line)
					      : verdict(guard, line);
}
