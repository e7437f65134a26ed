// reading-params.h - a reading as the database's type psq.reading
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/reading.h"
#include "store/query.h"

// What psq_params_reading() adds, as one value of SQL: parameters $1 to $27,
// in the order of psq.reading. Others follow from $28 on.
// clang-format off
#define PSQ_READING_SQL \
	"ROW($1::text, " /* kind */ \
	"$2::text, " /* message_id */ \
	"$3::text, " /* in_reply_to */ \
	"$4::text[], " /* refs */ \
	"$5::text, " /* from_name */ \
	"$6::text, " /* from_address */ \
	"$7::text, " /* subject */ \
	"$8::text, " /* said */ \
	"$9::text, " /* quoted */ \
	"$10::text, " /* signature */ \
	"$11::text, " /* language */ \
	"$12::bigint, " /* sent_at */ \
	"$13::integer, " /* sent_utc_offset */ \
	"$14::jsonb, " /* attachments */ \
	"$15::text[], " /* notes */ \
	"$16::jsonb, " /* evidence */ \
	"$17::text, " /* topic */ \
	"$18::text[], " /* flags */ \
	"$19::text, " /* place */ \
	"$20::text, " /* surname */ \
	"$21::text, " /* given_name */ \
	"$22::text[], " /* phones */ \
	"$23::text, " /* channel */ \
	"$24::boolean, " /* anonymous */ \
	"$25::text, " /* call_hours */ \
	"$26::text, " /* commune */ \
	"$27::text)::psq.reading" /* commune_name */
// clang-format on

// Adds all fields of reading; they must be the first parameters.
void psq_params_reading(PsqParams *params, const PsqReading *reading);
