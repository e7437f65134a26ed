// phone-cues.h - small words that say whose number follows
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words are folded; NULL is none of them.
#pragma once

#include <stdbool.h>

bool psq_cue_is_phone_word(const char *word); // "tel", "portable", "numero"
bool psq_cue_is_reach_verb(const char *word); // "joindre", "rappeler", "call"
bool psq_cue_is_determiner(const char *word); // "ma", "le", "notre"
bool psq_cue_is_fax(const char *word);
bool psq_cue_is_office(const char *word); // "siege", "standard"
