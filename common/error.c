// error.c - one error domain whose codes say what the caller does next
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "common/error.h"

GQuark
psq_error_quark(void)
{
	return g_quark_from_static_string("psq-error");
}

bool
psq_fail(GError **error, PsqError code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *text = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error_literal(error, PSQ_ERROR, (int)code, text);
	return false;
}

bool
psq_error_is(const GError *error, PsqError code)
{
	return g_error_matches(error, PSQ_ERROR, (int)code);
}
