// labels.c - the names of what a reading says: kinds, flags, topics, channels
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/labels.h"

static const char *const kinds[] = {
	[PSQ_KIND_PERSON] = "person",
	[PSQ_KIND_AUTO_REPLY] = "auto_reply",
	[PSQ_KIND_BOUNCE] = "bounce",
	[PSQ_KIND_BULK] = "bulk",
	[PSQ_KIND_OWN] = "own",
};
static const char *const flags[] = {
	[PSQ_FLAG_EMERGENCY] = "emergency",
	[PSQ_FLAG_DISTRESS] = "distress",
	[PSQ_FLAG_COMPLAINT] = "complaint",
	[PSQ_FLAG_OFFENCE] = "offence",
	[PSQ_FLAG_APPOINTMENT] = "appointment",
	[PSQ_FLAG_OUT_OF_SCOPE] = "out_of_scope",
};
static const char *const topics[] = {
	[PSQ_TOPIC_INCIVILITY] = "incivility",
	[PSQ_TOPIC_NEIGHBOURHOOD] = "neighbourhood",
	[PSQ_TOPIC_GATHERING] = "gathering",
	[PSQ_TOPIC_QUESTION] = "question",
	[PSQ_TOPIC_OBSERVATION] = "observation",
	[PSQ_TOPIC_AUTOMATIC] = "automatic",
	[PSQ_TOPIC_OTHER] = "other",
};
static const char *const channels[] = {
	[PSQ_CHANNEL_NONE] = NULL,
	[PSQ_CHANNEL_PHONE] = "phone",
	[PSQ_CHANNEL_MAIL] = "mail",
};
G_STATIC_ASSERT(G_N_ELEMENTS(kinds) == PSQ_KIND_COUNT);
G_STATIC_ASSERT(G_N_ELEMENTS(flags) == PSQ_FLAG_COUNT);
G_STATIC_ASSERT(G_N_ELEMENTS(topics) == PSQ_TOPIC_COUNT);
G_STATIC_ASSERT(G_N_ELEMENTS(channels) == PSQ_CHANNEL_COUNT);

const char *
psq_kind_name(PsqKind kind)
{
	g_assert((size_t)kind < G_N_ELEMENTS(kinds));
	return kinds[kind];
}

const char *
psq_flag_name(PsqFlag flag)
{
	g_assert((size_t)flag < G_N_ELEMENTS(flags));
	return flags[flag];
}

const char *
psq_topic_name(PsqTopic topic)
{
	g_assert((size_t)topic < G_N_ELEMENTS(topics));
	return topics[topic];
}

const char *
psq_channel_name(PsqChannel channel)
{
	g_assert((size_t)channel < G_N_ELEMENTS(channels));
	return channels[channel];
}

// The place of name among names, or -1.
static int
find(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (g_strcmp0(names[i], name) == 0) {
			return (int)i;
		}
	}
	return -1;
}

bool
psq_flag_from_name(const char *name, PsqFlag *ret_flag)
{
	int at = find(flags, G_N_ELEMENTS(flags), name);
	if (at < 0) {
		return false;
	}
	*ret_flag = (PsqFlag)at;
	return true;
}

bool
psq_topic_from_name(const char *name, PsqTopic *ret_topic)
{
	int at = find(topics, G_N_ELEMENTS(topics), name);
	if (at < 0) {
		return false;
	}
	*ret_topic = (PsqTopic)at;
	return true;
}

bool
psq_topic_is_nuisance(PsqTopic topic)
{
	return topic == PSQ_TOPIC_INCIVILITY ||
		topic == PSQ_TOPIC_NEIGHBOURHOOD ||
		topic == PSQ_TOPIC_GATHERING;
}
