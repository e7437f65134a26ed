// rules-scan.h - which of many patterns are worth trying on a text
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

// All needles (rules-needles.h) of all patterns, looked for at once.
typedef struct PsqScan PsqScan;

PsqScan *psq_scan_new(void);

void psq_scan_free(PsqScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PsqScan, psq_scan_free)

// Says that pattern can match only where one of needles (char *) stands; with
// no needles it is always worth trying.
void psq_scan_add(PsqScan *scan, guint pattern, const GPtrArray *needles);

// Readies the scan for searches, once all patterns are added.
void psq_scan_build(PsqScan *scan);

// Is told of each pattern worth trying, and where its needle begins:
// PSQ_SCAN_ANYWHERE if it has none. A pattern may be told of many times.
typedef void PsqScanFound(guint pattern, size_t at, void *data);

#define PSQ_SCAN_ANYWHERE SIZE_MAX

void psq_scan_each(const PsqScan *scan, const char *text, size_t len,
	PsqScanFound *found, void *data);

// Sets marks[pattern] to mark for each pattern worth trying on text. marks has
// a place for every pattern added.
void psq_scan_mark(const PsqScan *scan, const char *text, size_t len,
	uint32_t *marks, uint32_t mark);

// True if any pattern is worth trying on text; *ret_at is where one of the
// needles of the first line that has any begins, 0 for a pattern without.
bool psq_scan_any(
	const PsqScan *scan, const char *text, size_t len, size_t *ret_at);

// A scan of patterns that stand in C, made at its first use and kept, as
// pattern.h's are. expression gives the n-th pattern's, NULL behind the last.
typedef struct {
	const char *(*expression)(size_t n);
	gsize made; // PsqScan *, set once
} PsqStaticScan;

const PsqScan *psq_scan_get(PsqStaticScan *scan);
