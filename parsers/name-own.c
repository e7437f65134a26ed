// name-own.c - which words are the sender's where others' are passed on
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/name-own.h"

#include <string.h>

bool
psq_name_is_forward(const PsqMatter *matter)
{
	static PsqStaticPattern forward = {
		.expression =
			"^ *(?:(?:re|aw|rep) ?: *)*(?:tr|fw|fwd|wg|rv|enc|"
			"i) ?:",
	};
	const PsqFold *subject = matter->subject->fold;
	return psq_pattern_find(psq_pattern_get(&forward), subject->text,
		subject->len, 0, NULL, 0);
}

size_t
psq_name_place(const PsqPassage *passage, const PsqReading *reading)
{
	const PsqFold *fold = passage->fold;
	for (guint i = 0; i < reading->evidence->len; i++) {
		const PsqEvidence *e = g_ptr_array_index(reading->evidence, i);
		if (strcmp(e->why, PSQ_NAME_SIGNED) != 0 ||
			strcmp(e->from, passage->name) != 0) {
			continue;
		}
		size_t at = 0;
		while (at < fold->len && fold->map[at] < e->span.start) {
			at++;
		}
		return at;
	}
	return SIZE_MAX;
}

size_t
psq_name_own_end(const PsqMatter *matter, const PsqReading *reading)
{
	static PsqStaticPattern letter = {
		.expression =
			"\\n *\\n *\\n *\\n[^\\n]{0,200}?[a-z]{3,}[^$]{40}|"
			"\\n *\\n *(?:bonjour|bonsoir|madame|monsieur|"
			"messieurs|mesdames|cher|chere|hello|dear|salut|"
			"coucou|(?:mon|ma) (?:cher|chere|grand|grande|fils|"
			"fille|petite?)|papa|maman|"
			"sehr geehrte|buenos|bom dia|boa tarde)\\b",
	};
	const PsqFold *said = matter->said->fold;
	size_t name = psq_name_place(matter->said, reading);
	bool named = reading->contact.surname != NULL ||
		reading->contact.given_name != NULL;
	if (name == SIZE_MAX) {
		return named && psq_name_is_forward(matter) ? 0 : said->len;
	}
	PsqSpan span;
	return psq_pattern_find(psq_pattern_get(&letter), said->text, said->len,
		       name, &span, 1)
		? span.start
		: said->len;
}
