// letter.c - a letter's words, made of the texts of letters/
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/letter.h"

#include "letters/letter-texts.h"
#include "letters/markup.h"

#include <string.h>

struct PsqLetters {
	PsqDirectory *directory;
	GPtrArray *texts; // PsqLetterTexts
	const PsqLetterTexts *french;
};

static const char *const kinds[] = {
	"acknowledgement",
	"alarm",
	"answer",
	"satisfaction",
};
G_STATIC_ASSERT(G_N_ELEMENTS(kinds) == PSQ_LETTER_COUNT);

const char *
psq_letter_kind_name(PsqLetterKind kind)
{
	return kinds[kind];
}

bool
psq_letter_kind_from_name(const char *name, PsqLetterKind *ret_kind)
{
	for (int i = 0; i < PSQ_LETTER_COUNT; i++) {
		if (g_str_equal(kinds[i], name)) {
			*ret_kind = (PsqLetterKind)i;
			return true;
		}
	}
	return false;
}

static const PsqLetterTexts *
texts_find(const PsqLetters *letters, const char *language)
{
	for (guint i = 0; i < letters->texts->len; i++) {
		const PsqLetterTexts *texts =
			g_ptr_array_index(letters->texts, i);
		if (g_str_equal(texts->language, language)) {
			return texts;
		}
	}
	return NULL;
}

PsqLetters *
psq_letters_new(const PsqLetterFolder *folders, size_t count,
	PsqDirectory *directory, GError **error)
{
	g_autoptr(PsqLetters) letters = g_new0(PsqLetters, 1);
	letters->directory = directory;
	letters->texts = g_ptr_array_new_with_free_func(
		(GDestroyNotify)psq_letter_texts_free);
	for (size_t i = 0; i < count; i++) {
		PsqLetterTexts *texts =
			psq_letter_texts_new(&folders[i], error);
		if (texts == NULL) {
			return NULL;
		}
		g_ptr_array_add(letters->texts, texts);
	}
	letters->french = texts_find(letters, "fr");
	if (letters->french == NULL) {
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"letters/fr: could not be found");
	}
	return g_steal_pointer(&letters);
}

void
psq_letters_free(PsqLetters *letters)
{
	if (letters == NULL) {
		return;
	}
	g_ptr_array_unref(letters->texts);
	psq_directory_free(letters->directory);
	g_free(letters);
}

const PsqDirectory *
psq_letters_directory(const PsqLetters *letters)
{
	return letters->directory;
}

void
psq_letter_text_free(PsqLetterText *text)
{
	if (text == NULL) {
		return;
	}
	g_free(text->subject);
	g_free(text->markup);
	g_free(text->language);
	g_free(text);
}

// "- Name: **17**, day and night (when)", of what the directory says.
static void
append_service(GString *list, const PsqDirectory *directory,
	const PsqService *service, const char *language)
{
	g_autofree char *name = psq_markup_escape(service->name);
	g_autofree char *hours =
		psq_directory_hours(directory, service, language);
	g_autofree char *note =
		psq_directory_note(directory, service, language);
	g_string_append_printf(list, "- %s", name);
	if (service->phone != NULL) {
		g_string_append_printf(list, " : **%s**", service->phone);
	}
	if (service->url != NULL) {
		g_string_append_printf(list, " : [%s](https://%s)",
			service->url, service->url);
	}
	const char *const more[] = { service->address, hours, note };
	for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
		if (more[i] != NULL) {
			g_autofree char *text = psq_markup_escape(more[i]);
			g_string_append_printf(list, ", %s", text);
		}
	}
	g_string_append_c(list, '\n');
}

static char *
services_text(const PsqLetters *letters, PsqFlag flag, unsigned day,
	const char *language)
{
	g_autoptr(GPtrArray) services =
		psq_directory_for(letters->directory, flag, day);
	GString *list = g_string_new(NULL);
	for (guint i = 0; i < services->len; i++) {
		append_service(list, letters->directory,
			g_ptr_array_index(services, i), language);
	}
	return g_string_free(list, FALSE);
}

// The day (Julian) of a moment, in UTC.
static unsigned
day_of(int64_t seconds)
{
	g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(seconds);
	g_autoptr(GDate) day =
		g_date_new_dmy((GDateDay)g_date_time_get_day_of_month(at),
			(GDateMonth)g_date_time_get_month(at),
			(GDateYear)g_date_time_get_year(at));
	return g_date_get_julian(day);
}

static char *
escape_or_null(const char *text)
{
	return text != NULL ? psq_markup_escape(text) : NULL;
}

// A mailto link (RFC 6068) whose subject is the token; the template adds the
// mark.
static char *
vote_text(const PsqLetterOrder *order)
{
	if (order->token == NULL) {
		return NULL;
	}
	g_autofree char *to =
		g_uri_escape_string(order->station.mail, "@", FALSE);
	g_autofree char *subject =
		g_uri_escape_string(order->token, NULL, FALSE);
	return g_strdup_printf("mailto:%s?subject=%s%%20", to, subject);
}

// A safe letter knows no flag: nothing in it betrays the matter.
static void
set_flags(const PsqLetters *letters, const PsqLetterOrder *order,
	const char *language, PsqFieldValue *values, char **texts)
{
	unsigned day = day_of(order->sent_at);
	for (int i = 0; i < PSQ_FLAG_COUNT; i++) {
		bool set = !order->safe && (order->flags & (1U << i)) != 0;
		values[PSQ_LETTER_FIELD_FLAG + i].truth = set;
		texts[PSQ_LETTER_FIELD_SERVICES + i] =
			services_text(letters, (PsqFlag)i, day, language);
	}
}

static char *
fill(const PsqLetters *letters, const PsqLetterTexts *texts,
	const PsqLetterOrder *order, GError **error)
{
	const PsqLetterStation *station = &order->station;
	const char *signature =
		order->signature != NULL ? order->signature : station->name;
	char *owned[PSQ_LETTER_FIELD_COUNT] = {
		[PSQ_LETTER_FIELD_ADDRESS] = escape_or_null(station->address),
		[PSQ_LETTER_FIELD_ANSWERS] = escape_or_null(station->answers),
		[PSQ_LETTER_FIELD_DEADLINE] =
			psq_letter_day(texts, order->deadline),
		[PSQ_LETTER_FIELD_MAIL] = psq_markup_escape(station->mail),
		[PSQ_LETTER_FIELD_NUMBER] = psq_markup_escape(order->number),
		[PSQ_LETTER_FIELD_PHONE] = escape_or_null(station->phone),
		[PSQ_LETTER_FIELD_RECEIVED] = psq_letter_moment(
			texts, order->received_at, order->zone),
		[PSQ_LETTER_FIELD_SAID] = order->said != NULL
			? psq_markup_paragraphs(order->said)
			: NULL,
		[PSQ_LETTER_FIELD_SIGNATURE] = psq_markup_escape(signature),
		[PSQ_LETTER_FIELD_STATION] = psq_markup_escape(station->name),
		[PSQ_LETTER_FIELD_VOTE] = vote_text(order),
	};
	PsqFieldValue values[PSQ_LETTER_FIELD_COUNT] = { 0 };
	set_flags(letters, order, texts->language, values, owned);
	for (int i = 0; i < PSQ_LETTER_FIELD_COUNT; i++) {
		values[i].text = owned[i];
	}
	char *text =
		psq_template_fill(texts->templates[order->kind], values, error);
	for (int i = 0; i < PSQ_LETTER_FIELD_COUNT; i++) {
		g_free(owned[i]);
	}
	return text;
}

static bool
has_kind(const PsqLetterTexts *texts, PsqLetterKind kind)
{
	return texts != NULL && texts->templates[kind] != NULL;
}

PsqLetterText *
psq_letter_write(
	const PsqLetters *letters, const PsqLetterOrder *order, GError **error)
{
	const char *wanted = order->language != NULL ? order->language : "fr";
	const PsqLetterTexts *own = texts_find(letters, wanted);
	const PsqLetterTexts *texts =
		has_kind(own, order->kind) ? own : letters->french;
	const PsqLetterTexts *second =
		own == NULL ? texts_find(letters, "en") : NULL;
	g_autoptr(PsqLetterText) text = g_new0(PsqLetterText, 1);
	text->language = g_strdup(texts->language);
	text->subject = psq_letter_subject(texts, order->kind, order->number);
	text->markup = fill(letters, texts, order, error);
	if (text->markup == NULL) {
		return NULL;
	}
	if (has_kind(second, order->kind)) {
		g_autofree char *first = text->markup;
		g_autofree char *other = fill(letters, second, order, error);
		text->markup = other != NULL
			? g_strconcat(first, "\n* * *\n\n", other, NULL)
			: NULL;
	}
	return text->markup != NULL ? g_steal_pointer(&text) : NULL;
}
