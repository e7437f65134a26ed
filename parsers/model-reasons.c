// model-reasons.c - the words that speak most for a flag
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/model.h"

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

size_t
psq_model_reasons(const PsqModelSentence *sentence, PsqFlag flag,
	PsqSpan *ret_spans, size_t count)
{
	g_autoptr(GArray) reasons = join_spans(sentence, flag);
	size_t taken = 0;
	for (guint i = 0; i < reasons->len && taken < count; i++) {
		PsqSpan span = g_array_index(reasons, Reason, i).found.span;
		bool free = true;
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
