// times.h - days and times as people in France and as programs read them
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdint.h>

// Seconds since 1970; each is NULL for 0, and freed by the caller.
char *psq_time_iso(int64_t seconds);    // "2026-11-24T13:05:00Z"
char *psq_time_french(int64_t seconds); // "24 novembre 2026 à 14 h 05"
char *psq_time_day(int64_t seconds);    // "24 novembre 2026"

// For tables, in the time of the machine: "24/11/2026 14:05"; NULL for 0.
char *psq_time_short(int64_t seconds);

// The same of a day of ISO 8601, or day itself if it is none.
char *psq_day_french(const char *day);

// "3 min", "2 h 05", "4 j": a span of time.
char *psq_span_french(int64_t seconds);
