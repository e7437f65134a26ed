// mojibake.h - text that was encoded as UTF-8 twice ("Ã©tÃ©")
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Text taken for windows-1252 while it was UTF-8 and encoded once more shows
// "Ã©" for "é" and "â€™" for an apostrophe. text is valid UTF-8; the result is
// it with such groups put right, twice over if need be, or NULL if there are
// none. Groups are mended one by one, so that a quoted passage is mended in a
// sound text; only those that no language writes are touched. The caller
// frees the result.
char *psq_mojibake_mend(const char *text);
