// fuzz.h - what the fuzz targets share
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/lexicon.h"

#include <stddef.h>
#include <stdint.h>

// libFuzzer's entry: one of these a target.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// The lexicon of the source tree (top_srcdir), read once.
const PsqLexicon *psq_fuzz_lexicon(void);

// data as a reader may get it: valid UTF-8 without NUL. The caller frees it.
char *psq_fuzz_text(const uint8_t *data, size_t size);
