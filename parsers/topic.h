// topic.h - what a message is about, one of the topics of labels.h
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

// Sets reading->topic by the model's scores (NULL without a model), else by
// the rules that fired (PsqHit), and by the flags that stand in reading
// already; adds the evidence.
void psq_topic_read(const GArray *hits, const PsqScores *scores,
	const PsqMatter *matter, PsqReading *reading);
