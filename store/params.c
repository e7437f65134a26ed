// params.c - the parameters of a statement, as libpq wants them
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "store/array.h"
#include "store/db-private.h"

#include <inttypes.h>

enum { FORMAT_TEXT = 0, FORMAT_BINARY = 1 };

PsqParams *
psq_params_new(void)
{
	PsqParams *params = g_new0(PsqParams, 1);
	params->values = g_ptr_array_new();
	params->lengths = g_array_new(FALSE, FALSE, sizeof(int));
	params->formats = g_array_new(FALSE, FALSE, sizeof(int));
	params->held =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	params->owned = g_ptr_array_new_with_free_func(g_free);
	return params;
}

void
psq_params_free(PsqParams *params)
{
	if (params == NULL) {
		return;
	}
	g_ptr_array_unref(params->values);
	g_array_unref(params->lengths);
	g_array_unref(params->formats);
	g_ptr_array_unref(params->held);
	g_ptr_array_unref(params->owned);
	g_free(params);
}

static void
add(PsqParams *params, const void *value, int length, int format)
{
	g_ptr_array_add(params->values, (gpointer)value);
	g_array_append_val(params->lengths, length);
	g_array_append_val(params->formats, format);
}

static void
add_owned(PsqParams *params, char *text)
{
	if (text != NULL) {
		g_ptr_array_add(params->owned, text);
	}
	add(params, text, 0, FORMAT_TEXT);
}

void
psq_params_text(PsqParams *params, const char *text)
{
	add_owned(params, g_strdup(text));
}

void
psq_params_int(PsqParams *params, int64_t number)
{
	add_owned(params, g_strdup_printf("%" PRId64, number));
}

void
psq_params_bool(PsqParams *params, bool truth)
{
	add(params, truth ? "t" : "f", 0, FORMAT_TEXT);
}

// An empty bytea must not be NULL.
void
psq_params_bytes(PsqParams *params, GBytes *bytes)
{
	gsize len;
	const void *data = g_bytes_get_data(bytes, &len);
	g_assert(len <= G_MAXINT);
	g_ptr_array_add(params->held, g_bytes_ref(bytes));
	add(params, data != NULL ? data : "", (int)len, FORMAT_BINARY);
}

void
psq_params_texts(PsqParams *params, const GPtrArray *strings)
{
	add_owned(params, psq_array_write(strings));
}

void
psq_params_uint32s(PsqParams *params, const GArray *numbers)
{
	GString *literal = g_string_new("{");
	for (guint i = 0; i < numbers->len; i++) {
		g_string_append_printf(literal, "%s%" PRIu32, i > 0 ? "," : "",
			g_array_index(numbers, uint32_t, i));
	}
	g_string_append_c(literal, '}');
	add_owned(params, g_string_free(literal, FALSE));
}

void
psq_params_int64s(PsqParams *params, const GArray *numbers)
{
	GString *literal = g_string_new("{");
	for (guint i = 0; i < numbers->len; i++) {
		g_string_append_printf(literal, "%s%" PRId64, i > 0 ? "," : "",
			g_array_index(numbers, int64_t, i));
	}
	g_string_append_c(literal, '}');
	add_owned(params, g_string_free(literal, FALSE));
}
