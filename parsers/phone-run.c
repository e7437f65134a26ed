// phone-run.c - digits as they stand in a text: groups, and what parts them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-run.h"

#include "parsers/phone-words.h"

#include <glib.h>
#include <string.h>

// How many signs may part two groups: " - (".
enum { MAX_GAP = 5 };

// A French number is complete at ten digits: words that follow are prose.
enum { COMPLETE = 10 };

// As far as a mail address or a link is looked for around digits.
enum { MAX_ADDRESS = 64 };

// Words that people glue to the number that follows.
static const char *const glued[] = {
	"tel",
	"telephone",
	"phone",
	"port",
	"portable",
	"mobile",
	"mob",
	"fixe",
	"gsm",
	"num",
	"numero",
	"n",
	"no",
	"au",
	"le",
	"ou",
	"et",
	"cell",
};

// What stands for a digit: letters o, l and i too, as psq_fold leaves them.
static char
digit_of(char c)
{
	if (g_ascii_isdigit(c)) {
		return c;
	}
	return c == 'o' ? '0' : c == 'l' || c == 'i' ? '1' : '\0';
}

static bool
is_glued_word(const char *text, size_t start, size_t end)
{
	for (size_t i = 0; i < G_N_ELEMENTS(glued); i++) {
		if (strlen(glued[i]) == end - start &&
			memcmp(text + start, glued[i], end - start) == 0) {
			return true;
		}
	}
	return false;
}

// True if what stands right before at lets a number begin there.
static bool
may_follow(const char *text, size_t at)
{
	if (at == 0 || !g_ascii_isalnum(text[at - 1])) {
		return true;
	}
	size_t start = at;
	while (start > 0 && g_ascii_isalpha(text[start - 1])) {
		start--;
	}
	bool inside = start > 0 && g_ascii_isdigit(text[start - 1]);
	return !inside && is_glued_word(text, start, at);
}

// True if the digits at at belong to a mail address or a link.
static bool
is_in_address(const char *text, size_t len, size_t at)
{
	size_t end = at;
	while (end < len && end - at < MAX_ADDRESS &&
		(g_ascii_isalnum(text[end]) || text[end] == '.' ||
			text[end] == '_' || text[end] == '-')) {
		end++;
	}
	if (end < len && text[end] == '@') {
		return true;
	}
	size_t start = at;
	while (start > 0 && at - start < MAX_ADDRESS &&
		!g_ascii_isspace(text[start - 1])) {
		start--;
		if (text[start] == '@' || strncmp(text + start, "//", 2) == 0 ||
			strncmp(text + start, "www.", 4) == 0) {
			return true;
		}
	}
	return false;
}

// "0639981234merci" is a number and a word; "17h", "6eme", "12ab" are none.
static bool
may_precede(const char *text, size_t len, size_t end, size_t digits)
{
	size_t letters = 0;
	while (end + letters < len && g_ascii_isalpha(text[end + letters])) {
		letters++;
	}
	return letters == 0 ||
		(letters >= 2 && digits >= 2 &&
			strncmp(text + end, "eme", 3) != 0);
}

static bool
read_digits(const char *text, size_t len, size_t at, PsqDigitGroup *ret_group)
{
	size_t end = at;
	size_t real = 0;
	while (end < len && digit_of(text[end]) != '\0') {
		real += g_ascii_isdigit(text[end]);
		end++;
	}
	// A letter at the end belongs to a word: "34il", "34ou".
	while (end > at && end < len && g_ascii_isalpha(text[end]) &&
		g_ascii_isalpha(text[end - 1])) {
		end--;
	}
	if (real == 0 || end == at || end - at > PSQ_RUN_MAX_DIGITS ||
		!may_precede(text, len, end, end - at)) {
		return false;
	}
	for (size_t i = at; i < end; i++) {
		ret_group->digits[i - at] = digit_of(text[i]);
	}
	ret_group->digits[end - at] = '\0';
	ret_group->span = (PsqSpan){ at, end };
	return true;
}

static bool
read_words(const char *text, size_t len, size_t at, PsqDigitGroup *ret_group)
{
	int value;
	size_t end;
	if (!psq_phone_words_read(text, len, at, &value, &end)) {
		return false;
	}
	g_snprintf(ret_group->digits, sizeof ret_group->digits, "%d", value);
	ret_group->span = (PsqSpan){ at, end };
	ret_group->spelt = true;
	return true;
}

static bool
is_gap_sign(char c)
{
	return c != '\0' && strchr(" .-/_,()*\n\xc2\xb7+", c) != NULL;
}

// Passes over what parts two groups. The telling sign is the rarest one.
static size_t
skip_gap(const char *text, size_t len, size_t at, char *ret_gap)
{
	static const char order[] = " -._,/\n";
	size_t end = at;
	char gap = '\0';
	int lines = 0;
	while (end < len && end - at <= MAX_GAP && is_gap_sign(text[end])) {
		const char *new = strchr(order, text[end]);
		const char *old = strchr(order, gap);
		if (new != NULL && (gap == '\0' || new > old)) {
			gap = text[end];
		}
		lines += text[end] == '\n';
		end++;
	}
	*ret_gap = gap;
	return lines > 1 || end - at > MAX_GAP ? at : end;
}

// "+33", "+ 33", "(+33)".
static bool
has_plus(const char *text, size_t at)
{
	size_t sign = at > 1 && text[at - 1] == ' ' ? at - 1 : at;
	return sign > 0 && text[sign - 1] == '+';
}

static bool
read_group(const char *text, size_t len, size_t at, bool words,
	PsqDigitGroup *ret_group)
{
	memset(ret_group, 0, sizeof *ret_group);
	if (!read_digits(text, len, at, ret_group) &&
		!(words && read_words(text, len, at, ret_group))) {
		return false;
	}
	ret_group->plus = has_plus(text, at);
	size_t end = ret_group->span.end;
	ret_group->trunk = at > 0 && text[at - 1] == '(' && end < len &&
		text[end] == ')' && strcmp(ret_group->digits, "0") == 0;
	return true;
}

bool
psq_digit_run_may_begin(const char *text, size_t len, size_t at)
{
	char c = text[at];
	if (g_ascii_isdigit(c)) {
		return true;
	}
	if (c == 'o') {
		return at + 1 < len &&
			(g_ascii_isdigit(text[at + 1]) || text[at + 1] == ' ');
	}
	return c == 'z' && strncmp(text + at, "zero", 4) == 0;
}

// Where to go on after text[at], of which no run begins: behind its word.
static size_t
pass_word(const char *text, size_t len, size_t at)
{
	size_t end = at + 1;
	while (end < len && g_ascii_isalnum(text[end])) {
		end++;
	}
	return end;
}

// "o six trente-neuf": a letter alone for zero, only before another group.
static bool
read_lone_o(const char *text, size_t len, size_t at, PsqDigitGroup *ret_group)
{
	PsqDigitGroup next;
	if (text[at] != 'o' || at + 2 >= len || text[at + 1] != ' ' ||
		!read_group(text, len, at + 2, true, &next) ||
		strlen(next.digits) != 1) {
		return false;
	}
	memset(ret_group, 0, sizeof *ret_group);
	ret_group->digits[0] = '0';
	ret_group->span = (PsqSpan){ at, at + 1 };
	ret_group->spelt = true;
	return true;
}

size_t
psq_digit_run_read(
	const char *text, size_t len, size_t at, PsqDigitRun *ret_run)
{
	ret_run->count = 0;
	PsqDigitGroup group;
	if (!may_follow(text, at) || is_in_address(text, len, at) ||
		(!read_group(text, len, at, true, &group) &&
			!read_lone_o(text, len, at, &group))) {
		return pass_word(text, len, at);
	}
	size_t digits = 0;
	while (true) {
		ret_run->groups[ret_run->count++] = group;
		digits += strlen(group.digits);
		at = group.span.end;
		char gap;
		size_t next = skip_gap(text, len, at, &gap);
		if (ret_run->count == PSQ_RUN_MAX_GROUPS || next == at ||
			next >= len ||
			!read_group(
				text, len, next, digits < COMPLETE, &group)) {
			return at;
		}
		group.gap = gap;
	}
}
