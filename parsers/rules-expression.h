// rules-expression.h - the regular expressions of rules, written for people
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/error.h"

// The letters of a definition's name.
#define PSQ_DEFINE_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ_"

// Makes a plain expression (pattern.h) of value: {NAME} becomes what defines
// (name -> expanded expression) says of it, and every apostrophe may be missing
// or a space, as people write it (\' is strict). Fails with PSQ_ERR_CONFIG when a name is not
// defined, and when value holds capitals or accents, which folded text never
// has. The caller frees the result.
char *psq_expression_expand(GHashTable *defines, const char *value,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
