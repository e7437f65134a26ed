// post.h - all that goes out, letters and alarms, by one configuration
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/conf.h"
#include "letters/letter.h"

typedef struct PsqPost PsqPost;

// Borrows conf and letters for as long as it lives. In the background unless
// once; then psq_post_round() does all that is due, and is true if nothing
// failed.
PsqPost *psq_post_new(
	const PsqConf *conf, const PsqLetters *letters, bool once);
bool psq_post_round(PsqPost *post);
void psq_post_free(PsqPost *post);
