// kind-text-rules.h - the shape of the tables of machines' words
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/kind-score.h"

typedef enum {
	TEXT_SUBJECT = PSQ_MARK_SUBJECT,
	TEXT_SPAM = PSQ_MARK_SPAM,
	TEXT_AUTOMATIC = PSQ_MARK_TEXT,
	TEXT_NO_ANSWER,
	TEXT_ABSENT,
	TEXT_NO_ACCESS,
	TEXT_DEPUTY,
	TEXT_COLLEAGUE,
	TEXT_BACK,
	TEXT_RECEIVED,
	TEXT_SOON,
	TEXT_NUMBER,
	TEXT_READ,
	TEXT_RECEIPT,
	TEXT_ROBOT,
	TEXT_CLICK,
	TEXT_HELD,
	TEXT_FILTER,
	TEXT_UNDELIVERED,
	TEXT_SMTP,
	TEXT_MAILBOX,
	TEXT_REASON,
	TEXT_UNSUBSCRIBE,
	TEXT_BROWSER,
	TEXT_WHY_YOU,
	TEXT_NEWSLETTER,
	TEXT_PROMOTION,
	TEXT_APPEAL,
	TEXT_OFFER,
	TEXT_DEAR_CLIENT,
	TEXT_SURVEY,
	TEXT_OPT_IN,
	TEXT_IGNORE,
	TEXT_NOTICE,
	TEXT_FOOTER,
	TEXT_UPKEEP,
	TEXT_REMINDER,
	TEXT_PHISHING,
	TEXT_FEES,
	TEXT_DEADLINE,
	TEXT_MONEY,
	TEXT_LEGACY,
	TEXT_FAITH,
	TEXT_ILLNESS,
	TEXT_LOAN,
	TEXT_CASH,
	TEXT_SUMMONS,
	TEXT_LUCK,
	TEXT_SITES,
	TEXT_SUBSIDY,
	TEXT_BLACKMAIL,
	TEXT_TRADE,
	TEXT_EVENT,
	TEXT_NOTIFICATION,
	TEXT_DIGEST,
	TEXT_MACHINE,
	TEXT_END,
} PsqTextGroup;

G_STATIC_ASSERT((int)TEXT_END <= (int)PSQ_MARK_COUNT);

enum { IN_SUBJECT = 1 << 0, IN_SAID = 1 << 1, ANYWHERE = 3 };

#define AUTO   (1 << PSQ_KIND_AUTO_REPLY)
#define BOUNCE (1 << PSQ_KIND_BOUNCE)
#define BULK   (1 << PSQ_KIND_BULK)

// Messages, as machines call them.
#define MAIL "(?:messages?|courriels?|mails?|e-?mails?|courriers?)"

typedef struct {
	PsqTextGroup group;
	int kinds; // AUTO | BOUNCE | BULK
	int weight;
	int where;
	const char *why;          // in French
	PsqStaticPattern pattern; // on folded text
} PsqTextRule;

typedef struct {
	PsqTextRule *rule; // only the patterns' slots ever change
	size_t count;
} PsqTextRules;

extern const PsqTextRules psq_kind_texts_auto;
extern const PsqTextRules psq_kind_texts_bulk;
extern const PsqTextRules psq_kind_texts_spam;
