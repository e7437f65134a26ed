// letter-texts.c - the texts of one language: words, and a template a kind
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "letters/letter-texts.h"

enum { MONTHS = 12 };

// In the order of PsqLetterField.
static const PsqField fields[] = {
	{ "address", PSQ_FIELD_TEXT },
	{ "answers", PSQ_FIELD_TEXT },
	{ "deadline", PSQ_FIELD_TEXT },
	{ "mail", PSQ_FIELD_TEXT },
	{ "number", PSQ_FIELD_TEXT },
	{ "phone", PSQ_FIELD_TEXT },
	{ "received", PSQ_FIELD_TEXT },
	{ "said", PSQ_FIELD_TEXT },
	{ "signature", PSQ_FIELD_TEXT },
	{ "station", PSQ_FIELD_TEXT },
	{ "vote", PSQ_FIELD_TEXT },
	{ "emergency", PSQ_FIELD_TRUTH },
	{ "distress", PSQ_FIELD_TRUTH },
	{ "complaint", PSQ_FIELD_TRUTH },
	{ "offence", PSQ_FIELD_TRUTH },
	{ "appointment", PSQ_FIELD_TRUTH },
	{ "out_of_scope", PSQ_FIELD_TRUTH },
	{ "emergency_services", PSQ_FIELD_TEXT },
	{ "distress_services", PSQ_FIELD_TEXT },
	{ "complaint_services", PSQ_FIELD_TEXT },
	{ "offence_services", PSQ_FIELD_TEXT },
	{ "appointment_services", PSQ_FIELD_TEXT },
	{ "out_of_scope_services", PSQ_FIELD_TEXT },
};
G_STATIC_ASSERT(G_N_ELEMENTS(fields) == PSQ_LETTER_FIELD_COUNT);

void
psq_letter_texts_free(PsqLetterTexts *texts)
{
	if (texts == NULL) {
		return;
	}
	g_free(texts->language);
	g_clear_pointer(&texts->words, g_key_file_unref);
	g_strfreev(texts->months);
	for (int i = 0; i < PSQ_LETTER_COUNT; i++) {
		psq_template_free(texts->templates[i]);
	}
	g_free(texts);
}

static const PsqFile *
file_find(const PsqLetterFolder *folder, const char *name)
{
	for (guint i = 0; i < folder->files->len; i++) {
		const PsqFile *file = g_ptr_array_index(folder->files, i);
		if (g_str_equal(file->name, name)) {
			return file;
		}
	}
	return NULL;
}

static const PsqFile *
file_need(const PsqLetterFolder *folder, const char *name, GError **error)
{
	const PsqFile *file = file_find(folder, name);
	if (file == NULL) {
		return psq_fail_null(error, PSQ_ERR_CONFIG,
			"letters/%s: %s is missing", folder->language, name);
	}
	return file;
}

static bool
words_fail(
	GError **error, const PsqFile *file, const char *group, const char *key)
{
	return psq_fail(error, PSQ_ERR_CONFIG, "%s:1: [%s] %s is missing",
		file->path, group, key);
}

static bool
check_words(PsqLetterTexts *texts, const PsqFile *file, GError **error)
{
	gsize months = 0;
	texts->months = g_key_file_get_string_list(
		texts->words, "dates", "months", &months, NULL);
	if (months != MONTHS) {
		return words_fail(error, file, "dates", "months (twelve)");
	}
	static const char *const dates[] = { "day", "moment" };
	for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
		if (!g_key_file_has_key(
			    texts->words, "dates", dates[i], NULL)) {
			return words_fail(error, file, "dates", dates[i]);
		}
	}
	for (int i = 0; i < PSQ_LETTER_COUNT; i++) {
		if (texts->templates[i] != NULL &&
			!g_key_file_has_key(texts->words, "subjects",
				psq_letter_kind_name((PsqLetterKind)i), NULL)) {
			return words_fail(error, file, "subjects",
				psq_letter_kind_name((PsqLetterKind)i));
		}
	}
	return true;
}

static bool
read_words(PsqLetterTexts *texts, const PsqLetterFolder *folder, GError **error)
{
	g_autoptr(GError) reason = NULL;
	const PsqFile *file = file_need(folder, "words.conf", error);
	if (file == NULL) {
		return false;
	}
	texts->words = g_key_file_new();
	if (!g_key_file_load_from_data(texts->words, file->text, file->len,
		    G_KEY_FILE_NONE, &reason)) {
		return psq_fail(error, PSQ_ERR_CONFIG, "%s:1: %s", file->path,
			reason->message);
	}
	return check_words(texts, file, error);
}

static bool
read_texts(PsqLetterTexts *texts, const PsqLetterFolder *folder, GError **error)
{
	texts->language = g_strdup(folder->language);
	bool needs_all = g_str_equal(folder->language, "fr");
	for (int i = 0; i < PSQ_LETTER_COUNT; i++) {
		g_autofree char *name = g_strconcat(
			psq_letter_kind_name((PsqLetterKind)i), ".md", NULL);
		const PsqFile *file = needs_all ? file_need(folder, name, error)
						: file_find(folder, name);
		if (file == NULL && needs_all) {
			return false;
		} else if (file == NULL) {
			continue;
		}
		texts->templates[i] = psq_template_new(
			file, fields, PSQ_LETTER_FIELD_COUNT, error);
		if (texts->templates[i] == NULL) {
			return false;
		}
	}
	return read_words(texts, folder, error);
}

PsqLetterTexts *
psq_letter_texts_new(const PsqLetterFolder *folder, GError **error)
{
	g_autoptr(PsqLetterTexts) texts = g_new0(PsqLetterTexts, 1);
	return read_texts(texts, folder, error) ? g_steal_pointer(&texts)
						: NULL;
}
