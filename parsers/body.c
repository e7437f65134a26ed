// body.c - the text of a message, its attachments and what it returns
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/body.h"

#include "parsers/attachment.h"
#include "parsers/header.h"
#include "parsers/limits.h"
#include "parsers/param.h"
#include "parsers/part.h"
#include "parsers/piece.h"
#include "parsers/tidy.h"

#include <string.h>

// How far an attached message that is itself encoded is decoded.
enum { MAX_MESSAGE_BYTES = 32 * 1024 * 1024 };

typedef struct {
	PsqMail *mail;
	PsqAllowance *allowance;
	GMimeObject *root;
	GMimePart *spare;       // the first text that goes as an attachment
	GPtrArray *content_ids; // char * or NULL, one for each attachment
	GHashTable *cids;       // Content-IDs that HTML refers to
} Walk;

// Types shown as text, and how they are read.
static const struct {
	const char *type;
	const char *as;
} text_types[] = {
	{ "text/plain", "text/plain" },
	{ "text/html", "text/html" },
	{ "text/markdown", "text/plain" },
	{ "text/enriched", "text/plain" },
	{ "application/xhtml+xml", "text/html" },
};

// What a part's type lets a delegate know.
static const struct {
	const char *type;
	const char *note;
} type_notes[] = {
	{ "multipart/encrypted", "message chiffré : texte non lu" },
	{ "application/pkcs7-mime",
		"message signé ou chiffré (S/MIME) : texte non lu" },
	{ "application/x-pkcs7-mime",
		"message signé ou chiffré (S/MIME) : texte non lu" },
	// No library of Debian's reads it safely: see HACKING.md.
	{ "application/ms-tnef",
		"pièce winmail.dat (Outlook) : contenu non lu" },
	{ "application/vnd.ms-tnef",
		"pièce winmail.dat (Outlook) : contenu non lu" },
	{ "message/partial",
		"message envoyé en plusieurs morceaux : texte incomplet" },
};

// In a report, the parts that may hold the returned message's id, and where.
static const struct {
	const char *type;
	const char *header;
} report_ids[] = {
	{ "text/rfc822-headers", "Message-ID" },
	{ "message/global-headers", "Message-ID" },
	{ "message/disposition-notification", "Original-Message-ID" },
	{ "message/delivery-status", "X-Original-Message-ID" },
};

static GPtrArray *walk(
	Walk *w, GMimeObject *part, unsigned int depth, bool alternative);

static void
note_type(Walk *w, const char *type)
{
	for (size_t i = 0; i < G_N_ELEMENTS(type_notes); i++) {
		if (strcmp(type_notes[i].type, type) == 0) {
			psq_mail_note(w->mail->notes, type_notes[i].note);
		}
	}
}

static const char *
text_type(const char *type)
{
	for (size_t i = 0; i < G_N_ELEMENTS(text_types); i++) {
		if (strcmp(text_types[i].type, type) == 0) {
			return text_types[i].as;
		}
	}
	return NULL;
}

// A leaf is text if it is all there is, or if nothing says that it is a file.
static bool
is_body(const Walk *w, GMimeObject *part, bool alternative)
{
	if (part == w->root) {
		return true;
	}
	const char *raw = psq_part_header(part, "Content-Disposition");
	g_autofree char *how = psq_param_value(raw != NULL ? raw : "");
	g_autofree char *name = psq_attachment_name(part);
	return strcmp(how, "attachment") != 0 && (name == NULL || alternative);
}

static bool
is_report(const PsqMail *mail)
{
	return strcmp(mail->content_type, "multipart/report") == 0;
}

static void
read_report_id(Walk *w, GMimePart *part, const char *type)
{
	PsqMail *mail = w->mail;
	if (!is_report(mail) || mail->original_id != NULL) {
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(report_ids); i++) {
		if (strcmp(report_ids[i].type, type) != 0) {
			continue;
		}
		bool cut = false;
		g_autoptr(GByteArray) head =
			psq_part_bytes(part, PSQ_MAX_HEADER_BYTES, &cut);
		g_autofree char *raw = psq_header_find((const char *)head->data,
			head->len, report_ids[i].header);
		mail->original_id = psq_header_id(raw);
	}
}

static void
attach(Walk *w, GMimeObject *part, const char *type)
{
	g_ptr_array_add(w->mail->attachments, psq_attachment_new(part, type));
	g_ptr_array_add(w->content_ids,
		psq_header_id(psq_part_header(part, "Content-ID")));
}

static void
take_piece(Walk *w, GPtrArray *pieces, PsqPiece *piece)
{
	for (guint i = 0; piece->cids != NULL && i < piece->cids->len; i++) {
		g_hash_table_add(w->cids, g_strdup(piece->cids->pdata[i]));
	}
	g_ptr_array_add(pieces, piece);
}

// A message that is encoded itself, which RFC 2046 forbids.
static void
forward_encoded(Walk *w, GMimePart *part, unsigned int depth)
{
	bool cut = false;
	g_autoptr(GByteArray) bytes =
		psq_part_bytes(part, MAX_MESSAGE_BYTES, &cut);
	g_autoptr(GError) error = NULL;
	w->mail->forwarded = psq_mail_build_bytes(
		bytes->data, bytes->len, w->allowance, depth, &error);
	if (error != NULL) {
		psq_mail_note(w->mail->notes, "message joint illisible");
	}
}

static void
walk_file(Walk *w, GMimePart *part, const char *type, unsigned int depth)
{
	attach(w, GMIME_OBJECT(part), type);
	note_type(w, type);
	read_report_id(w, part, type);
	if (strcmp(type, "message/rfc822") == 0 && w->mail->forwarded == NULL) {
		forward_encoded(w, part, depth + 1);
	}
}

static void
walk_leaf(Walk *w, GPtrArray *pieces, GMimePart *part, unsigned int depth,
	bool alternative)
{
	g_autofree char *type = psq_part_type(GMIME_OBJECT(part));
	const char *as = text_type(type);
	if (as == NULL) {
		walk_file(w, part, type, depth);
	} else if (is_body(w, GMIME_OBJECT(part), alternative)) {
		take_piece(w, pieces,
			psq_piece_read(part, as, w->allowance, w->mail->notes));
	} else {
		w->spare = w->spare != NULL ? w->spare : part;
		walk_file(w, part, type, depth);
	}
}

static void
walk_message(Walk *w, GMimeMessagePart *part, unsigned int depth)
{
	g_autofree char *type = psq_part_type(GMIME_OBJECT(part));
	attach(w, GMIME_OBJECT(part), type);
	GMimeMessage *message = g_mime_message_part_get_message(part);
	if (message != NULL && w->mail->forwarded == NULL) {
		w->mail->forwarded =
			psq_mail_build(message, w->allowance, depth + 1);
	}
}

// A boundary that is missing or wrong leaves everything in the prologue.
static GPtrArray *
walk_prologue(Walk *w, GMimeMultipart *multipart)
{
	GPtrArray *pieces = psq_pieces_new();
	const char *text = g_mime_multipart_get_prologue(multipart);
	if (text != NULL && *text != '\0') {
		psq_mail_note(w->mail->notes,
			"parties mal délimitées : pris comme texte brut");
		take_piece(w, pieces, psq_piece_from_bytes(text, strlen(text)));
	}
	return pieces;
}

// All pieces one after the other; the arrays are emptied.
static GPtrArray *
concatenate(GPtrArray *arrays)
{
	GPtrArray *all = psq_pieces_new();
	for (guint i = 0; i < arrays->len; i++) {
		GPtrArray *pieces = arrays->pdata[i];
		while (pieces->len > 0) {
			g_ptr_array_add(
				all, g_ptr_array_steal_index(pieces, 0));
		}
	}
	return all;
}

static GPtrArray *
walk_multipart(Walk *w, GMimeMultipart *multipart, unsigned int depth)
{
	g_autofree char *type = psq_part_type(GMIME_OBJECT(multipart));
	bool alternative = strcmp(type, "multipart/alternative") == 0;
	int count = g_mime_multipart_get_count(multipart);
	note_type(w, type);
	if (count == 0) {
		return walk_prologue(w, multipart);
	}
	g_autoptr(GPtrArray) arrays = g_ptr_array_new_with_free_func(
		(GDestroyNotify)g_ptr_array_unref);
	for (int i = 0; i < count; i++) {
		GMimeObject *part = g_mime_multipart_get_part(multipart, i);
		g_ptr_array_add(arrays, walk(w, part, depth + 1, alternative));
	}
	return alternative ? psq_pieces_choose(arrays) : concatenate(arrays);
}

static bool
may_read(Walk *w, GMimeObject *part, unsigned int depth)
{
	if (depth >= PSQ_MAX_DEPTH) {
		psq_mail_note(w->mail->notes,
			"parties trop imbriquées : laissées de côté");
		return false;
	}
	if (GMIME_IS_MULTIPART(part)) {
		return true;
	}
	if (w->allowance->parts == 0) {
		g_autofree char *note = g_strdup_printf(
			"plus de %d parties : les autres sont laissées de côté",
			PSQ_MAX_PARTS);
		psq_mail_note(w->mail->notes, note);
		return false;
	}
	w->allowance->parts--;
	return true;
}

// The pieces of text in part, and on the way everything else. alternative:
// part is one version of several.
static GPtrArray *
walk(Walk *w, GMimeObject *part, unsigned int depth, bool alternative)
{
	if (part == NULL || !may_read(w, part, depth)) {
		return psq_pieces_new();
	}
	if (GMIME_IS_MULTIPART(part)) {
		return walk_multipart(w, GMIME_MULTIPART(part), depth);
	}
	GPtrArray *pieces = psq_pieces_new();
	if (GMIME_IS_MESSAGE_PART(part)) {
		walk_message(w, GMIME_MESSAGE_PART(part), depth);
	} else if (GMIME_IS_PART(part)) {
		walk_leaf(w, pieces, GMIME_PART(part), depth, alternative);
	}
	return pieces;
}

// Pictures that the text shows are in line, whatever their disposition says.
static void
mark_in_line(const Walk *w)
{
	for (guint i = 0; i < w->content_ids->len; i++) {
		const char *id = w->content_ids->pdata[i];
		PsqAttachment *attachment = w->mail->attachments->pdata[i];
		attachment->in_line |=
			id != NULL && g_hash_table_contains(w->cids, id);
	}
}

static void
read_spare(Walk *w)
{
	g_autofree char *type = psq_part_type(GMIME_OBJECT(w->spare));
	g_autoptr(GPtrArray) pieces = psq_pieces_new();
	take_piece(w, pieces,
		psq_piece_read(w->spare, text_type(type), w->allowance,
			w->mail->notes));
	psq_pieces_join(pieces, w->mail);
}

void
psq_body_read(PsqMail *mail, GMimeMessage *message, PsqAllowance *allowance,
	unsigned int depth)
{
	Walk w = {
		.mail = mail,
		.allowance = allowance,
		.root = g_mime_message_get_mime_part(message),
		.content_ids = g_ptr_array_new_with_free_func(g_free),
		.cids = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, NULL),
	};
	g_autoptr(GPtrArray) pieces = walk(&w, w.root, depth, false);
	psq_pieces_join(pieces, mail);
	if (*mail->text == '\0' && w.spare != NULL) {
		read_spare(&w);
	}
	mark_in_line(&w);
	if (is_report(mail) && mail->original_id == NULL &&
		mail->forwarded != NULL) {
		mail->original_id = g_strdup(mail->forwarded->message_id);
	}
	g_ptr_array_unref(w.content_ids);
	g_hash_table_unref(w.cids);
}
