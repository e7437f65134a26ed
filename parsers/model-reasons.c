// model-reasons.c - the words that speak most for a flag
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/model.h"

#include <string.h>

// What all features of one span say together.
typedef struct {
	PsqFound found;
	double weight;
} Reason;

static int
by_place(gconstpointer a, gconstpointer b)
{
	const PsqFound *x = a;
	const PsqFound *y = b;
	if (x->span.start != y->span.start) {
		return x->span.start < y->span.start ? -1 : 1;
	}
	return x->span.end < y->span.end ? -1 : x->span.end > y->span.end;
}

static int
by_weight(gconstpointer a, gconstpointer b)
{
	const Reason *x = a;
	const Reason *y = b;
	if (x->weight < y->weight || x->weight > y->weight) {
		return x->weight > y->weight ? -1 : 1;
	}
	return by_place(&x->found, &y->found);
}

// The features of the sentence that speak for the flag, by their place.
static GArray *
speaking_for(const PsqModelSentence *sentence, PsqFlag flag)
{
	GArray *found = psq_model_find(sentence);
	guint kept = 0;
	for (guint i = 0; i < found->len; i++) {
		const PsqFound *f = &g_array_index(found, PsqFound, i);
		if (f->row->weights[PSQ_MODEL_SENTENCES + flag] > 0) {
			g_array_index(found, PsqFound, kept++) = *f;
		}
	}
	g_array_set_size(found, kept);
	g_array_sort(found, by_place);
	return found;
}

// One reason a span.
static GArray *
join_spans(const PsqModelSentence *sentence, PsqFlag flag)
{
	g_autoptr(GArray) found = speaking_for(sentence, flag);
	GArray *reasons = g_array_new(FALSE, FALSE, sizeof(Reason));
	for (guint i = 0; i < found->len; i++) {
		const PsqFound *f = &g_array_index(found, PsqFound, i);
		double weight =
			f->value * f->row->weights[PSQ_MODEL_SENTENCES + flag];
		Reason *last = reasons->len > 0
			? &g_array_index(reasons, Reason, reasons->len - 1)
			: NULL;
		if (last != NULL && by_place(&last->found, f) == 0) {
			last->weight += weight;
		} else {
			Reason reason = { *f, weight };
			g_array_append_val(reasons, reason);
		}
	}
	g_array_sort(reasons, by_weight);
	return reasons;
}

// Words that weigh something in the sum and say nothing to whoever reads them.
static bool
is_small(const char *word, size_t len)
{
	static const char small[] =
		" ai alors and are auf au aussi aux avec avez avoir avons bien "
		"ca car ce cela ces cet cette chez comme con dans das dem den "
		"der des deux die dit donc dont du ein eine elle elles en "
		"encore "
		"est et eux fait for from has have ici il ils ist jai je juste "
		"la "
		"las le les leur leurs los lui ma mais me meme mes mon nos "
		"notre "
		"nous of on ont ou par pas plus pour puis quand que qui quoi "
		"sa "
		"sans se ses si son sont suis sur the their there this tout "
		"tous "
		"toute tres und une uns van vers voila von vos votre vous was "
		"with you your ";
	enum { MOST = 8 };
	char spaced[MOST + 3] = " ";
	if (len < 3 || len > MOST) {
		return len < 3;
	}
	memcpy(spaced + 1, word, len);
	spaced[len + 1] = ' ';
	return strstr(small, spaced) != NULL;
}

// True if a word in the span says something.
static bool
is_telling(const char *text, PsqSpan span)
{
	size_t start = span.start;
	for (size_t i = span.start; i <= span.end; i++) {
		bool letter = i < span.end &&
			(g_ascii_isalpha(text[i]) || (signed char)text[i] < 0);
		if (!letter) {
			if (!is_small(text + start, i - start)) {
				return true;
			}
			start = i + 1;
		}
	}
	return false;
}

size_t
psq_model_reasons(const PsqModelSentence *sentence, PsqFlag flag,
	PsqSpan *ret_spans, size_t count)
{
	g_autoptr(GArray) reasons = join_spans(sentence, flag);
	size_t taken = 0;
	for (guint i = 0; i < reasons->len && taken < count; i++) {
		PsqSpan span = g_array_index(reasons, Reason, i).found.span;
		bool free = is_telling(sentence->said->fold->text, span);
		for (size_t j = 0; j < taken; j++) {
			free = free &&
				(span.end <= ret_spans[j].start ||
					span.start >= ret_spans[j].end);
		}
		if (free) {
			ret_spans[taken++] = span;
		}
	}
	return taken;
}
