// quote.c - the sender's own words, apart from quotes and signature
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/quote.h"

#include "parsers/quote-history.h"
#include "parsers/signature.h"

enum {
	MAX_NESTED = 8,      // forwards of forwards that are looked through
	COVER_WORDS = 30,    // of a forward's own words, if they only hand on
	POINTING_WORDS = 60, // likewise, if they point at it and ask for help
	EMPTY_COVER = 4,     // words that say nothing whatever they are
};

typedef struct {
	const PsqMail *mail;
	PsqQuoteLines *lines;
	bool reply;   // the head says that it answers or forwards
	bool forward; // the subject or a mark says that it forwards
	PsqQuoteHistory history;
} Split;

static PsqStaticPattern reply_subject = {
	.expression = "^ *(?:\\[[^\\]]{0,40}\\] *)?(?:re|rep|reponse|tr|fw|"
		      "fwd|aw|wg|rv|enc|sv|antw|r|i)(?:\\[[0-9]+\\])? ?:",
};

static PsqStaticPattern forward_subject = {
	.expression = "^ *(?:\\[[^\\]]{0,40}\\] *)?(?:(?:tr|fw|fwd|wg|rv|enc|"
		      "i|transfert|transfere) ?:|fwd\\b)",
};

// What hands a message on without adding to it.
static PsqStaticPattern cover = {
	.expression =
		"\\b(?:ci-?dessous|ci-?apres|ci-?joint|ci-?inclus|voir "
		"(?:plus bas|dessous|mail|message|en dessous)|pour (?:votre "
		")?(?:info|information|attribution|suite|action|traitement|"
		"valoir)|transmets|transmet|transmis|transfere|transferons|"
		"transmettons|(?:fais|faire|faisons) suivre|relaie|"
		"retransmets|renvoie|toutes fins utiles|qui suit|see below|"
		"for your information|fyi|forward|siehe unten|zur (?:kenntnis|"
		"info)|weiter(?:geleitet)?)\\b",
};

// What hands it on as done with: nothing is to be acted on.
static PsqStaticPattern settled = {
	.expression =
		"\\b(?:s'en (?:occupe|charge)\\w*|(?:est|a ete|tout est) "
		"(?:regle|resolu|traite)e?|rien a (?:faire|traiter)|aucune "
		"(?:action|suite) (?:a|de votre|n'est)|pas (?:besoin|la peine|"
		"necessaire) d(?:e|')|sans suite|already (?:dealt|solved|"
		"settled)|no action)",
};

// "Ma fille m'écrit ça, envoyez quelqu'un là où elle dit": what is pointed at
// is to be acted on.
static PsqStaticPattern pointing = {
	.expression =
		"\\b(?:ca|ceci|cela|ci-?dessous|ci-?joint|en dessous|"
		"plus bas|ce (?:mail|message|courriel|sms|texte)|(?:elle|il|"
		"on) (?:dit|ecrit|raconte|explique|decrit)|lisez|voyez|"
		"regardez|this|below)\\b",
};

static PsqStaticPattern demand = {
	.expression =
		"\\b(?:envoyez|interven(?:ez|ir)|faites|venez|allez|"
		"aidez|agissez|tout de suite|immediatement|au secours|"
		"(?:donner|faire) suite|suite a donner|(?:prendre|pris) (?:en "
		"(?:compte|charge)|comme)|enregistre[rz]?|send "
		"(?:someone|somebody|help)|please (?:help|act|"
		"come))\\b",
};

static PsqStaticPattern police_address = {
	.expression = "^(?:ddsp|ddpn|dipn|dtpn)[0-9ab]{2,3}-|"
		      "@(?:[a-z0-9-]+\\.)*interieur\\.gouv\\.fr$",
};

static bool
subject_matches(const PsqMail *mail, PsqStaticPattern *pattern)
{
	if (mail->subject == NULL) {
		return false;
	}
	g_autofree char *subject = psq_fold_string(mail->subject);
	return psq_pattern_matches(psq_pattern_get(pattern), subject);
}

// True if the earlier message's author is the police: it is our letter, not
// the sender's matter.
static bool
is_ours(const PsqMail *mail, const char *author)
{
	g_autofree char *folded = psq_fold_string(author);
	if (psq_pattern_matches(psq_pattern_get(&police_address), folded)) {
		return true;
	}
	for (guint i = 0; i < mail->to->len; i++) {
		const PsqAddress *to = g_ptr_array_index(mail->to, i);
		if (to->address != NULL &&
			g_ascii_strcasecmp(to->address, author) == 0) {
			return true;
		}
	}
	return false;
}

static bool
is_said(const Split *s, PsqStaticPattern *pattern)
{
	for (guint i = 0; i < s->lines->count; i++) {
		const PsqQuoteLine *line = &s->lines->line[i];
		if (line->bin == PSQ_BIN_SAID &&
			psq_quote_line_matches(line, pattern)) {
			return true;
		}
	}
	return false;
}

// True if the sender's words, so many, only hand on what is below them.
static bool
only_hands_on(const Split *s, guint words)
{
	return words <= EMPTY_COVER ||
		(words <= COVER_WORDS && is_said(s, &cover) &&
			!is_said(s, &settled)) ||
		(words <= POINTING_WORDS && is_said(s, &pointing) &&
			is_said(s, &demand));
}

// Forwarded history counts only if the sender forwards it as the thing to act
// on. An answer without words counts too if it is not known to
// answer anything, or quotes somebody else than the police.
static bool
is_the_matter(const Split *s, guint words)
{
	if (s->forward) {
		return only_hands_on(s, words);
	}
	bool somebody = s->history.marked && s->history.first.author[0] != '\0';
	return words == 0 && (somebody || !s->reply);
}

// Moves lines of the earlier message to the sender's words, without the ">"
// that the client put before all of them; what was quoted within stays.
static void
take_lines(Split *s, guint first, guint end)
{
	guint top = psq_quote_lines_written(s->lines, first);
	unsigned depth = top < end ? s->lines->line[top].depth : 0;
	for (guint i = first; i < end; i++) {
		PsqQuoteLine *line = &s->lines->line[i];
		if (line->depth <= depth) {
			line->bin = PSQ_BIN_SAID;
			line->strip = line->depth;
		}
	}
	psq_signature_mark(s->lines, first, end);
}

// The forwarded message becomes the sender's matter: its own words, not the
// history below them. A forward of a forward is looked through.
static void
take_forwarded(Split *s)
{
	PsqQuoteCursor cursor = { s->history.first.end, PSQ_QUOTE_BUDGET };
	for (int i = 0; i < MAX_NESTED; i++) {
		guint start = cursor.at;
		PsqQuoteMark mark = { .first = s->lines->count };
		bool nested = psq_quote_mark_next(s->lines, &cursor, &mark);
		guint end = nested ? mark.first : s->lines->count;
		if (psq_quote_lines_next(s->lines, start) < end || !nested) {
			take_lines(s, start, end);
			return;
		}
	}
}

static Split
split_text(const PsqMail *mail)
{
	Split s = { .mail = mail, .lines = psq_quote_lines_new(mail->text) };
	s.forward = subject_matches(mail, &forward_subject);
	s.reply = s.forward || mail->in_reply_to != NULL ||
		mail->references->len > 0 ||
		subject_matches(mail, &reply_subject);
	s.history = psq_quote_history_cut(s.lines, mail->quote_at, s.reply);
	s.forward = s.forward || s.history.first.forward;
	psq_signature_mark(s.lines, 0, s.lines->count);
	return s;
}

// The text of an attached message: the sender's matter where there is no
// other, else history.
static void
add_attached(const Split *s, PsqQuote *quote, guint words)
{
	g_autoptr(PsqQuote) attached = psq_quote_split(s->mail->forwarded);
	const PsqAddress *author = s->mail->forwarded->from;
	bool ours = author != NULL && author->address != NULL &&
		is_ours(s->mail, author->address);
	bool matter = !ours && only_hands_on(s, words);
	char **said = matter ? &quote->said : &quote->quoted;
	const struct {
		char **to;
		const char *text;
	} parts[] = {
		{ said, attached->said },
		{ &quote->quoted, attached->quoted },
		{ &quote->signature, attached->signature },
	};
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (parts[i].text[0] == '\0') {
			continue;
		}
		g_autofree char *before = *parts[i].to;
		*parts[i].to = g_strjoin(before[0] != '\0' ? "\n" : "", before,
			parts[i].text, NULL);
	}
}

PsqQuote *
psq_quote_split(const PsqMail *mail)
{
	Split s = split_text(mail);
	guint words = psq_signature_count_words(s.lines, 0, s.lines->count);
	if (s.history.marked && !is_ours(mail, s.history.first.author) &&
		is_the_matter(&s, words)) {
		take_forwarded(&s);
	}
	PsqQuote *quote = g_new0(PsqQuote, 1);
	quote->said = psq_quote_lines_text(s.lines, PSQ_BIN_SAID);
	quote->quoted = psq_quote_lines_text(s.lines, PSQ_BIN_QUOTED);
	quote->signature = psq_quote_lines_text(s.lines, PSQ_BIN_SIGNATURE);
	if (mail->forwarded != NULL) {
		add_attached(&s, quote, words);
	}
	psq_quote_lines_free(s.lines);
	return quote;
}

void
psq_quote_free(PsqQuote *quote)
{
	if (quote == NULL) {
		return;
	}
	g_free(quote->said);
	g_free(quote->quoted);
	g_free(quote->signature);
	g_free(quote);
}
