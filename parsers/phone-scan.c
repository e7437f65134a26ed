// phone-scan.c - where a text has what looks like a telephone number
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/phone-scan.h"

#include "parsers/phone-run.h"
#include "parsers/shim.h"

#include <stdlib.h>
#include <string.h>

enum { FRENCH_DIGITS = 10 };

// A stretch of a run's groups, and how much it looks like a number.
typedef struct {
	size_t first;
	size_t last;
	int shape; // 0 is no number
} Window;

// How people group ten digits; a group's length is a letter.
static const struct {
	const char *lengths;
	int shape;
} shapes[] = {
	// clang-format off
	{ "22222", 6 }, { "a", 6 },    { "55", 4 },
	{ "4222", 4 },  { "2224", 4 }, { "2242", 4 }, { "2422", 4 },
	{ "28", 4 },    { "46", 4 },   { "433", 4 },  { "244", 4 },
	{ "334", 4 },   { "343", 3 },  { "3322", 3 }, { "2233", 3 },
	{ "2332", 3 },  { "112222", 5 }, { "1111111111", 4 },
	// clang-format on
};

// What is said of a stretch that no shape fits.
enum { SHAPE_ODD = 2 };

static int
shape_of(const PsqDigitRun *run, size_t first, size_t last)
{
	char lengths[PSQ_RUN_MAX_GROUPS + 1] = "";
	bool spelt = false;
	for (size_t i = first; i <= last; i++) {
		size_t n = strlen(run->groups[i].digits);
		lengths[i - first] = (char)(n < 10 ? '0' + n : 'a' + n - 10);
		spelt = spelt || run->groups[i].spelt;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
		if (strcmp(lengths, shapes[i].lengths) == 0) {
			return shapes[i].shape;
		}
	}
	return spelt ? 5 : SHAPE_ODD;
}

// True if all groups of the window are parted alike.
static bool
is_even(const PsqDigitRun *run, size_t first, size_t last)
{
	for (size_t i = first + 2; i <= last; i++) {
		if (run->groups[i].gap != run->groups[first + 1].gap) {
			return false;
		}
	}
	return true;
}

// True if groups at first are a date: "12/03/2024", "12 03 2024", "3/11/25 18".
static bool
is_date(const PsqDigitRun *run, size_t first)
{
	if (first + 3 >= run->count) {
		return false;
	}
	const PsqDigitGroup *group = &run->groups[first];
	const char *year = group[2].digits;
	bool slashes = group[1].gap != '\0' && group[1].gap != ' ' &&
		group[1].gap == group[2].gap && group[3].gap != group[1].gap;
	bool century = strlen(year) == 4 &&
		(g_str_has_prefix(year, "19") || g_str_has_prefix(year, "20"));
	return strlen(group[0].digits) <= 2 && atoi(group[0].digits) <= 31 &&
		strlen(group[1].digits) == 2 && atoi(group[1].digits) <= 12 &&
		(century || slashes);
}

// True if the group at first goes on from the one before: "03.26-01.04.26" in
// "03.03.26-01.04.26", or the number behind a year in "2025/0639984411".
static bool
is_continued(const PsqDigitRun *run, size_t first)
{
	if (first == 0 || run->groups[first].gap == '\0' ||
		strchr("./-", run->groups[first].gap) == NULL) {
		return false;
	}
	const char *before = run->groups[first - 1].digits;
	bool year = strlen(before) == 4 && strncmp(before, "20", 2) == 0;
	return year ||
		(first + 1 < run->count &&
			run->groups[first + 1].gap == run->groups[first].gap);
}

static Window
french_window(const PsqDigitRun *run, size_t first)
{
	Window window = { first, first, 0 };
	char digits[FRENCH_DIGITS + 1] = "";
	size_t count = 0;
	for (size_t i = first; i < run->count && count < FRENCH_DIGITS; i++) {
		size_t more = strlen(run->groups[i].digits);
		if (count + more > FRENCH_DIGITS || run->groups[i].plus) {
			return window;
		}
		memcpy(digits + count, run->groups[i].digits, more);
		count += more;
		window.last = i;
	}
	bool dialled = digits[0] == '0' && digits[1] != '0' &&
		!is_continued(run, first);
	if (count < FRENCH_DIGITS || !dialled || is_date(run, first)) {
		return window;
	}
	bool whole = first == 0 && window.last + 1 == run->count;
	int shape = shape_of(run, first, window.last);
	if (shape > SHAPE_ODD || whole) {
		window.shape = 2 * shape + is_even(run, first, window.last) +
			(window.last + 1 == run->count);
	}
	return window;
}

// The best French number that begins in the first one that is found.
static Window
best_window(const PsqDigitRun *run, size_t first)
{
	Window best = french_window(run, first);
	for (size_t i = first + 1; i <= best.last && best.shape > 0; i++) {
		Window other = french_window(run, i);
		if (other.shape > best.shape) {
			best = other;
		}
	}
	return best;
}

// Writes the digits of the groups; a trunk's zero is dialled only at home.
static void
join(const PsqDigitRun *run, size_t first, size_t last, bool home, char *digits)
{
	char *end = digits;
	*end = '\0';
	for (size_t i = first; i <= last; i++) {
		if (home || !run->groups[i].trunk) {
			end = g_stpcpy(end, run->groups[i].digits);
		}
	}
}

// "+33 (0)6 39...", "0033 06 39...": the trunk's zero is not dialled.
static void
drop_trunk_zero(char *number)
{
	if (strncmp(number, "+330", 4) == 0) {
		memmove(number + 3, number + 4, strlen(number + 4) + 1);
	}
}

static bool
is_enough(const char *number, bool *ret_valid)
{
	if (strncmp(number, "+33", 3) == 0) {
		*ret_valid = strlen(number) == 12;
		return *ret_valid;
	}
	PsqShimPhone phone;
	if (!psq_shim_phone_parse(number, "FR", &phone)) {
		return false;
	}
	*ret_valid = phone.valid;
	return phone.possible;
}

// The longest number with a country's code that begins at first: one in use
// before one that is only possible.
static size_t
foreign_last(const PsqDigitRun *run, size_t first, size_t zeros,
	char ret_number[PSQ_PHONE_DIGITS])
{
	size_t last = run->count;
	size_t count = 0;
	bool have_valid = false;
	for (size_t i = first; i < run->count; i++) {
		count += strlen(run->groups[i].digits);
		if (count > PSQ_RUN_MAX_DIGITS + 2 ||
			(i > first && run->groups[i].plus)) {
			break;
		}
		char digits[PSQ_PHONE_DIGITS];
		join(run, first, i, false, digits);
		char number[PSQ_PHONE_DIGITS + 1] = "+";
		g_strlcpy(number + 1, digits + zeros, sizeof number - 1);
		drop_trunk_zero(number);
		bool valid = false;
		if (count >= 8 && is_enough(number, &valid) &&
			(valid || !have_valid)) {
			g_strlcpy(ret_number, number, PSQ_PHONE_DIGITS);
			have_valid = have_valid || valid;
			last = i;
		}
	}
	return last;
}

static bool
begins_foreign(const PsqDigitRun *run, size_t first, size_t *ret_zeros)
{
	const char *digits = run->groups[first].digits;
	bool zeros = strncmp(digits, "00", 2) == 0;
	*ret_zeros = zeros && !run->groups[first].plus ? 2 : 0;
	return zeros || run->groups[first].plus;
}

static void
add(GArray *finds, const PsqDigitRun *run, size_t first, size_t last,
	const char *number)
{
	PsqPhoneFind find = {
		.span = { run->groups[first].span.start,
			run->groups[last].span.end },
	};
	g_strlcpy(find.number, number, sizeof find.number);
	g_array_append_val(finds, find);
}

// "06 39 98 12 34 / 35": the same number with another end.
static size_t
add_variants(
	GArray *finds, const PsqDigitRun *run, size_t last, const char *number)
{
	size_t next = last + 1;
	while (next < run->count && run->groups[next].gap == '/') {
		const char *end = run->groups[next].digits;
		bool more = next + 1 < run->count &&
			run->groups[next + 1].gap != '/';
		if (strlen(end) != 2 || more) {
			break;
		}
		char other[PSQ_PHONE_DIGITS];
		g_strlcpy(other, number, sizeof other);
		memcpy(other + strlen(other) - 2, end, 2);
		add(finds, run, next, next, other);
		next++;
	}
	return next;
}

// "079 000 12 34 (+41)": the country's code stands behind. Returns the last
// group of the number, which it makes one of that country.
static size_t
add_country(const PsqDigitRun *run, size_t last, char number[PSQ_PHONE_DIGITS])
{
	size_t next = last + 1;
	if (next >= run->count || !run->groups[next].plus ||
		strlen(run->groups[next].digits) > 3) {
		return last;
	}
	char foreign[PSQ_PHONE_DIGITS];
	g_snprintf(foreign, sizeof foreign, "+%s%s", run->groups[next].digits,
		number + 1);
	bool valid;
	if (!is_enough(foreign, &valid)) {
		return last;
	}
	g_strlcpy(number, foreign, PSQ_PHONE_DIGITS);
	return next;
}

static void
find_in_run(GArray *finds, const PsqDigitRun *run)
{
	size_t i = 0;
	while (i < run->count && finds->len < PSQ_PHONE_MAX_FINDS) {
		char number[PSQ_PHONE_DIGITS];
		size_t zeros;
		size_t last = run->count;
		size_t first = i;
		if (begins_foreign(run, i, &zeros)) {
			last = foreign_last(run, i, zeros, number);
		} else {
			Window best = best_window(run, i);
			if (best.shape > 0) {
				first = best.first;
				last = best.last;
				join(run, first, last, true, number);
				last = add_country(run, last, number);
			}
		}
		if (last == run->count) {
			i++;
			continue;
		}
		add(finds, run, first, last, number);
		i = add_variants(finds, run, last, number);
	}
}

GArray *
psq_phone_scan(const PsqPassage *passage)
{
	GArray *finds = g_array_new(FALSE, FALSE, sizeof(PsqPhoneFind));
	const char *text = passage->fold->text;
	size_t len = passage->fold->len;
	size_t at = 0;
	PsqDigitRun run;
	while (at < len && finds->len < PSQ_PHONE_MAX_FINDS) {
		if (!psq_digit_run_may_begin(text, len, at)) {
			at++;
			continue;
		}
		at = psq_digit_run_read(text, len, at, &run);
		find_in_run(finds, &run);
	}
	return finds;
}
