// shim.h - two C++ libraries as C: libphonenumber and CLD2
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one door to C++ in the project; no exception passes it.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
	char e164[24]; // "+33639981234"
	bool valid;    // of a range that is in use; 06 39 98, fiction's, is not
	bool possible; // right length for its country
	bool premium;  // costs more than a call: never a person's number
	int country;   // 33
} PsqShimPhone;

// Parses text (ASCII digits, +, separators) as a number dialled from region
// ("FR"). False, and *ret_phone untouched, if it is none.
bool psq_shim_phone_parse(
	const char *text, const char *region, PsqShimPhone *ret_phone);

// The language of len bytes of valid UTF-8 plain text as ISO 639-1 (at most 7
// letters and a NUL) and the share of the text in it, in percent. False, and
// outputs untouched, where it can't be told.
bool psq_shim_language(const char *text, size_t len, char ret_code[8],
	int *ret_percent, bool *ret_reliable);

#ifdef __cplusplus
}
#endif
