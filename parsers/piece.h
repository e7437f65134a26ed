// piece.h - a piece of a message's text, read from one part
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/gmime-auto.h"
#include "parsers/mail-build.h"

typedef struct {
	char *text; // tidy; "" if there is nothing to see
	PsqTextSource source;
	ptrdiff_t quote_at; // in text; -1 if none
	GPtrArray *cids;    // char *, that HTML refers to; may be NULL
} PsqPiece;

void psq_piece_free(PsqPiece *piece);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqPiece, psq_piece_free)

// Reads a part of type text/plain or text/html as far as the allowance goes;
// format=flowed is joined, HTML turned into text, also where it goes by the
// name of text/plain. What was cut or repaired is said in notes.
PsqPiece *psq_piece_read(GMimePart *part, const char *type,
	PsqAllowance *allowance, GPtrArray *notes);

// Text that is in no part: what stands before the first boundary of a
// multipart that has no parts, or a message without any head.
PsqPiece *psq_piece_from_bytes(const char *bytes, size_t len);

// Arrays of pieces own them.
GPtrArray *psq_pieces_new(void);

// From an array of arrays of pieces, the versions of a multipart/alternative:
// the first plain one, unless it is blank or a stub ("Votre logiciel ne lit
// pas le HTML") beside a much longer HTML; else the last HTML one. The chosen
// array; the others are freed with alternatives.
GPtrArray *psq_pieces_choose(GPtrArray *alternatives);

// Puts the pieces' text into mail: one after the other, a blank line between
// them, at most PSQ_MAX_TEXT_BYTES.
void psq_pieces_join(const GPtrArray *pieces, PsqMail *mail);
