// address.c - mailboxes out of From, Reply-To, To and Cc (RFC 5322)
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/address.h"

#include "parsers/encoded-word.h"
#include "parsers/header.h"

#include <string.h>

enum { MAX_ADDRESS_BYTES = 320, MAX_NAME_BYTES = 1000 };

// The mailbox being read, as raw bytes.
typedef struct {
	const char *end;
	GString *phrase; // words outside of <> and comments
	GString *comment;
	GString *angle;
	bool has_angle;
	gsize angle_at; // where in phrase it stood
	GPtrArray *list;
	guint max;
	bool full;
} Reader;

void
psq_address_free(PsqAddress *address)
{
	if (address == NULL) {
		return;
	}
	g_free(address->name);
	g_free(address->address);
	g_free(address);
}

// Something that a letter can be sent to: one word with one "@" inside, unless
// what stands before it is in quotes.
static bool
is_address(const char *text)
{
	const char *at = strrchr(text, '@');
	if (at == NULL || at == text || at[1] == '\0' ||
		strlen(text) > MAX_ADDRESS_BYTES ||
		strpbrk(at, " <>\"'(),;") != NULL) {
		return false;
	}
	return *text == '"' ||
		(strchr(text, '@') == at && strpbrk(text, " <>,;") == NULL);
}

static char *
address_or_null(const char *raw)
{
	g_autofree char *text = psq_header_text(raw);
	return is_address(text) ? g_steal_pointer(&text) : NULL;
}

// "<@relay.example,@other.example:jean@x.example>" is a route of old.
static char *
angle_address(const char *raw)
{
	const char *colon = *raw == '@' ? strchr(raw, ':') : NULL;
	return address_or_null(colon != NULL ? colon + 1 : raw);
}

// Without <> one of the words is the address. Spaces around its "@" are a
// writer's fault; the other words are dropped, a comment is the name.
static char *
bare_address(GString *phrase)
{
	g_string_replace(phrase, " @", "@", 0);
	g_string_replace(phrase, "@ ", "@", 0);
	g_auto(GStrv) words = g_strsplit_set(phrase->str, " \t\r\n,", -1);
	for (char **word = words; *word != NULL; word++) {
		char *address = address_or_null(*word);
		if (address != NULL) {
			return address;
		}
	}
	return NULL;
}

static char *
name_or_null(GString *raw)
{
	g_string_truncate(raw, MIN(raw->len, MAX_NAME_BYTES));
	g_autofree char *text = psq_header_text(raw->str);
	const char *name = text + strspn(text, " ,");
	size_t len = strlen(name);
	while (len > 0 && strchr(" ,", name[len - 1]) != NULL) {
		len--;
	}
	return len > 0 ? g_strndup(name, len) : NULL;
}

static PsqAddress *
reader_take(Reader *reader)
{
	g_autoptr(PsqAddress) mailbox = g_new0(PsqAddress, 1);
	if (reader->has_angle) {
		mailbox->address = angle_address(reader->angle->str);
		mailbox->name = name_or_null(reader->phrase);
	} else {
		mailbox->address = bare_address(reader->phrase);
		if (mailbox->address == NULL) {
			mailbox->name = name_or_null(reader->phrase);
		}
	}
	if (mailbox->name == NULL) {
		mailbox->name = name_or_null(reader->comment);
	}
	if (g_strcmp0(mailbox->name, mailbox->address) == 0) {
		g_clear_pointer(&mailbox->name, g_free);
	}
	bool empty = mailbox->name == NULL && mailbox->address == NULL;
	return empty ? NULL : g_steal_pointer(&mailbox);
}

static void
reader_end_mailbox(Reader *reader)
{
	if (reader->list->len >= reader->max) {
		reader->full = true;
		return;
	}
	PsqAddress *mailbox = reader_take(reader);
	if (mailbox != NULL) {
		g_ptr_array_add(reader->list, mailbox);
	}
	g_string_truncate(reader->phrase, 0);
	g_string_truncate(reader->comment, 0);
	g_string_truncate(reader->angle, 0);
	reader->has_angle = false;
}

static const char *
read_quoted(Reader *reader, const char *at)
{
	for (; at < reader->end && *at != '"'; at++) {
		if (*at == '\\' && at + 1 < reader->end) {
			at++;
		}
		g_string_append_c(reader->phrase, *at);
	}
	return at + 1;
}

static const char *
read_comment(Reader *reader, const char *at)
{
	int depth = 1;
	for (; at < reader->end; at++) {
		if (*at == '\\' && at + 1 < reader->end) {
			at++;
		} else if (*at == '(') {
			depth++;
		} else if (*at == ')' && --depth == 0) {
			break;
		}
		g_string_append_c(reader->comment, *at);
	}
	return at + 1;
}

static const char *
read_angle(Reader *reader, const char *at)
{
	if (reader->has_angle) { // A <a@x.example> B <b@x.example>
		g_autofree char *name =
			g_strdup(reader->phrase->str + reader->angle_at);
		g_string_truncate(reader->phrase, reader->angle_at);
		reader_end_mailbox(reader);
		g_string_append(reader->phrase, name);
	}
	reader->has_angle = true;
	reader->angle_at = reader->phrase->len;
	while (at < reader->end && *at == '<') {
		at++;
	}
	for (; at < reader->end && *at != '>'; at++) {
		if (*at == ' ' || *at == '\r' || *at == '\n') {
			continue;
		}
		g_string_append_c(reader->angle, *at);
	}
	while (at < reader->end && *at == '>') {
		at++;
	}
	return at;
}

// [192.0.2.1] or [IPv6:2001:db8::1]: its colons begin no group.
static const char *
read_literal(Reader *reader, const char *at)
{
	g_string_append_c(reader->phrase, '[');
	for (; at < reader->end && *at != ']'; at++) {
		g_string_append_c(reader->phrase, *at);
	}
	return at;
}

// A comma or semicolon ends a mailbox if there is one.
static const char *
read_separator(Reader *reader, const char *at)
{
	bool address =
		reader->has_angle || strchr(reader->phrase->str, '@') != NULL;
	if (address || at[-1] == ';') {
		reader_end_mailbox(reader);
	} else if (reader->phrase->len > 0) {
		g_string_append_c(reader->phrase, ',');
	}
	return at;
}

// "friends: a@x.example, b@x.example;" or "mailto:a@x.example"
static const char *
read_colon(Reader *reader, const char *at)
{
	if (!reader->has_angle) {
		g_string_truncate(reader->phrase, 0);
	}
	return at;
}

static const struct {
	char sign;
	const char *(*read)(Reader *reader, const char *at);
} signs[] = {
	{ '"', read_quoted },
	{ '(', read_comment },
	{ '<', read_angle },
	{ '[', read_literal },
	{ ',', read_separator },
	{ ';', read_separator },
	{ ':', read_colon },
};

static const char *
read_next(Reader *reader, const char *at)
{
	size_t word = psq_encoded_word_length(at, reader->end);
	if (word > 0) {
		g_string_append_len(reader->phrase, at, (gssize)word);
		return at + word;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
		if (signs[i].sign == *at) {
			return signs[i].read(reader, at + 1);
		}
	}
	g_string_append_c(reader->phrase, *at);
	return at + 1;
}

bool
psq_address_parse(const char *raw, GPtrArray *list, guint max)
{
	Reader reader = {
		.end = raw + strlen(raw),
		.phrase = g_string_new(NULL),
		.comment = g_string_new(NULL),
		.angle = g_string_new(NULL),
		.list = list,
		.max = max,
	};
	const char *at = raw;
	while (at < reader.end && !reader.full) {
		at = read_next(&reader, at);
	}
	if (!reader.full) {
		reader_end_mailbox(&reader);
	}
	g_string_free(reader.phrase, TRUE);
	g_string_free(reader.comment, TRUE);
	g_string_free(reader.angle, TRUE);
	return !reader.full;
}
