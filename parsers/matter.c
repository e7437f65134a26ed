// matter.c - what the readers read: the mail and its words, folded once
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/matter.h"

static PsqPassage *
passage(const char *name, const char *text)
{
	return psq_passage_new(name, g_strdup(text != NULL ? text : ""));
}

PsqMatter
psq_matter_new(
	const PsqMail *mail, const PsqQuote *words, const char *own_address)
{
	return (PsqMatter){
		.mail = mail,
		.own_address = own_address,
		.from = passage(
			"from", mail->from != NULL ? mail->from->name : NULL),
		.subject = passage("subject", mail->subject),
		.said = passage("said", words->said),
		.signature = passage("signature", words->signature),
		.quoted = passage("quoted", words->quoted),
	};
}

void
psq_matter_clear(PsqMatter *matter)
{
	g_clear_pointer(&matter->from, psq_passage_free);
	g_clear_pointer(&matter->subject, psq_passage_free);
	g_clear_pointer(&matter->said, psq_passage_free);
	g_clear_pointer(&matter->signature, psq_passage_free);
	g_clear_pointer(&matter->quoted, psq_passage_free);
}
