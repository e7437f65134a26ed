// letter-order.c - a letter of the database as the composer wants it
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/letter-order.h"

// Stations overseas write their own hours: not before they have a zone.
static const char zone[] = "Europe/Paris";

static unsigned
flags_of(const GPtrArray *names)
{
	unsigned flags = 0;
	for (guint i = 0; i < names->len; i++) {
		PsqFlag flag;
		if (psq_flag_from_name(g_ptr_array_index(names, i), &flag)) {
			flags |= 1U << flag;
		}
	}
	return flags;
}

static unsigned
julian_of(const char *day)
{
	g_autoptr(GDate) date = g_date_new();
	if (day != NULL) {
		g_date_set_parse(date, day);
	}
	return g_date_valid(date) ? g_date_get_julian(date) : 0;
}

GBytes *
psq_letter_order_compose(
	const PsqLetters *letters, const PsqOutgoing *outgoing, GError **error)
{
	PsqLetterOrder order = {
		.station = {
			.name = outgoing->station_name,
			.mail = outgoing->station_mail,
			.address = outgoing->postal_address,
			.phone = outgoing->phone,
			.answers = outgoing->answers,
		},
		.language = outgoing->language,
		.number = outgoing->number,
		.received_at = outgoing->received_at,
		.sent_at = outgoing->queued_at,
		.zone = zone,
		.deadline = julian_of(outgoing->deadline),
		.flags = flags_of(outgoing->flags),
		.safe = outgoing->safe,
		.said = outgoing->said,
		.signature = outgoing->signature,
		.token = outgoing->token,
		.to = outgoing->to,
		.message_id = outgoing->message_id,
		.in_reply_to = outgoing->in_reply_to,
		.references = outgoing->references,
	};
	if (!psq_letter_kind_from_name(outgoing->kind, &order.kind)) {
		return psq_fail_null(error, PSQ_ERR_MESSAGE,
			"a letter of the unknown kind \"%s\"", outgoing->kind);
	}
	return psq_letter_compose(letters, &order, error);
}
