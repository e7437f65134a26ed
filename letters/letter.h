// letter.h - what a letter is made of, and the letter
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "letters/directory.h"

#include <stdint.h>

typedef enum {
	PSQ_LETTER_ACKNOWLEDGEMENT, // CRPA L112-11: of every message
	PSQ_LETTER_ALARM,           // to the duty officer, in French
	PSQ_LETTER_ANSWER,          // a delegate's own words
	PSQ_LETTER_SATISFACTION,    // how it went, after closing
	PSQ_LETTER_COUNT,
} PsqLetterKind;

// "acknowledgement": the name of its template and in the database.
const char *psq_letter_kind_name(PsqLetterKind kind);
bool psq_letter_kind_from_name(const char *name, PsqLetterKind *ret_kind);

// Who writes.
typedef struct {
	const char *name;    // "Commissariat de Belfort"
	const char *mail;    // the station's PSQ address
	const char *address; // by post; NULL if not configured
	const char *phone;   // as one dials it; NULL if not configured
	const char *answers; // who answers ("Le délégué ..."); NULL: not said
} PsqLetterStation;

typedef struct {
	const char *name;
	const char *type; // "application/pdf"
	GBytes *bytes;
} PsqLetterFile;

// All texts are UTF-8 and the caller's. What comes from outside need not be
// fit for a header or for markup: it is made so, or the letter is refused.
typedef struct {
	PsqLetterKind kind;
	PsqLetterStation station;
	const char *language;  // of the message, ISO 639-1; NULL: French
	const char *number;    // of the ticket
	int64_t received_at;   // seconds since 1970; the message's
	int64_t sent_at;       // seconds since 1970; this letter's Date
	const char *zone;      // "Europe/Paris"
	unsigned deadline;     // Julian day of the first answer; 0: not said
	unsigned flags;        // 1 << PsqFlag
	bool safe;             // nothing that betrays the matter
	const char *said;      // ANSWER, ALARM: the words
	const char *signature; // ANSWER: who signs; NULL: the station
	const char *token;     // SATISFACTION: ties the answer to the ticket

	const char *to;              // one address: addr-spec of RFC 5322
	const char *message_id;      // without angle brackets
	const char *in_reply_to;     // likewise; NULL if none
	const GPtrArray *references; // char *, oldest first; NULL if none
	const GPtrArray *files;      // PsqLetterFile; NULL if none
} PsqLetterOrder;

typedef struct PsqLetters PsqLetters;

// The texts of letters/, one folder a language with words.conf and templates.
// folders: PsqLetterFolder; French has all kinds, another language may lack
// one, which is then written in French. Takes directory. Fails with PSQ_ERR_CONFIG, "path:line: what is wrong".
typedef struct {
	const char *language;
	const GPtrArray *files; // PsqFile
} PsqLetterFolder;

PsqLetters *psq_letters_new(const PsqLetterFolder *folders, size_t count,
	PsqDirectory *directory, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void psq_letters_free(PsqLetters *letters);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqLetters, psq_letters_free)

const PsqDirectory *psq_letters_directory(const PsqLetters *letters);

// A letter's words before they become a message. A language that letters/ does
// not have gives French and English, one after the other.
typedef struct {
	char *subject;
	char *markup;   // CommonMark
	char *language; // of the whole: "fr" where there are two
} PsqLetterText;

void psq_letter_text_free(PsqLetterText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqLetterText, psq_letter_text_free)

PsqLetterText *psq_letter_write(const PsqLetters *letters,
	const PsqLetterOrder *order, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// The letter as a message (RFC 5322, MIME, lines ended by CR LF): text and HTML
// that say the same, files behind them. An acknowledgement and a satisfaction
// letter say Auto-Submitted (RFC 3834). Fails with PSQ_ERR_MESSAGE when to is
// not exactly one address that can be written to, and as psq_letter_write().
GBytes *psq_letter_compose(const PsqLetters *letters,
	const PsqLetterOrder *order, GError **error) G_GNUC_WARN_UNUSED_RESULT;

// True if address is one that a letter may go to: one addr-spec of RFC 5321's
// lengths, without control characters, quotes or route, and no address that
// answers nobody (no-reply, mailer-daemon, postmaster...; RFC 3834, 2).
bool psq_letter_address_is_good(const char *address);
