// labels.h - the names of what a reading says: kinds, flags, topics, channels
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The same names stand in the schema, in JSON and in lexicon/.
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
	PSQ_KIND_PERSON,
	PSQ_KIND_AUTO_REPLY, // RFC 3834
	PSQ_KIND_BOUNCE,     // RFC 3464, and the bounces without it
	PSQ_KIND_BULK,       // newsletter, list, advertising, spam
	PSQ_KIND_OWN,        // our own letter come back
	PSQ_KIND_COUNT,
} PsqKind;

typedef enum {
	PSQ_FLAG_EMERGENCY,
	PSQ_FLAG_DISTRESS,
	PSQ_FLAG_COMPLAINT,
	PSQ_FLAG_OFFENCE,
	PSQ_FLAG_APPOINTMENT,
	PSQ_FLAG_OUT_OF_SCOPE,
	PSQ_FLAG_COUNT,
} PsqFlag;

typedef enum {
	PSQ_TOPIC_INCIVILITY,
	PSQ_TOPIC_NEIGHBOURHOOD,
	PSQ_TOPIC_GATHERING,
	PSQ_TOPIC_QUESTION,
	PSQ_TOPIC_OBSERVATION,
	PSQ_TOPIC_AUTOMATIC,
	PSQ_TOPIC_OTHER,
	PSQ_TOPIC_COUNT,
} PsqTopic;

typedef enum {
	PSQ_CHANNEL_NONE, // no wish
	PSQ_CHANNEL_PHONE,
	PSQ_CHANNEL_MAIL,
	PSQ_CHANNEL_COUNT,
} PsqChannel;

// Static names; psq_channel_name(PSQ_CHANNEL_NONE) is NULL.
const char *psq_kind_name(PsqKind kind);
const char *psq_flag_name(PsqFlag flag);
const char *psq_topic_name(PsqTopic topic);
const char *psq_channel_name(PsqChannel channel);

// True for the topics that tell of a nuisance at a place: incivility,
// neighbourhood, gathering.
bool psq_topic_is_nuisance(PsqTopic topic);

// False, and *ret_ untouched, where name is none of them.
bool psq_flag_from_name(const char *name, PsqFlag *ret_flag);
bool psq_topic_from_name(const char *name, PsqTopic *ret_topic);
