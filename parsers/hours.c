// hours.c - the hours at which the sender asks to be called
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Only hours that stand beside words of being reached ("me joindre après 18 h",
// "le soir je suis joignable") or beside the sender's own number: residents
// write of the nuisance's hours far more often.
#include "config.h"

#include "parsers/flat.h"
#include "parsers/hours-patterns.h"
#include "parsers/reading.h"

#include <string.h>

// A sentence in which hours are looked for.
typedef struct {
	const PsqPassage *passage;
	PsqFlat *flat;
	PsqReading *reading;
	GArray *found; // PsqSpan of flat
} Sentence;

enum { GROUPS = 3 }; // with the match itself

static bool
find(const Sentence *s, PsqStaticPattern *pattern, size_t from,
	PsqSpan ret_spans[GROUPS])
{
	return psq_pattern_find(psq_pattern_get(pattern), s->flat->text,
		s->flat->len, from, ret_spans, GROUPS);
}

// Adds hours; what only a comma or "et" parts from the hours before becomes
// one with them.
static void
add_hours(Sentence *s, PsqSpan span)
{
	if (s->found->len > 0) {
		PsqSpan *last =
			&g_array_index(s->found, PsqSpan, s->found->len - 1);
		PsqSpan joint[GROUPS];
		bool joined = span.start >= last->end &&
			find(s, &psq_hours_joint, last->end, joint) &&
			joint[0].end == span.start;
		if (joined || span.start < last->end) {
			last->end = MAX(last->end, span.end);
			return;
		}
	}
	g_array_append_val(s->found, span);
}

// All hours that follow at at, with nothing but words of passage between them.
static void
take_following(Sentence *s, size_t at)
{
	PsqSpan spans[GROUPS];
	while (find(s, &psq_hours_following, at, spans) &&
		spans[0].start == at) {
		add_hours(s, spans[1]);
		at = spans[0].end;
	}
}

// True if the digits at span are the end of one of the sender's numbers.
static bool
is_own_number(const Sentence *s, PsqSpan span)
{
	enum { COUNTED = 9 };
	char digits[COUNTED + 1] = { 0 };
	size_t count = COUNTED;
	for (size_t i = span.end; i > span.start && count > 0; i--) {
		if (g_ascii_isdigit(s->flat->text[i - 1])) {
			digits[--count] = s->flat->text[i - 1];
		}
	}
	const GPtrArray *phones = s->reading->contact.phones;
	for (guint i = 0; i < phones->len && count == 0; i++) {
		if (g_str_has_suffix(g_ptr_array_index(phones, i), digits)) {
			return true;
		}
	}
	return false;
}

// "me joindre après 18 h", "ne pas m'appeler avant 14 h": where the asking is
// denied, the denial belongs to the hours. True if anything is asked.
static bool
read_cues(Sentence *s)
{
	bool any = false;
	PsqSpan spans[GROUPS];
	for (size_t at = 0; find(s, &psq_hours_cue, at, spans);
		at = MAX(spans[0].end, at + 1)) {
		any = true;
		guint before = s->found->len;
		take_following(s, spans[0].end);
		PsqSpan denial = spans[1];
		if (denial.end > denial.start && s->found->len > before) {
			g_array_index(s->found, PsqSpan, before).start =
				denial.start;
		}
	}
	return any;
}

// The sender's own numbers; true if there is any.
static bool
read_numbers(Sentence *s)
{
	bool any = false;
	PsqSpan spans[GROUPS];
	for (size_t at = 0; find(s, &psq_hours_number, at, spans);
		at = spans[0].end) {
		if (is_own_number(s, spans[0])) {
			any = true;
			take_following(s, spans[0].end);
		}
	}
	return any;
}

// "le matin je suis joignable", "après 18 h au 06 ...".
static void
read_leading(Sentence *s)
{
	PsqSpan spans[GROUPS];
	for (size_t at = 0; find(s, &psq_hours_leading, at, spans);
		at = MAX(spans[1].end, at + 1)) {
		bool is_number = spans[2].end > spans[2].start;
		if (!is_number || is_own_number(s, spans[2])) {
			add_hours(s, spans[1]);
		}
	}
}

static int
by_start(gconstpointer a, gconstpointer b)
{
	const PsqSpan *x = a;
	const PsqSpan *y = b;
	return x->start < y->start ? -1 : x->start > y->start;
}

static char *
tell(Sentence *s)
{
	GString *text = g_string_new(NULL);
	g_array_sort(s->found, by_start);
	for (guint i = 0; i < s->found->len; i++) {
		PsqSpan span = psq_flat_back(
			s->flat, g_array_index(s->found, PsqSpan, i));
		g_autofree char *cut = psq_passage_cut(s->passage, span);
		g_strdelimit(cut, "\r\n", ' ');
		g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", cut);
		psq_evidence_add(s->reading->evidence, "call_hours", s->passage,
			span, "heures où rappeler", 0.85);
	}
	return g_string_free(text, FALSE);
}

// True if the sentence gave hours.
static bool
read_sentence(const PsqPassage *passage, PsqSpan span, PsqReading *reading)
{
	g_autoptr(PsqFlat) flat = psq_flat_new(passage->fold->text, span);
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(PsqSpan));
	Sentence s = { passage, flat, reading, found };
	PsqSpan no[GROUPS];
	if (find(&s, &psq_hours_not, 0, no)) {
		return false;
	}
	bool cues = read_cues(&s);
	bool numbers = read_numbers(&s);
	if (found->len == 0 && (cues || numbers)) {
		read_leading(&s);
	}
	if (found->len == 0) {
		return false;
	}
	reading->contact.call_hours = tell(&s);
	return true;
}

// True if the sentence has as many digits as the shortest number.
static bool
has_digits(const PsqFold *fold, PsqSpan sentence)
{
	enum { FEWEST = 8 };
	size_t digits = 0;
	for (size_t i = sentence.start; i < sentence.end; i++) {
		digits += fold->text[i] >= '0' && fold->text[i] <= '9';
	}
	return digits >= FEWEST;
}

static bool
may_tell(const PsqFold *fold, PsqSpan sentence)
{
	return psq_pattern_find(psq_pattern_get(&psq_hours_hint), fold->text,
		       sentence.end, sentence.start, NULL, 0) ||
		(has_digits(fold, sentence) &&
			psq_pattern_find(psq_pattern_get(&psq_hours_digits),
				fold->text, sentence.end, sentence.start, NULL,
				0));
}

void
psq_hours_read(
	const PsqLexicon *lexicon, const PsqMatter *matter, PsqReading *reading)
{
	(void)lexicon;
	const PsqPassage *const passages[] = { matter->said, matter->signature,
		matter->subject };
	for (size_t i = 0; i < G_N_ELEMENTS(passages); i++) {
		const PsqPassage *p = passages[i];
		for (guint j = 0; j < p->sentences->len; j++) {
			PsqSpan span = g_array_index(p->sentences, PsqSpan, j);
			if (may_tell(p->fold, span) &&
				read_sentence(p, span, reading)) {
				return;
			}
		}
	}
}
