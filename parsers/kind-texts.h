// kind-texts.h - machines' mail by its words, where its head says nothing
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/kind-score.h"

// Counts the marks of subject, said and signature, and score->doubt.
void psq_kind_texts_read(const PsqMatter *matter, PsqKindScore *score);
