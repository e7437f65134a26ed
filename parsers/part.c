// part.c - one part of a message: its fields and its decoded bytes
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/part.h"

#include "parsers/param.h"

#include <string.h>

enum { CHUNK = 8192 };

// Where decoded bytes go: kept as far as max, or only counted.
typedef struct {
	GByteArray *kept; // NULL: only count
	size_t max;
	size_t count;
} Sink;

// The state of decoding base64; unused for other encodings.
typedef struct {
	bool base64;
	gint state;
	guint save;
} Decoder;

const char *
psq_part_header(GMimeObject *part, const char *name)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(part);
	GMimeHeader *header = g_mime_header_list_get_header(list, name);
	return header != NULL ? g_mime_header_get_raw_value(header) : NULL;
}

char *
psq_part_type(GMimeObject *part)
{
	const char *raw = psq_part_header(part, "Content-Type");
	if (raw == NULL && GMIME_IS_MESSAGE_PART(part)) {
		return g_strdup("message/rfc822"); // multipart/digest
	}
	g_autofree char *type = psq_param_value(raw != NULL ? raw : "");
	const char *slash = strchr(type, '/');
	bool sound = slash != NULL && slash != type && slash[1] != '\0';
	return sound ? g_steal_pointer(&type) : g_strdup("text/plain");
}

static bool
sink_take(Sink *sink, const guint8 *bytes, size_t len)
{
	if (sink->kept != NULL) {
		size_t room = sink->max - MIN(sink->max, sink->count);
		g_byte_array_append(sink->kept, bytes, (guint)MIN(room, len));
	}
	sink->count += len;
	return sink->kept == NULL || sink->count <= sink->max;
}

// Padding in the middle ends a group, not the text; what is missing at the
// end is made up for.
static bool
decoder_step(Decoder *decoder, const char *bytes, size_t len, Sink *sink)
{
	if (!decoder->base64) {
		return sink_take(sink, (const guint8 *)bytes, len);
	}
	guint8 plain[CHUNK / 4 * 3 + 6];
	gsize n = g_base64_decode_step(
		bytes, len, plain, &decoder->state, &decoder->save);
	return sink_take(sink, plain, n);
}

static void
decoder_end(Decoder *decoder, Sink *sink)
{
	int missing = 4 - ABS(decoder->state);
	if (decoder->base64 && missing <= 2) {
		decoder_step(decoder, "==", (size_t)missing, sink);
	}
}

// The encoding as meant: "Base64;" and "base64 (MIME)" are read too.
static GMimeContentEncoding
encoding_of(GMimePart *part)
{
	const char *raw = psq_part_header(
		GMIME_OBJECT(part), "Content-Transfer-Encoding");
	if (raw == NULL) {
		return GMIME_CONTENT_ENCODING_DEFAULT;
	}
	g_autofree char *name = psq_param_value(raw);
	return g_mime_content_encoding_from_string(name);
}

// Quoted-printable and uuencode are decoded by GMime on the way.
static GMimeStream *
stream_of(GMimeStream *raw, GMimeContentEncoding encoding)
{
	GMimeStream *stream = g_mime_stream_filter_new(raw);
	if (encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
		encoding == GMIME_CONTENT_ENCODING_UUENCODE) {
		g_autoptr(GMimeFilter) filter =
			g_mime_filter_basic_new(encoding, FALSE);
		g_mime_stream_filter_add(GMIME_STREAM_FILTER(stream), filter);
	}
	return stream;
}

static void
part_decode(GMimePart *part, Sink *sink)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	if (content == NULL) {
		return;
	}
	GMimeContentEncoding encoding = encoding_of(part);
	GMimeStream *raw = g_mime_data_wrapper_get_stream(content);
	g_mime_stream_reset(raw);
	g_autoptr(GMimeStream) stream = stream_of(raw, encoding);
	Decoder decoder = {
		.base64 = encoding == GMIME_CONTENT_ENCODING_BASE64,
	};
	char chunk[CHUNK];
	ssize_t n;
	while ((n = g_mime_stream_read(stream, chunk, sizeof chunk)) > 0) {
		if (!decoder_step(&decoder, chunk, (size_t)n, sink)) {
			return;
		}
	}
	decoder_end(&decoder, sink);
}

GByteArray *
psq_part_bytes(GMimePart *part, size_t max, bool *ret_cut)
{
	// Not empty, so that its bytes are somewhere even if there are none.
	Sink sink = { .kept = g_byte_array_sized_new(CHUNK), .max = max };
	part_decode(part, &sink);
	if (sink.count > max) {
		*ret_cut = true;
	}
	return sink.kept;
}

static size_t
sent_size(GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	if (content == NULL) {
		return 0;
	}
	gint64 len =
		g_mime_stream_length(g_mime_data_wrapper_get_stream(content));
	return len > 0 ? (size_t)len : 0;
}

static void
add_sent_size(
	G_GNUC_UNUSED GMimeObject *parent, GMimeObject *part, gpointer data)
{
	size_t *size = data;
	if (GMIME_IS_MESSAGE_PART(part)) {
		*size += psq_part_size(part);
	} else if (GMIME_IS_PART(part)) {
		*size += sent_size(GMIME_PART(part));
	}
}

static size_t
message_size(GMimeMessagePart *part)
{
	size_t size = 0;
	GMimeMessage *message = g_mime_message_part_get_message(part);
	if (message != NULL) {
		g_mime_message_foreach(message, add_sent_size, &size);
	}
	return size;
}

size_t
psq_part_size(GMimeObject *part)
{
	if (GMIME_IS_MESSAGE_PART(part)) {
		return message_size(GMIME_MESSAGE_PART(part));
	}
	if (!GMIME_IS_PART(part)) {
		return 0;
	}
	switch ((int)encoding_of(GMIME_PART(part))) {
	case GMIME_CONTENT_ENCODING_BASE64:
	case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
	case GMIME_CONTENT_ENCODING_UUENCODE: {
		Sink sink = { .kept = NULL };
		part_decode(GMIME_PART(part), &sink);
		return sink.count;
	}
	default:
		return sent_size(GMIME_PART(part));
	}
}
