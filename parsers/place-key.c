// place-key.c - words of a text as names of communes are looked up by
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/place-key.h"

#include <string.h>

static bool
is_letter(char c)
{
	return g_ascii_isalnum(c);
}

// Whether all of text[from..to) may stand within a name. Mail programs wrap
// lines inside of names.
static PsqGap
gap_of(const char *text, size_t from, size_t to)
{
	guint lines = 0;
	for (size_t i = from; i < to; i++) {
		lines += text[i] == '\n';
		bool inner = text[i] == ' ' ||
			(text[i] == '\n' && lines == 1) ||
			((text[i] == '-' || text[i] == '\'') && to - from == 1);
		if (!inner) {
			return PSQ_GAP_SIGN;
		}
	}
	return PSQ_GAP_BLANK;
}

static void
set_key(PsqKeyWord *word, const char *text)
{
	static const struct {
		const char *written;
		const char *meant;
	} shorts[] = { { "st", "saint" }, { "ste", "sainte" },
		{ "sts", "saints" } };
	size_t len =
		MIN(word->span.end - word->span.start, sizeof word->key - 1);
	memcpy(word->key, text + word->span.start, len);
	word->key[len] = '\0';
	bool is_short = word->key[0] == 's' && word->key[1] == 't';
	for (size_t i = 0; is_short && i < G_N_ELEMENTS(shorts); i++) {
		if (strcmp(word->key, shorts[i].written) == 0) {
			g_strlcpy(word->key, shorts[i].meant, sizeof word->key);
		}
	}
}

GArray *
psq_key_words(const PsqFold *fold)
{
	GArray *words = g_array_sized_new(
		FALSE, FALSE, sizeof(PsqKeyWord), (guint)(fold->len / 4 + 4));
	size_t end = 0; // of the word before
	size_t at = 0;
	while (at < fold->len) {
		if (!is_letter(fold->text[at])) {
			at++;
			continue;
		}
		PsqKeyWord word = { .span.start = at };
		while (at < fold->len && is_letter(fold->text[at])) {
			at++;
		}
		word.span.end = at;
		word.gap = gap_of(fold->text, end, word.span.start);
		set_key(&word, fold->text);
		g_array_append_val(words, word);
		end = at;
	}
	return words;
}

// "au" and "aux" hold the name's article: "au Havre" is at Le Havre.
static const char *
article(const PsqKeyWord *lead)
{
	return strcmp(lead->key, "au") == 0     ? "le "
		: strcmp(lead->key, "aux") == 0 ? "les "
						: "";
}

PsqKey
psq_key_read(const GArray *words, guint first)
{
	PsqKey key = { .count = 0 };
	char *end = key.text;
	guint most = MIN(words->len - MIN(first, words->len), PSQ_KEY_WORDS);
	for (guint i = 0; i < most; i++) {
		const PsqKeyWord *word =
			&g_array_index(words, PsqKeyWord, first + i);
		bool joined = word->gap == PSQ_GAP_BLANK;
		if (i == 0 && first > 0 && joined) {
			end = g_stpcpy(end, article(word - 1));
		} else if (i > 0 && !joined) {
			break;
		} else if (i > 0) {
			*end++ = ' ';
		}
		end = g_stpcpy(end, word->key);
		key.ends[key.count++] = (size_t)(end - key.text);
	}
	return key;
}

bool
psq_key_postcode(const char *word, char ret_department[4])
{
	if (strlen(word) != 5 || strspn(word, "0123456789") != 5) {
		return false;
	}
	bool overseas =
		strncmp(word, "97", 2) == 0 || strncmp(word, "98", 2) == 0;
	g_strlcpy(ret_department, word, overseas ? 4 : 3);
	if (strcmp(ret_department, "20") == 0) {
		// 200xx and 201xx are the south, 202xx and 206xx the north.
		g_strlcpy(ret_department, word[2] <= '1' ? "2A" : "2B", 4);
	}
	return strcmp(ret_department, "00") != 0 &&
		strcmp(ret_department, "99") != 0;
}

// "ddsp90-psq@...", "dipn2a-belfort-psq@...", "dtpn971-psq@..."
static bool
department_of(const char *address, char ret_department[4])
{
	static const char *const services[] = { "ddsp", "ddpn", "dipn", "dtpn",
		"cdsp" };
	for (size_t i = 0; i < G_N_ELEMENTS(services); i++) {
		size_t skip = strlen(services[i]);
		if (g_ascii_strncasecmp(address, services[i], skip) != 0) {
			continue;
		}
		const char *code = address + skip;
		size_t len = strspn(code, "0123456789abAB");
		if (len >= 2 && len <= 3 && g_ascii_isdigit(code[0])) {
			g_autofree char *upper = g_ascii_strup(code, len);
			g_strlcpy(ret_department, upper, 4);
			return true;
		}
	}
	return false;
}

void
psq_key_department(const PsqMatter *matter, char ret_department[4])
{
	ret_department[0] = '\0';
	if (matter->own_address != NULL &&
		department_of(matter->own_address, ret_department)) {
		return;
	}
	const GPtrArray *to = matter->mail->to;
	for (guint i = 0; to != NULL && i < to->len; i++) {
		const PsqAddress *address = to->pdata[i];
		if (address->address != NULL &&
			department_of(address->address, ret_department)) {
			return;
		}
	}
}
