// bench-reading.c - how fast messages are read, beside the targets
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench-reading PSQCTL CORPUS LEXICON: messages of 4 kB, made of the corpus'
// own words, through `PSQCTL explain --json` in one process. Processor time,
// not the clock's: the machine may have something else to do.
#include "config.h"

#include "common/datadir.h"
#include "parsers/reading.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGES = 1000, SIZE = 4096, STARTS = 10, FLAG_SIZE = 2048 };

static const double target_messages = 2000; // a second
static const double target_start = 50;      // ms
static const double target_flags = 200;     // microseconds

static void
must(const GError *error)
{
	if (error != NULL) {
		g_error("%s", error->message);
	}
}

// The persons' messages of the corpus (PsqReading).
static GPtrArray *
read_corpus(const PsqLexicon *lexicon, const char *folder)
{
	GError *error = NULL;
	GPtrArray *readings = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_reading_free);
	g_autoptr(GPtrArray) files = psq_datadir_read(folder, ".eml", &error);
	must(error);
	for (guint i = 0; i < files->len; i++) {
		const PsqFile *file = g_ptr_array_index(files, i);
		PsqMail *mail = psq_mail_parse(
			(const uint8_t *)file->text, file->len, NULL);
		if (mail == NULL) {
			continue;
		}
		PsqReading *reading = psq_reading_new(lexicon, mail, NULL);
		if (reading->kind == PSQ_KIND_PERSON &&
			strlen(reading->words->said) > 100) {
			g_ptr_array_add(readings, reading);
		} else {
			psq_reading_free(reading);
		}
	}
	return readings;
}

static const char *
said_of(const GPtrArray *readings, guint i)
{
	const PsqReading *r = readings->pdata[i % readings->len];
	return r->words->said;
}

// The words of the i-th message, then those of others, up to size bytes.
static void
add_words(GString *out, const GPtrArray *readings, guint i, size_t size)
{
	g_string_append(out, said_of(readings, i));
	for (guint next = i * 7 + 1; out->len < size; next++) {
		g_string_append_c(out, '\n');
		g_string_append(out, said_of(readings, next));
	}
	const char *cut = out->str + MIN(size, out->len);
	g_string_truncate(out,
		(gsize)(g_utf8_find_prev_char(out->str, cut + 1) - out->str));
}

static void
add_head(GString *out, const PsqMail *mail, const char *type)
{
	for (guint i = 0; i < mail->headers->len; i++) {
		const PsqHeader *header = mail->headers->pdata[i];
		if (g_ascii_strncasecmp(header->name, "Content-", 8) != 0 &&
			g_ascii_strcasecmp(header->name, "MIME-Version") != 0) {
			g_string_append_printf(
				out, "%s: %s\n", header->name, header->value);
		}
	}
	g_string_append_printf(out,
		"MIME-Version: 1.0\nContent-Type: %s; charset=utf-8\n"
		"Content-Transfer-Encoding: 8bit\n\n",
		type);
}

// Every third message is HTML.
static GString *
message_new(const GPtrArray *readings, guint i)
{
	const PsqReading *r = readings->pdata[i % readings->len];
	bool html = i % 3 == 2;
	GString *out = g_string_new(NULL);
	add_head(out, r->mail, html ? "text/html" : "text/plain");
	if (!html) {
		add_words(out, readings, i, SIZE);
		return out;
	}
	GString *words = g_string_new(NULL);
	add_words(words, readings, i,
		SIZE > out->len + 500 ? SIZE - out->len : 500);
	g_autofree char *safe = g_markup_escape_text(words->str, -1);
	g_auto(GStrv) lines = g_strsplit(safe, "\n", -1);
	g_autofree char *body = g_strjoinv("<br>\n", lines);
	g_string_append_printf(
		out, "<html><body><div>%s</div></body></html>\n", body);
	g_string_free(words, TRUE);
	return out;
}

// Processor time of psqctl over count files, in ms.
static double
explain_ms(const char *psqctl, const GPtrArray *paths, guint count)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	g_ptr_array_add(argv, (gpointer)psqctl);
	g_ptr_array_add(argv, (gpointer) "explain");
	g_ptr_array_add(argv, (gpointer) "--json");
	for (guint i = 0; i < count; i++) {
		g_ptr_array_add(argv, paths->pdata[i]);
	}
	g_ptr_array_add(argv, NULL);
	pid_t child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);
		dup2(null, STDOUT_FILENO);
		execv(psqctl, (char **)argv->pdata);
		_exit(127);
	}
	int status;
	struct rusage used;
	if (wait4(child, &status, 0, &used) != child || status != 0) {
		g_error("%s explain failed", psqctl);
	}
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
		(double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

static double
least_ms(const char *psqctl, const GPtrArray *paths, guint count, int times)
{
	double least = explain_ms(psqctl, paths, count);
	for (int i = 1; i < times; i++) {
		least = MIN(least, explain_ms(psqctl, paths, count));
	}
	return least;
}

// The reader of flags alone, in this process, in microseconds a message.
static double
flags_us(const PsqLexicon *lexicon, const GPtrArray *readings)
{
	double all = 0;
	for (guint i = 0; i < MESSAGES; i++) {
		const PsqReading *r = readings->pdata[i % readings->len];
		GString *words = g_string_new(NULL);
		add_words(words, readings, i, FLAG_SIZE);
		PsqMatter matter = {
			.mail = r->mail,
			.subject = psq_passage_new("subject",
				g_strdup(r->mail->subject ? r->mail->subject
							  : "")),
			.said = psq_passage_new(
				"said", g_string_free(words, FALSE)),
		};
		PsqReading reading = { .mail = r->mail };
		reading.evidence = g_ptr_array_new_with_free_func(
			(GDestroyNotify)psq_evidence_free);
		clock_t start = clock();
		psq_flags_read(lexicon, &matter, &reading);
		all += (double)(clock() - start);
		g_ptr_array_unref(reading.evidence);
		psq_passage_free(matter.subject);
		psq_passage_free(matter.said);
	}
	return all * 1e6 / CLOCKS_PER_SEC / MESSAGES;
}

// Ratios above 1 are better than the target.
static void
print(const char *what, double figure, double target, double ratio)
{
	printf("%-28s %8.1f  target %6.0f  ratio %.2f\n", what, figure, target,
		ratio);
}

static GPtrArray *
write_messages(const GPtrArray *readings, const char *folder)
{
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < MESSAGES; i++) {
		GError *error = NULL;
		GString *message = message_new(readings, i);
		char *path = g_strdup_printf("%s/%04u.eml", folder, i);
		g_file_set_contents(
			path, message->str, (gssize)message->len, &error);
		must(error);
		g_string_free(message, TRUE);
		g_ptr_array_add(paths, path);
	}
	return paths;
}

int
main(int argc, char **argv)
{
	if (argc != 4) {
		g_error("expected PSQCTL CORPUS LEXICON");
	}
	GError *error = NULL;
	psq_mail_init();
	g_autoptr(GPtrArray) files = psq_datadir_read(argv[3], "", &error);
	must(error);
	g_autoptr(PsqLexicon) lexicon = psq_lexicon_new(files, &error);
	must(error);
	g_autoptr(GPtrArray) readings = read_corpus(lexicon, argv[2]);
	g_autofree char *folder = g_dir_make_tmp("psq-bench-XXXXXX", &error);
	must(error);
	g_autoptr(GPtrArray) paths = write_messages(readings, folder);
	double start = least_ms(argv[1], paths, 1, STARTS);
	double all = least_ms(argv[1], paths, MESSAGES, 3);
	double rate = (MESSAGES - 1) * 1e3 / (all - start);
	double flags = flags_us(lexicon, readings);
	print("messages of 4 kB a second", rate, target_messages,
		rate / target_messages);
	print("start-up, ms", start, target_start, target_start / start);
	print("flags of 2 kB, microseconds", flags, target_flags,
		target_flags / flags);
	if (g_getenv("PSQ_BENCH_KEEP") != NULL) {
		printf("%s\n", folder);
		return 0;
	}
	for (guint i = 0; i < paths->len; i++) {
		(void)g_unlink(paths->pdata[i]);
	}
	(void)g_rmdir(folder);
	return 0;
}
