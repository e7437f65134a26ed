// french.h - the words that delegates and operators read
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/labels.h"

// The French for a key of labels.h or of the schema ("out_of_scope" is
// "hors sujet"); the key itself if there is none. Borrowed.
const char *psq_french(const char *key);

// What a wished channel ("phone", "mail") means; NULL for NULL.
const char *psq_french_channel(const char *channel);

// "+33639981234" as people write it: "06 39 98 12 34"; foreign numbers stay
// as they are. The caller frees it.
char *psq_french_phone(const char *e164);
