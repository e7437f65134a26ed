// limits.h - how much of an untrusted message is read, in one place
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole message is written by a stranger. GMime itself bounds only the
// depth of nesting (1024), so psq_mail_parse() looks before it parses.
#pragma once

enum {
	PSQ_MAX_HEADER_BYTES = 256 * 1024, // of the message's own head
	PSQ_MAX_HEADER_LINES = 2000,       // likewise
	// Beginnings of encoded words (RFC 2047) without an end, in all heads.
	// GMime looks for the end of each as far as the field goes: 20,000 of
	// them take it 2 s for each field.
	PSQ_MAX_OPEN_WORDS = 500,
	PSQ_MAX_COPY_BYTES = 64 * 1024 * 1024, // of what follows a long head
	PSQ_MAX_BOUNDARY_LINES = 5000,         // lines that begin with "--"
	PSQ_MAX_PARTS = 200,                   // leaves that are looked at
	PSQ_MAX_DEPTH = 32,                    // multipart and message/rfc822
	PSQ_MAX_ADDRESSES = 100,               // a header
	PSQ_MAX_TEXT_BYTES = 512 * 1024,       // of decoded text, UTF-8
	PSQ_MAX_HTML_BYTES = 2 * 1024 * 1024,
	PSQ_MAX_NAME_BYTES = 200,       // of a file name
	PSQ_MAX_SCAN_BYTES = 64 * 1024, // of text searched by the readers
	PSQ_MAX_PHONES = 8,
};
