// piece.c - a piece of a message's text, read from one part
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/piece.h"

#include "parsers/charset.h"
#include "parsers/flowed.h"
#include "parsers/html-text.h"
#include "parsers/limits.h"
#include "parsers/param.h"
#include "parsers/part.h"
#include "parsers/tidy.h"

#include <string.h>

// A stub is shorter than this, and than a third of the HTML's text unless it
// speaks of HTML itself.
enum { STUB_BYTES = 400, STUB_RATIO = 3 };

void
psq_piece_free(PsqPiece *piece)
{
	if (piece == NULL) {
		return;
	}
	g_free(piece->text);
	g_clear_pointer(&piece->cids, g_ptr_array_unref);
	g_free(piece);
}

GPtrArray *
psq_pieces_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)psq_piece_free);
}

static bool
looks_like_html(const char *text)
{
	static const char *const starts[] = { "<!doctype html", "<html" };
	text += strspn(text, " \t\r\n");
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
		size_t len = strlen(starts[i]);
		if (g_ascii_strncasecmp(text, starts[i], len) == 0) {
			return true;
		}
	}
	return false;
}

static PsqPiece *
piece_from_html(const char *html, GPtrArray *notes)
{
	g_autoptr(PsqHtmlText) read =
		psq_html_text_new(html, PSQ_MAX_TEXT_BYTES);
	if (read->cut) {
		g_autofree char *note = g_strdup_printf(
			"texte coupé à %d Kio", PSQ_MAX_TEXT_BYTES / 1024);
		psq_mail_note(notes, note);
	}
	PsqPiece *piece = g_new0(PsqPiece, 1);
	piece->source = PSQ_TEXT_HTML;
	piece->text = g_steal_pointer(&read->text);
	piece->quote_at = read->quote_at;
	piece->cids = g_ptr_array_ref(read->cids);
	return piece;
}

static PsqPiece *
piece_from_text(const char *decoded, const char *content_type)
{
	PsqPiece *piece = g_new0(PsqPiece, 1);
	piece->source = PSQ_TEXT_PLAIN;
	piece->quote_at = -1;
	piece->text = psq_tidy_text(decoded);
	g_autofree char *format = psq_param_get(content_type, "format");
	if (format != NULL && g_ascii_strcasecmp(format, "flowed") == 0) {
		g_autofree char *delsp = psq_param_get(content_type, "delsp");
		char *joined = psq_flowed_join(piece->text,
			delsp != NULL && g_ascii_strcasecmp(delsp, "yes") == 0);
		g_free(piece->text);
		piece->text = joined;
	}
	return piece;
}

// The part's text as UTF-8, paid for by *allowance.
static char *
decode_part(GMimePart *part, const char *content_type, size_t *allowance,
	GPtrArray *notes)
{
	bool cut = false;
	bool repaired = false;
	g_autoptr(GByteArray) bytes = psq_part_bytes(part, *allowance, &cut);
	*allowance -= bytes->len;
	g_autofree char *charset = psq_param_get(content_type, "charset");
	char *text = psq_charset_decode(
		(const char *)bytes->data, bytes->len, charset, &repaired);
	if (cut) {
		psq_mail_note(
			notes, "texte trop long : la fin n'a pas été lue");
	}
	if (repaired) {
		psq_mail_note(notes,
			"accents réparés : "
			"jeu de caractères mal déclaré");
	}
	return text;
}

PsqPiece *
psq_piece_read(GMimePart *part, const char *type, PsqAllowance *allowance,
	GPtrArray *notes)
{
	const char *content_type =
		psq_part_header(GMIME_OBJECT(part), "Content-Type");
	bool html = strcmp(type, "text/html") == 0;
	g_autofree char *text = decode_part(part, content_type,
		html ? &allowance->html : &allowance->text, notes);
	return html || looks_like_html(text)
		? piece_from_html(text, notes)
		: piece_from_text(text, content_type);
}

PsqPiece *
psq_piece_from_bytes(const char *bytes, size_t len)
{
	g_autofree char *text = psq_charset_decode(
		bytes, MIN(len, 2 * PSQ_MAX_TEXT_BYTES), NULL, NULL);
	return piece_from_text(text, NULL);
}

// How many bytes of pieces are to be seen; *ret_html is whether one is HTML.
static size_t
visible_bytes(const GPtrArray *pieces, bool *ret_html)
{
	size_t count = 0;
	*ret_html = false;
	for (guint i = 0; i < pieces->len; i++) {
		const PsqPiece *piece = pieces->pdata[i];
		*ret_html |= piece->source == PSQ_TEXT_HTML;
		for (const char *at = piece->text; *at != '\0'; at++) {
			count += !g_ascii_isspace(*at);
		}
	}
	return count;
}

static bool
speaks_of_html(const GPtrArray *pieces)
{
	for (guint i = 0; i < pieces->len; i++) {
		const PsqPiece *piece = pieces->pdata[i];
		g_autofree char *low = g_ascii_strdown(piece->text, -1);
		if (strstr(low, "html") != NULL) {
			return true;
		}
	}
	return false;
}

static bool
is_stub(const GPtrArray *plain, size_t plain_bytes, size_t html_bytes)
{
	if (plain_bytes >= STUB_BYTES) {
		return false;
	}
	return plain_bytes < html_bytes / STUB_RATIO ||
		(plain_bytes < html_bytes && speaks_of_html(plain));
}

GPtrArray *
psq_pieces_choose(GPtrArray *alternatives)
{
	GPtrArray *plain = NULL;
	GPtrArray *html = NULL;
	size_t plain_bytes = 0;
	size_t html_bytes = 0;
	for (guint i = 0; i < alternatives->len; i++) {
		bool is_html;
		size_t bytes = visible_bytes(alternatives->pdata[i], &is_html);
		if (is_html && bytes > 0) {
			html = alternatives->pdata[i];
			html_bytes = bytes;
		} else if (bytes > 0 && plain == NULL) {
			plain = alternatives->pdata[i];
			plain_bytes = bytes;
		}
	}
	if (plain == NULL || is_stub(plain, plain_bytes, html_bytes)) {
		plain = html;
	}
	return plain != NULL ? g_ptr_array_ref(plain) : psq_pieces_new();
}

static void
append_piece(const PsqPiece *piece, GString *text, PsqMail *mail)
{
	if (*piece->text == '\0') {
		return;
	}
	if (text->len > 0 && !g_str_has_suffix(text->str, "\n\n")) {
		g_string_append_c(text, '\n');
	}
	if (mail->source == PSQ_TEXT_NONE) {
		mail->source = piece->source;
	}
	if (mail->source == PSQ_TEXT_HTML && mail->quote_at < 0 &&
		piece->quote_at >= 0) {
		mail->quote_at = (ptrdiff_t)text->len + piece->quote_at;
	}
	g_string_append(text, piece->text);
}

void
psq_pieces_join(const GPtrArray *pieces, PsqMail *mail)
{
	g_autoptr(GString) text = g_string_new(NULL);
	mail->source = PSQ_TEXT_NONE;
	mail->quote_at = -1;
	for (guint i = 0; i < pieces->len; i++) {
		append_piece(pieces->pdata[i], text, mail);
	}
	if (psq_tidy_cut(text->str, PSQ_MAX_TEXT_BYTES)) {
		g_autofree char *note = g_strdup_printf(
			"texte coupé à %d Kio", PSQ_MAX_TEXT_BYTES / 1024);
		psq_mail_note(mail->notes, note);
	}
	g_free(mail->text);
	mail->text = g_strdup(text->str);
	if (mail->quote_at >= (ptrdiff_t)strlen(mail->text)) {
		mail->quote_at = -1;
	}
}
