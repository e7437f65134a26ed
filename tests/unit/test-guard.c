// test-guard.c - what of a server's answers libetpan hears, byte by byte too
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/guard.h"

#include <glib.h>
#include <string.h>

#define GREETING "* OK hello\r\n"

// Each: what a server sends after its greeting, what libetpan hears of it, and
// of what the guard complains.
static const struct {
	const char *sent;
	const char *heard;
	const char *complaint;
} cases[] = {
	// clang-format off
	{ "1 OK done\r\n", "1 OK -\r\n", "" },
	{ "1 OK\r\n", "1 OK -\r\n", "" },
	{ "12 no [ALERT] no\r\n", "12 NO -\r\n", "" },
	{ "1 BAD [PERMANENTFLAGS (\r\n", "1 BAD -\r\n", "" },
	{ "1 OK done\n", "1 OK -\r\n", "" },
	{ "1 OKAY\r\n", "", "no IMAP answer" },
	{ "A1 OK done\r\n", "", "no IMAP answer" },
	{ "\r\n", "", "no IMAP answer" },
	{ "*\r\n", "", "no IMAP answer" },
	{ "* 3 EXISTS\r\n* 1 RECENT\r\n* 2 EXPUNGE\r\n* FLAGS (a(b)\r\n", "", "" },
	{ "* OK [UIDVALIDITY 1] a\r\n* LIST () NIL x\r\n* \r\n", "", "" },
	{ "* BYE [X (\r\n", "* BYE -\r\n", "" },
	{ "* CAPABILITY IMAP4rev1 IDLE\r\n", "* CAPABILITY IMAP4rev1 IDLE\r\n", "" },
	{ "* CAPABILITY \x01\r\n", "", "control characters" },
	{ "* SEARCH\r\n", "* SEARCH\r\n", "" },
	{ "* SEARCH \r\n", "* SEARCH\r\n", "" },
	{ "* SEARCH 1 22 (MODSEQ 9)\r\n", "* SEARCH 1 22\r\n", "" },
	{ "* SEARCH 4294967295\r\n", "* SEARCH 4294967295\r\n", "" },
	{ "* SEARCH 4294967296\r\n", "", "can't be a UID" },
	{ "* SEARCH 0\r\n", "", "can't be a UID" },
	{ "* SEARCH 1a\r\n", "", "no list" },
	{ "* SEARCH 1 x\r\n", "", "no list" },
	{ "+ idling (\r\n", "+ -\r\n", "" },
	{ "+ cGxlYXNl\r\n+ \r\n+\r\n", "+ cGxlYXNl\r\n+ \r\n+ \r\n", "" },
	{ "+nothing\r\n", "", "no IMAP answer" },
	{ "* 1 FETCH (FLAGS (\\Seen))\r\n* 1 fetch (uid 1)\r\n", "", "" },
	{ "* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n", "* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n", "" },
	{ "* 1 FETCH (UID 1 BODY[] NIL)\r\n", "* 1 FETCH (UID 1 BODY[] NIL)\r\n", "" },
	{ "* 1 FETCH (BODY[] {4}\r\n\r\n(\x01 UID 1)\r\n1 OK a\r\n",
		"* 1 FETCH (BODY[] {4}\r\n\r\n(\x01 UID 1)\r\n1 OK -\r\n", "" },
	{ "* 1 FETCH (BODY[]<0> {0}\r\n UID 1)\r\n", "* 1 FETCH (BODY[]<0> {0}\r\n UID 1)\r\n", "" },
	{ "* 1 FETCH (BODY[] {1001}\r\n", "", "literal of 1001 bytes" },
	{ "* 1 FETCH (BODY[] {99999999999999999999}\r\n", "", "literal of 999999999999999999 bytes" },
	{ "* 1 FETCH (UID {1}\r\n", "", "none is due" },
	{ "* 1 FETCH (BODY[] NIL FLAGS {1}\r\n", "", "none is due" },
	{ "* 1 FETCH (BODY[] {1}\r\na BODY[] {1}\r\n", "* 1 FETCH (BODY[] {1}\r\na", "none is due" },
	{ "* 1 FETCH (BODY[] {1}\r\na\x01)\r\n", "* 1 FETCH (BODY[] {1}\r\na", "control characters" },
	// clang-format on
};

static void
hears(PsqGuard *guard, const char *expected)
{
	char heard[256];
	size_t len = psq_guard_take(guard, heard, sizeof heard - 1);
	heard[len] = '\0';
	g_assert_cmpstr(heard, ==, expected);
}

static PsqGuard *
greeted(void)
{
	PsqGuard *guard = psq_guard_new();
	psq_guard_arm(guard, 1000);
	g_assert_true(psq_guard_feed(guard, GREETING, strlen(GREETING)));
	hears(guard, "* OK -\r\n");
	return guard;
}

// Feeds by pieces of so many bytes.
static void
feed(PsqGuard *guard, const char *text, size_t len, size_t piece)
{
	for (size_t at = 0; at < len; at += piece) {
		if (!psq_guard_feed(guard, text + at, MIN(piece, len - at))) {
			return;
		}
	}
}

static void
check_case(size_t i, size_t piece)
{
	PsqGuard *guard = greeted();
	feed(guard, cases[i].sent, strlen(cases[i].sent), piece);
	hears(guard, cases[i].heard);
	const char *complaint = psq_guard_complaint(guard);
	if (*cases[i].complaint == '\0') {
		g_assert_cmpstr(complaint, ==, "");
	} else {
		g_assert_nonnull(strstr(complaint, cases[i].complaint));
	}
	psq_guard_free(guard);
}

static void
test_lines(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		check_case(i, 1);
		check_case(i, 7);
		check_case(i, 4096);
	}
}

static void
test_heard(void)
{
	static const char answer[] =
		"* 4 EXISTS\r\n"
		"* OK [PERMANENTFLAGS (\\Seen \\*)] limited\r\n"
		"* OK [UIDVALIDITY 4294967295] valid\r\n"
		"* OK [UIDNEXT 5] next\r\n"
		"* OK [ALERT] quota\r\n"
		"3 NO [TRYCREATE] caf\xe9\r\n";
	PsqGuard *guard = greeted();
	const PsqHeard *heard = psq_guard_heard(guard);
	feed(guard, answer, strlen(answer), 5);
	g_assert_cmpuint(heard->uidvalidity, ==, 4294967295);
	g_assert_cmpuint(heard->uidnext, ==, 5);
	g_assert_cmpstr(heard->flags, ==, "\\Seen \\*");
	g_assert_cmpstr(heard->alert, ==, "quota");
	g_assert_true(g_utf8_validate(heard->answer, -1, NULL));
	g_assert_true(g_str_has_prefix(heard->answer, "[TRYCREATE] caf"));
	g_assert_true(heard->try_create);
	g_assert_true(heard->news);
	g_assert_false(heard->trailing);
	feed(guard, "*", 1, 1);
	g_assert_true(heard->trailing);
	psq_guard_arm(guard, 0);
	g_assert_null(heard->answer);
	g_assert_false(heard->news);
	psq_guard_free(guard);
}

// A million UIDs are an answer, a line of another kind is not.
static void
test_long_lines(void)
{
	PsqGuard *guard = greeted();
	feed(guard, "* SEARCH", 8, 8);
	for (int i = 0; i < 100000; i++) {
		feed(guard, " 4294967295", 11, 11);
	}
	feed(guard, "\r\n", 2, 2);
	g_assert_cmpstr(psq_guard_complaint(guard), ==, "");
	psq_guard_free(guard);
	guard = greeted();
	for (int i = 0; i < 100000; i++) {
		feed(guard, "* OK endless", 12, 12);
	}
	g_assert_nonnull(
		strstr(psq_guard_complaint(guard), "does not end after"));
	psq_guard_free(guard);
}

static void
test_greetings(void)
{
	static const char *const strange[] = { "220 smtp\r\n", "1 OK a\r\n",
		"+ a\r\n", "* FLAGS ()\r\n", "* SEARCH 1\r\n", "\r\n" };
	for (size_t i = 0; i < G_N_ELEMENTS(strange); i++) {
		PsqGuard *guard = psq_guard_new();
		feed(guard, strange[i], strlen(strange[i]), 3);
		g_assert_cmpstr(psq_guard_complaint(guard), !=, "");
		g_assert_false(psq_guard_has_output(guard));
		psq_guard_free(guard);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/guard/lines", test_lines);
	g_test_add_func("/guard/heard", test_heard);
	g_test_add_func("/guard/long-lines", test_long_lines);
	g_test_add_func("/guard/greetings", test_greetings);
	return g_test_run();
}
