// topic.h - what a message is about, one of labels.md's topics
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"

// Sets reading->topic by the rules that fired (PsqHit) and the flags that
// stand in reading already, and adds the evidence.
void psq_topic_read(
	const GArray *hits, const PsqMatter *matter, PsqReading *reading);
