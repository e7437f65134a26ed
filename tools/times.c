// times.c - days and times as people in France and as programs read them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "tools/times.h"

#include <stdio.h>

static const char *const months[] = { "janvier", "février", "mars", "avril",
	"mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
	"décembre" };

static char *
day_text(int day, int month, int year)
{
	return g_strdup_printf("%d%s %s %d", day, day == 1 ? "er" : "",
		months[month - 1], year);
}

static GDateTime *
in_france(int64_t seconds)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Paris");
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(seconds);
	return zone != NULL ? g_date_time_to_timezone(utc, zone)
			    : g_date_time_ref(utc);
}

char *
psq_time_iso(int64_t seconds)
{
	if (seconds == 0) {
		return NULL;
	}
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(seconds);
	return g_date_time_format(utc, "%Y-%m-%dT%H:%M:%SZ");
}

char *
psq_time_day(int64_t seconds)
{
	if (seconds == 0) {
		return NULL;
	}
	g_autoptr(GDateTime) time = in_france(seconds);
	return day_text(g_date_time_get_day_of_month(time),
		g_date_time_get_month(time), g_date_time_get_year(time));
}

char *
psq_time_french(int64_t seconds)
{
	if (seconds == 0) {
		return NULL;
	}
	g_autoptr(GDateTime) time = in_france(seconds);
	g_autofree char *day = psq_time_day(seconds);
	return g_strdup_printf("%s à %d h %02d", day,
		g_date_time_get_hour(time), g_date_time_get_minute(time));
}

char *
psq_time_short(int64_t seconds)
{
	if (seconds == 0) {
		return NULL;
	}
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(seconds);
	return g_date_time_format(time, "%d/%m/%Y %H:%M");
}

char *
psq_day_french(const char *day)
{
	int y, m, d;
	if (sscanf(day, "%d-%d-%d", &y, &m, &d) != 3 || m < 1 || m > 12) {
		return g_strdup(day);
	}
	return day_text(d, m, y);
}

char *
psq_span_french(int64_t seconds)
{
	int64_t minutes = seconds / 60;
	if (minutes < 60) {
		return g_strdup_printf(
			"%" G_GINT64_FORMAT " min", (gint64)minutes);
	}
	if (minutes < 48 * 60) {
		return g_strdup_printf(
			"%d h %02d", (int)(minutes / 60), (int)(minutes % 60));
	}
	return g_strdup_printf(
		"%" G_GINT64_FORMAT " j", (gint64)(minutes / 60 / 24));
}
