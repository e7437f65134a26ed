// guard.c - the stream between a server and libetpan: lines, literals, limits
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/guard-private.h"

#include <stdlib.h>
#include <string.h>

// SEARCH alone has longer lines: a million UIDs.
enum { LINE_MAX_BYTES = 64 * 1024, READ_BYTES = 16 * 1024 };

PsqGuard *
psq_guard_new(void)
{
	PsqGuard *guard = g_new0(PsqGuard, 1);
	guard->line = g_string_new(NULL);
	guard->out = g_string_new(NULL);
	return guard;
}

void
psq_guard_forget(PsqGuard *guard)
{
	PsqHeard *heard = &guard->heard;
	g_free(heard->flags);
	g_free(heard->answer);
	g_free(heard->goodbye);
	g_free(heard->alert);
	*heard = (PsqHeard){ 0 };
}

void
psq_guard_free(PsqGuard *guard)
{
	if (guard == NULL) {
		return;
	}
	psq_guard_forget(guard);
	g_string_free(guard->line, TRUE);
	g_string_free(guard->out, TRUE);
	g_free(guard->complaint);
	g_free(guard);
}

void
psq_guard_arm(PsqGuard *guard, int64_t bytes)
{
	guard->literal_max = (uint64_t)bytes;
	guard->passed = 0;
	guard->heard.news = false;
	guard->heard.try_create = false;
	g_clear_pointer(&guard->heard.answer, g_free);
}

const char *
psq_guard_complaint(const PsqGuard *guard)
{
	return guard->complaint != NULL ? guard->complaint : "";
}

const PsqHeard *
psq_guard_heard(const PsqGuard *guard)
{
	return &guard->heard;
}

// A line that was long leaves no long buffer behind: sessions are many.
static void
empty(GString **text)
{
	if ((*text)->allocated_len > LINE_MAX_BYTES) {
		g_string_free(*text, TRUE);
		*text = g_string_new(NULL);
	} else {
		g_string_truncate(*text, 0);
	}
}

static bool
may_be_long(const PsqGuard *guard)
{
	return !guard->in_fetch &&
		g_ascii_strncasecmp(guard->line->str, "* SEARCH", 8) == 0;
}

static bool
end_line(PsqGuard *guard)
{
	GString *line = guard->line;
	g_string_truncate(line, line->len - 1);
	if (line->len > 0 && line->str[line->len - 1] == '\r') {
		g_string_truncate(line, line->len - 1);
	}
	bool good = psq_guard_judge(guard);
	empty(&guard->line);
	return good;
}

// Takes of the bytes what belongs to the line; *ret_taken says how many.
static bool
feed_line(PsqGuard *guard, const char *bytes, size_t len, size_t *ret_taken)
{
	const char *end = memchr(bytes, '\n', len);
	size_t taken = end != NULL ? (size_t)(end - bytes) + 1 : len;
	guard->heard.trailing = true; // until a verdict says otherwise
	g_string_append_len(guard->line, bytes, (gssize)taken);
	*ret_taken = taken;
	if (guard->line->len > LINE_MAX_BYTES && !may_be_long(guard)) {
		guard->complaint = g_strdup_printf("the server's line does "
						   "not end after %d bytes",
			(int)LINE_MAX_BYTES);
		return false;
	}
	return end == NULL || end_line(guard);
}

bool
psq_guard_feed(PsqGuard *guard, const char *bytes, size_t len)
{
	while (len > 0 && guard->complaint == NULL) {
		size_t taken = (size_t)MIN(len, guard->literal_left);
		if (taken > 0) {
			g_string_append_len(guard->out, bytes, (gssize)taken);
			guard->literal_left -= taken;
		} else if (!feed_line(guard, bytes, len, &taken)) {
			return false;
		}
		bytes += taken;
		len -= taken;
	}
	return guard->complaint == NULL;
}

bool
psq_guard_has_output(const PsqGuard *guard)
{
	return guard->out_at < guard->out->len;
}

size_t
psq_guard_take(PsqGuard *guard, char *buffer, size_t size)
{
	size_t taken = MIN(size, guard->out->len - guard->out_at);
	memcpy(buffer, guard->out->str + guard->out_at, taken);
	guard->out_at += taken;
	if (!psq_guard_has_output(guard)) {
		empty(&guard->out);
		guard->out_at = 0;
	}
	return taken;
}

// The bytes of a literal go straight to libetpan, the rest through the guard.
static ssize_t
guard_read(mailstream_low *low, void *buffer, size_t size)
{
	PsqGuard *guard = low->data;
	while (!psq_guard_has_output(guard)) {
		char bytes[READ_BYTES];
		bool direct = guard->literal_left > 0;
		if (guard->complaint != NULL) {
			return -1;
		}
		size_t most = direct ? (size_t)MIN(size, guard->literal_left)
				     : sizeof bytes;
		ssize_t got = mailstream_low_read(
			guard->below, direct ? buffer : bytes, most);
		if (got <= 0) {
			return -1;
		}
		if (direct) {
			guard->literal_left -= (size_t)got;
			return got;
		}
		(void)psq_guard_feed(guard, bytes, (size_t)got);
	}
	return (ssize_t)psq_guard_take(guard, buffer, size);
}

static ssize_t
guard_write(mailstream_low *low, const void *buffer, size_t size)
{
	PsqGuard *guard = low->data;
	return mailstream_low_write(guard->below, buffer, size);
}

static int
guard_close(mailstream_low *low)
{
	PsqGuard *guard = low->data;
	return mailstream_low_close(guard->below);
}

static int
guard_fd(mailstream_low *low)
{
	PsqGuard *guard = low->data;
	return mailstream_low_get_fd(guard->below);
}

static void
guard_free(mailstream_low *low)
{
	PsqGuard *guard = low->data;
	mailstream_low_free(guard->below);
	psq_guard_free(guard);
	free(low);
}

// Not const only because libetpan's interface is not.
static mailstream_low_driver guard_driver = {
	.mailstream_read = guard_read,
	.mailstream_write = guard_write,
	.mailstream_close = guard_close,
	.mailstream_get_fd = guard_fd,
	.mailstream_free = guard_free,
};

mailstream_low *
psq_guard_stream(PsqGuard *guard, mailstream_low *below)
{
	mailstream_low *low = mailstream_low_new(guard, &guard_driver);
	g_assert(low != NULL);
	guard->below = below;
	return low;
}
