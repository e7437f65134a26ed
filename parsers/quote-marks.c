// quote-marks.c - where a client says that an earlier message follows
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/quote-marks.h"

#include "parsers/quote-headers.h"

#include <string.h>

enum {
	MAX_SEPARATOR = 80,    // bytes of a line such as "--- ... ---"
	MAX_ATTRIBUTION = 420, // bytes of "Le ... a écrit :", joined
	ATTRIBUTION_LINES = 4, // over which it may be broken
};

#define RULE "[-_*=~ ]"

// "-----Message d'origine-----", "----- Mail original -----"
static PsqStaticPattern reply_separator = {
	.expression =
		"^" RULE "{2,}(?:message d[ ']? ?origine|(?:message|"
		"mail|courriel|e-mail) (?:original|d'origine|initial|"
		"precedent)|original message|message original|ursprungliche "
		"(?:nachricht|mail)|original-?nachricht|mensaje original|"
		"messaggio originale|mensagem original|oorspronkelijk "
		"bericht)[ :]*" RULE "*$",
};

// "---------- Message transféré ---------", "Début du message réexpédié :"
static PsqStaticPattern forward_separator = {
	.expression =
		"^(?:" RULE "{2,}(?:debut du )?(?:(?:message|mail|"
		"courriel|e-mail) (?:transfere|reexpedie|renvoye|transmis)|"
		"forwarded (?:message|mail)|weitergeleitete (?:nachricht|"
		"mail)|mensaje reenviado|messaggio inoltrato|mensagem "
		"(?:encaminhada|reencaminhada)|doorgestuurd bericht)[ :]*" RULE
		"*|(?:debut du message (?:transfere|reexpedie)|begin "
		"forwarded message|anfang der weitergeleiteten (?:nachricht|"
		"e-mail)|inicio del mensaje reenviado|inizio messaggio "
		"inoltrato|inicio da mensagem (?:encaminhada|reencaminhada)) "
		"?:)$",
};

// A rule of signs only, as Outlook on the web puts above its headers.
static PsqStaticPattern rule_line = { .expression = "^[-_=]{10,}$" };

#define HOUR "[0-9][:.][0-9]{2}"
// "... nous a écrit :" is told by the sender, not by his client.
#define NOT_ME "(?<! nous)(?<! vous)(?<! lui)(?<! leur)(?<! qui)(?<! me)"
#define STAMP  "(?=.*(?:" HOUR ".{0,24},|@))"

// "Le lun. 3 juin 2024 à 10:12, Jean <j@x> a écrit :" and its sisters. An
// address, or an hour as clients write it and a comma, must stand in it: "Le
// 3 juin à 10h30 M. Durand nous a écrit :" is the sender's own sentence.
static PsqStaticPattern attribution = {
	// clang-format off
	.expression = "^[-* ]*(?:"
		"le " STAMP ".{3,380}?" NOT_ME " a (?:e-)?ecrit|"
		"on " STAMP ".{3,380}? wrote|"
		"am (?=.*" HOUR ").{3,380}? schrieb\\b.{0,120}|"
		"el " STAMP ".{3,380}? escribio|"
		"il " STAMP ".{3,380}? ha scritto|"
		"em " STAMP ".{3,380}? escreveu|"
		"op (?=.*" HOUR ").{3,380}? schreef\\b.{0,120}"
		") ?:[-* ]*$",
	// clang-format on
};

// The same in any language: a day, an hour and <address>, then a colon.
static PsqStaticPattern any_attribution = {
	.expression = "^(?=.*" HOUR
		      ").*<(?:mailto:)?[^ <>@]+@[^ <>@]+>.{0,60}:[-* ]*$",
};

// "Jean Dupont a écrit :" alone; it counts only above ">" lines.
static PsqStaticPattern bare_attribution = {
	// clang-format off
	.expression = "^[-* ]*.{3,120}?" NOT_ME
		"(?: a (?:e-)?ecrit| wrote| schrieb| escribio) ?:[-* ]*$",
	// clang-format on
};

static PsqStaticPattern address = {
	.expression = "[a-z0-9._%+-]+@[a-z0-9.-]+[a-z]",
};

static void
set_author(PsqQuoteMark *mark, const char *text, size_t len)
{
	PsqSpan span;
	mark->author[0] = '\0';
	if (psq_pattern_find(
		    psq_pattern_get(&address), text, len, 0, &span, 1)) {
		size_t size =
			MIN(span.end - span.start + 1, sizeof mark->author);
		g_strlcpy(mark->author, text + span.start, size);
	}
}

// The header block at line first, as a mark that begins there.
static bool
read_headers(
	const PsqQuoteLines *lines, guint first, bool loose, PsqQuoteMark *mark)
{
	PsqHeaderBlock block;
	if (!psq_quote_headers_read(lines, first, loose, &block)) {
		return false;
	}
	const PsqQuoteLine *from = &lines->line[block.from_line];
	mark->end = block.end;
	set_author(mark, from->fold + block.from.start,
		block.from.end - block.from.start);
	return true;
}

static bool
read_separator(const PsqQuoteLines *lines, guint i, PsqQuoteMark *mark)
{
	const PsqQuoteLine *line = &lines->line[i];
	bool forward = psq_quote_line_matches(line, &forward_separator);
	bool reply = !forward && psq_quote_line_matches(line, &reply_separator);
	bool rule =
		!forward && !reply && psq_quote_line_matches(line, &rule_line);
	*mark = (PsqQuoteMark){ .first = i, .end = i + 1, .forward = forward };
	guint next = psq_quote_lines_next(lines, i + 1);
	bool headers = (forward || reply || rule) &&
		read_headers(lines, next, forward || reply, mark);
	return forward || reply || headers;
}

// The lines from first to last as one, a space between them; false if it is
// too long or a blank line stands among them.
static bool
join(const PsqQuoteLines *lines, guint first, guint last, GString *joined)
{
	g_string_truncate(joined, 0);
	for (guint i = first; i <= last; i++) {
		const PsqQuoteLine *line = &lines->line[i];
		if (line->fold_len == 0 ||
			joined->len + line->fold_len > MAX_ATTRIBUTION) {
			return false;
		}
		if (i > first) {
			g_string_append_c(joined, ' ');
		}
		g_string_append_len(joined, line->fold, (gssize)line->fold_len);
	}
	return true;
}

// An attribution that ends at line last; it begins at most three lines above,
// not before floor.
static bool
find_attribution(const PsqQuoteLines *lines, guint floor, guint last,
	PsqStaticPattern *pattern, GString *joined, PsqQuoteMark *mark)
{
	for (guint up = 0; up < ATTRIBUTION_LINES && up <= last - floor; up++) {
		if (!join(lines, last - up, last, joined)) {
			return false;
		}
		if (psq_pattern_find(psq_pattern_get(pattern), joined->str,
			    joined->len, 0, NULL, 0)) {
			*mark = (PsqQuoteMark){ .first = last - up,
				.end = last + 1 };
			set_author(mark, joined->str, joined->len);
			mark->weak = mark->author[0] == '\0';
			return true;
		}
	}
	return false;
}

static bool
above_signs(const PsqQuoteLines *lines, guint end)
{
	guint next = psq_quote_lines_written(lines, end);
	return next < lines->count && lines->line[next].depth > 0;
}

static bool
read_attribution(
	const PsqQuoteLines *lines, guint floor, guint i, PsqQuoteMark *mark)
{
	g_autoptr(GString) joined = g_string_sized_new(MAX_ATTRIBUTION);
	if (find_attribution(lines, floor, i, &attribution, joined, mark) ||
		find_attribution(
			lines, floor, i, &any_attribution, joined, mark)) {
		return true;
	}
	return lines->line[i].depth == 0 && above_signs(lines, i + 1) &&
		find_attribution(lines, i, i, &bare_attribution, joined, mark);
}

// The three below are cheap looks, as most lines of a text are no marks.
static bool
may_be_separator(const PsqQuoteLine *line)
{
	size_t len = line->fold_len;
	if (len < 8 || len > MAX_SEPARATOR) {
		return false;
	}
	return strchr("-_*=~", line->fold[0]) != NULL ||
		(line->fold[len - 1] == ':' &&
			strchr("dbai", line->fold[0]) != NULL);
}

static bool
may_end_attribution(const PsqQuoteLine *line)
{
	size_t len = line->fold_len;
	while (len > 0 && strchr("-* ", line->fold[len - 1]) != NULL) {
		len--;
	}
	return len > 1 && line->fold[len - 1] == ':' && len < MAX_ATTRIBUTION;
}

static bool
may_begin_headers(const PsqQuoteLine *line)
{
	return strchr("defvmsgi*|", line->fold[0]) != NULL &&
		(memchr(line->fold, ':', MIN(line->fold_len, (size_t)30)) ||
			line->fold[0] == 'm');
}

static bool
read_mark(const PsqQuoteLines *lines, guint i, PsqQuoteCursor *cursor,
	PsqQuoteMark *mark)
{
	const PsqQuoteLine *line = &lines->line[i];
	if (line->fold_len == 0 || cursor->budget == 0) {
		return false;
	}
	bool separator = may_be_separator(line);
	bool headers = may_begin_headers(line);
	bool attributed = may_end_attribution(line);
	if (!(separator || headers || attributed)) {
		return false;
	}
	cursor->budget--;
	if (separator && read_separator(lines, i, mark)) {
		return true;
	}
	*mark = (PsqQuoteMark){ .first = i };
	return (headers && read_headers(lines, i, false, mark)) ||
		(attributed && read_attribution(lines, cursor->at, i, mark));
}

bool
psq_quote_mark_next(const PsqQuoteLines *lines, PsqQuoteCursor *cursor,
	PsqQuoteMark *ret_mark)
{
	for (guint i = cursor->at; i < lines->count; i++) {
		PsqQuoteMark mark;
		if (read_mark(lines, i, cursor, &mark)) {
			cursor->at = mark.end;
			*ret_mark = mark;
			return true;
		}
	}
	cursor->at = lines->count;
	return false;
}
