// letter-dates.c - how a language writes a day, a moment and a subject
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/letter-texts.h"

// A pattern of words.conf with "{name}" replaced by a value.
static char *
put(char *pattern, const char *name, const char *value)
{
	g_autofree char *old = pattern;
	g_autofree char *mark = g_strdup_printf("{%s}", name);
	g_auto(GStrv) parts = g_strsplit(old, mark, -1);
	return g_strjoinv(value, parts);
}

static char *
put_number(char *pattern, const char *name, int width, int number)
{
	g_autofree char *value = g_strdup_printf("%0*d", width, number);
	return put(pattern, name, value);
}

static char *
date_text(const PsqLetterTexts *texts, const char *pattern, int year, int month,
	int day)
{
	char *text =
		g_key_file_get_string(texts->words, "dates", pattern, NULL);
	text = put_number(text, "year", 1, year);
	text = put(text, "month", texts->months[month - 1]);
	return put_number(text, "day", 1, day);
}

char *
psq_letter_moment(const PsqLetterTexts *texts, int64_t at, const char *zone)
{
	g_autoptr(GTimeZone) tz = g_time_zone_new_identifier(zone);
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
	g_autoptr(GDateTime) local = tz != NULL && utc != NULL
		? g_date_time_to_timezone(utc, tz)
		: NULL;
	if (local == NULL) {
		return NULL;
	}
	char *text = date_text(texts, "moment", g_date_time_get_year(local),
		g_date_time_get_month(local),
		g_date_time_get_day_of_month(local));
	text = put_number(text, "hour", 1, g_date_time_get_hour(local));
	return put_number(text, "minute", 2, g_date_time_get_minute(local));
}

char *
psq_letter_day(const PsqLetterTexts *texts, unsigned day)
{
	if (!g_date_valid_julian(day)) {
		return NULL;
	}
	g_autoptr(GDate) date = g_date_new_julian(day);
	return date_text(texts, "day", g_date_get_year(date),
		(int)g_date_get_month(date), g_date_get_day(date));
}

char *
psq_letter_subject(
	const PsqLetterTexts *texts, PsqLetterKind kind, const char *number)
{
	char *pattern = g_key_file_get_string(
		texts->words, "subjects", psq_letter_kind_name(kind), NULL);
	return put(pattern, "number", number);
}
