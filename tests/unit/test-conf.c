// test-conf.c - the configuration: what is accepted, and what is said of the rest
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/conf.h"

#include <glib/gstdio.h>
#include <string.h>

static const char good[] =
	"database = \"host=/tmp dbname=psq\";\n"
	"workers = 2;\n"
	"stations = ( { code = \"90\"; name = \"Belfort\"; } );\n"
	"mailboxes = ( {\n"
	"\taddress = \"ddsp90-psq@interieur.example\";\n"
	"\tstation = \"90\";\n"
	"\thost = \"imap.interieur.example\";\n"
	"\tuser = \"belfort\";\n"
	"\tpassword = \"s\\\"3\";\n"
	"} );\n";

static char *
write_file(const char *text)
{
	char *path = NULL;
	int fd = g_file_open_tmp("psq-conf-XXXXXX", &path, NULL);
	g_assert_cmpint(fd, >=, 0);
	g_close(fd, NULL);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

static PsqConf *
load(const char *text, GError **error)
{
	g_autofree char *path = write_file(text);
	PsqConf *conf = psq_conf_load(path, error);
	g_unlink(path);
	return conf;
}

static void
test_good(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqConf) conf = load(good, &error);
	g_assert_no_error(error);
	g_assert_cmpint(conf->workers, ==, 2);
	g_assert_cmpint(conf->poll_seconds, ==, 60);
	g_assert_cmpint(conf->max_message_bytes, ==, 31457280);
	const PsqConfMailbox *mailbox = g_ptr_array_index(conf->mailboxes, 0);
	g_assert_cmpint(mailbox->port, ==, 993);
	g_assert_cmpstr(mailbox->folder, ==, "INBOX");
	g_assert_cmpstr(mailbox->password, ==, "s\"3");
	g_assert_cmpint(mailbox->settle, ==, PSQ_SETTLE_KEEP);
	g_assert_cmpstr(mailbox->first_look, ==, "all");
}

// What psq_conf_print() prints loads again and means the same.
static void
test_print(void)
{
	g_autoptr(PsqConf) conf = load(good, NULL);
	g_autofree char *text = psq_conf_print(conf);
	g_assert_null(strstr(text, "s\\\"3")); // no password
	g_autoptr(GError) error = NULL;
	g_autoptr(PsqConf) again = load(text, &error);
	g_assert_no_error(error);
	g_autofree char *twice = psq_conf_print(again);
	g_assert_cmpstr(text, ==, twice);
}

// Each: what replaces what in the good file, and what must be said.
static const struct {
	const char *from;
	const char *to;
	const char *says;
} bad[] = {
	// clang-format off
	{ "workers", "wrokers", ":2: unknown key \"wrokers\"" },
	{ "workers = 2", "workers = \"2\"", ":2: workers must be a whole number" },
	{ "workers = 2", "workers = 0", ":2: workers is 0: it may be 1 to 64" },
	{ "workers = 2;", "workers = ;", ":2: syntax error" },
	{ "\"90\"; name", "\"abc\"; name", ":3: code must be a department" },
	{ "name = \"Belfort\";", "", ":3: name is missing" },
	{ "\tuser = \"belfort\";\n", "", ":4: user is missing" },
	{ "\"belfort\"", "12", ":8: user must be a string" },
	{ "\"belfort\"", "\"a\\nb\"", ":8: user has a control character" },
	{ "\tpassword = \"s\\\"3\";\n", "", ":4: password_file is missing" },
	{ "password =", "password_file = \"/nonexistent\"; password =",
		"both given" },
	{ "password = \"s\\\"3\"", "password_file = \"/nonexistent\"",
		"could not be read: No such file" },
	{ "password =", "token_command = \"a\"; password =",
		"password and token_command are both given" },
	{ "password = \"s\\\"3\"", "password_command = \"a 'b\"",
		"password_command: " },
	{ "user =", "sign_in = \"cram\"; user =",
		"it may be \"auto\", \"login\"" },
	{ "station = \"90\"", "station = \"25\"", "no station has the code" },
	{ "user =", "security = \"none\"; user =", "in clear text" },
	{ "user =", "security = \"ssl\"; user =",
		":8: security is \"ssl\": it may be \"tls\"" },
	{ "user =", "settle = \"move\"; user =", "needs settle_to" },
	{ "user =", "first_look = \"2026-02-29\"; user =",
		"first_look is \"2026-02-29\"" },
	{ "user =", "first_look = \"2026-1-1\"; user =", "first_look is" },
	{ "user =", "first_look = \"later\"; user =", "first_look is" },
	{ "ddsp90-psq@", "", "is no mail address" },
	{ "stations = (", "stations = [", ":3: " },
	{ "{ code", "( code", ":3: syntax error" },
	// clang-format on
};

static char *
replace(const char *text, const char *from, const char *to)
{
	g_auto(GStrv) parts = g_strsplit(text, from, 2);
	g_assert_cmpuint(g_strv_length(parts), ==, 2);
	return g_strjoinv(to, parts);
}

static void
test_bad(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *text = replace(good, bad[i].from, bad[i].to);
		g_autoptr(PsqConf) conf = load(text, &error);
		g_assert_null(conf);
		g_assert_true(psq_error_is(error, PSQ_ERR_CONFIG));
		if (strstr(error->message, bad[i].says) == NULL) {
			g_error("\"%s\" does not say \"%s\"", error->message,
				bad[i].says);
		}
	}
}

static void
test_missing_file(void)
{
	g_autoptr(GError) error = NULL;
	g_assert_null(psq_conf_load("/nonexistent/psqd.conf", &error));
	g_assert_cmpstr(error->message, ==,
		"/nonexistent/psqd.conf: could not be read");
}

static void
test_password_file(void)
{
	g_autofree char *path = write_file("geheim\nsecond line\n");
	g_autofree char *key = g_strdup_printf("password_file = \"%s\"", path);
	g_autofree char *text = replace(good, "password = \"s\\\"3\"", key);
	g_autoptr(GError) error = NULL;
	g_assert_cmpint(g_chmod(path, 0600), ==, 0);
	g_autoptr(PsqConf) conf = load(text, &error);
	g_assert_no_error(error);
	const PsqConfMailbox *mailbox = g_ptr_array_index(conf->mailboxes, 0);
	g_assert_cmpstr(mailbox->password, ==, "geheim");

	g_assert_cmpint(g_chmod(path, 0644), ==, 0);
	g_assert_null(load(text, &error));
	g_assert_nonnull(strstr(error->message, "is open to others"));
	g_unlink(path);
}

static void
test_loopback(void)
{
	static const char *const yes[] = { "localhost", "127.0.0.1",
		"127.1.2.3", "::1" };
	static const char *const no[] = { "imap.example", "10.0.0.1",
		"localhost.example", "::2", "127.0.0.1.example" };
	for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
		g_assert_true(psq_conf_is_loopback(yes[i]));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(no); i++) {
		g_assert_false(psq_conf_is_loopback(no[i]));
	}
}

static void
test_same_mailbox(void)
{
	g_autoptr(PsqConf) a = load(good, NULL);
	g_autoptr(PsqConf) b = load(good, NULL);
	g_autofree char *text = replace(good, "s\\\"3", "other");
	g_autoptr(PsqConf) c = load(text, NULL);
	g_assert_true(psq_conf_same_mailbox(g_ptr_array_index(a->mailboxes, 0),
		g_ptr_array_index(b->mailboxes, 0)));
	g_assert_false(psq_conf_same_mailbox(g_ptr_array_index(a->mailboxes, 0),
		g_ptr_array_index(c->mailboxes, 0)));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/conf/good", test_good);
	g_test_add_func("/conf/print", test_print);
	g_test_add_func("/conf/bad", test_bad);
	g_test_add_func("/conf/missing-file", test_missing_file);
	g_test_add_func("/conf/password-file", test_password_file);
	g_test_add_func("/conf/loopback", test_loopback);
	g_test_add_func("/conf/same-mailbox", test_same_mailbox);
	return g_test_run();
}
