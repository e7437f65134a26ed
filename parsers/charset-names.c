// charset-names.c - what a charset's label means, in any of its spellings
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/charset-names.h"

#include <glib.h>
#include <string.h>

enum { MAX_LABEL = 24 };

#define WINDOWS PSQ_CHARSET_WINDOWS, NULL, true
#define UTF8    PSQ_CHARSET_UTF8, NULL, false
#define ONE     PSQ_CHARSET_ICONV
#define MANY    PSQ_CHARSET_ICONV

// Only these reach iconv. Seen in French mail, or what the senders' languages
// use. iso-8859-1 and us-ascii are windows-1252 as in browsers: nobody means
// the C1 controls that are all the difference.
static const PsqCharset charsets[] = {
	// clang-format off
	{ "850",            ONE,  "CP850",       true  },
	{ "ansi",           WINDOWS },
	{ "ansix341968",    WINDOWS },
	{ "ascii",          WINDOWS },
	{ "big5",           MANY, "BIG5-HKSCS",  false },
	{ "cp1250",         ONE,  "CP1250",      true  },
	{ "cp1251",         ONE,  "CP1251",      true  },
	{ "cp1252",         WINDOWS },
	{ "cp437",          ONE,  "CP437",       true  },
	{ "cp850",          ONE,  "CP850",       true  },
	{ "cp858",          ONE,  "CP858",       true  },
	{ "cp932",          MANY, "CP932",       false },
	{ "cp936",          MANY, "GB18030",     false },
	{ "cp949",          MANY, "CP949",       false },
	{ "eucjp",          MANY, "EUC-JP",      false },
	{ "euckr",          MANY, "CP949",       false },
	{ "gb18030",        MANY, "GB18030",     false },
	{ "gb2312",         MANY, "GB18030",     false },
	{ "gbk",            MANY, "GB18030",     false },
	{ "ibm437",         ONE,  "CP437",       true  },
	{ "ibm850",         ONE,  "CP850",       true  },
	{ "ibm858",         ONE,  "CP858",       true  },
	{ "iso2022jp",      MANY, "ISO-2022-JP", false },
	{ "iso88591",       WINDOWS },
	{ "iso885910",      ONE,  "ISO-8859-10", true  },
	{ "iso885913",      ONE,  "ISO-8859-13", true  },
	{ "iso885914",      ONE,  "ISO-8859-14", true  },
	{ "iso885915",      ONE,  "ISO-8859-15", true  },
	{ "iso885916",      ONE,  "ISO-8859-16", true  },
	{ "iso88592",       ONE,  "ISO-8859-2",  true  },
	{ "iso88593",       ONE,  "ISO-8859-3",  true  },
	{ "iso88594",       ONE,  "ISO-8859-4",  true  },
	{ "iso88595",       ONE,  "ISO-8859-5",  true  },
	{ "iso88596",       ONE,  "ISO-8859-6",  true  },
	{ "iso88597",       ONE,  "ISO-8859-7",  true  },
	{ "iso88598",       ONE,  "ISO-8859-8",  true  },
	{ "iso88598i",      ONE,  "ISO-8859-8",  true  },
	{ "iso88599",       ONE,  "CP1254",      true  },
	{ "koi8r",          ONE,  "KOI8-R",      true  },
	{ "koi8u",          ONE,  "KOI8-U",      true  },
	{ "ksc56011987",    MANY, "CP949",       false },
	{ "l1",             WINDOWS },
	{ "latin1",         WINDOWS },
	{ "latin2",         ONE,  "ISO-8859-2",  true  },
	{ "latin9",         ONE,  "ISO-8859-15", true  },
	{ "macintosh",      ONE,  "MACINTOSH",   true  },
	{ "macroman",       ONE,  "MACINTOSH",   true  },
	{ "shiftjis",       MANY, "CP932",       false },
	{ "sjis",           MANY, "CP932",       false },
	{ "tis620",         ONE,  "CP874",       true  },
	{ "ucs2",           MANY, "UTF-16",      false },
	{ "unicode",        MANY, "UTF-16",      false },
	{ "unicode11utf7",  MANY, "UTF-7",       false },
	{ "unicode11utf8",  UTF8 },
	{ "usascii",        WINDOWS },
	{ "utf16",          MANY, "UTF-16",      false },
	{ "utf16be",        MANY, "UTF-16BE",    false },
	{ "utf16le",        MANY, "UTF-16LE",    false },
	{ "utf32be",        MANY, "UTF-32BE",    false },
	{ "utf32le",        MANY, "UTF-32LE",    false },
	{ "utf7",           MANY, "UTF-7",       false },
	{ "utf8",           UTF8 },
	{ "windows1250",    ONE,  "CP1250",      true  },
	{ "windows1251",    ONE,  "CP1251",      true  },
	{ "windows1252",    WINDOWS },
	{ "windows1253",    ONE,  "CP1253",      true  },
	{ "windows1254",    ONE,  "CP1254",      true  },
	{ "windows1255",    ONE,  "CP1255",      true  },
	{ "windows1256",    ONE,  "CP1256",      true  },
	{ "windows1257",    ONE,  "CP1257",      true  },
	{ "windows1258",    ONE,  "CP1258",      true  },
	{ "windows31j",     MANY, "CP932",       false },
	{ "windows874",     ONE,  "CP874",       true  },
	{ "xmacroman",      ONE,  "MACINTOSH",   true  },
	// clang-format on
};

static const PsqCharset unknown = { "", PSQ_CHARSET_NONE, NULL, false };

// Letters and digits in lower case, up to a comment or a language (RFC 2231).
static bool
plain_label(const char *label, char *plain)
{
	size_t len = 0;
	label += strspn(label, " \t\"'");
	for (; *label != '\0' && strchr(" *(;", *label) == NULL; label++) {
		if (len + 1 >= MAX_LABEL) {
			return false;
		}
		if (g_ascii_isalnum(*label)) {
			plain[len++] = g_ascii_tolower(*label);
		}
	}
	plain[len] = '\0';
	return true;
}

const PsqCharset *
psq_charset_named(const char *label)
{
	char plain[MAX_LABEL];
	if (label == NULL || !plain_label(label, plain)) {
		return &unknown;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++) {
		if (strcmp(charsets[i].label, plain) == 0) {
			return &charsets[i];
		}
	}
	return &unknown;
}
