// post.c - all that goes out, letters and alarms, by one configuration
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "daemon/post.h"

#include "daemon/bell.h"
#include "daemon/outbox.h"

struct PsqPost {
	PsqErrand *bell; // apart: a slow mail server delays no alarm
	PsqErrand *outbox;
};

PsqPost *
psq_post_new(const PsqConf *conf, const PsqLetters *letters, bool once)
{
	PsqPost *post = g_new0(PsqPost, 1);
	post->bell = psq_bell_new(conf);
	post->outbox = psq_outbox_new(conf, letters);
	if (!once) {
		psq_errand_start(post->bell);
		psq_errand_start(post->outbox);
	}
	return post;
}

bool
psq_post_round(PsqPost *post)
{
	bool rung = psq_errand_round(post->bell);
	return psq_errand_round(post->outbox) && rung;
}

void
psq_post_free(PsqPost *post)
{
	if (post == NULL) {
		return;
	}
	psq_errand_free(post->bell);
	psq_errand_free(post->outbox);
	g_free(post);
}
