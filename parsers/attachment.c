// attachment.c - what is said of a part that is not shown as text
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "parsers/attachment.h"

#include "parsers/header.h"
#include "parsers/limits.h"
#include "parsers/param.h"
#include "parsers/part.h"
#include "parsers/tidy.h"

#include <string.h>

enum { MAX_ENDING_BYTES = 16 };

void
psq_attachment_free(PsqAttachment *attachment)
{
	if (attachment == NULL) {
		return;
	}
	g_free(attachment->name);
	g_free(attachment->type);
	g_free(attachment);
}

static const char *
base_name(const char *name)
{
	const char *base = name;
	for (; *name != '\0'; name++) {
		if (*name == '/' || *name == '\\') {
			base = name + 1;
		}
	}
	return base;
}

// Cuts in the middle: what opens a file is its ending.
static char *
shortened(const char *name)
{
	if (strlen(name) <= PSQ_MAX_NAME_BYTES) {
		return g_strdup(name);
	}
	const char *dot = strrchr(name, '.');
	if (dot == NULL || strlen(dot) > MAX_ENDING_BYTES) {
		dot = "";
	}
	g_autofree char *stem = g_strdup(name);
	psq_tidy_cut(stem, PSQ_MAX_NAME_BYTES - strlen(dot));
	return g_strconcat(stem, dot, NULL);
}

static char *
safe_name(const char *raw)
{
	g_autofree char *line = psq_tidy_line(raw);
	g_autofree char *base = psq_tidy_line(base_name(line));
	if (base[strspn(base, ". ")] == '\0') {
		return NULL;
	}
	return shortened(base);
}

char *
psq_attachment_name(GMimeObject *part)
{
	g_autofree char *name = psq_param_get(
		psq_part_header(part, "Content-Disposition"), "filename");
	if (name == NULL || *name == '\0') {
		g_free(name);
		name = psq_param_get(
			psq_part_header(part, "Content-Type"), "name");
	}
	return name != NULL ? safe_name(name) : NULL;
}

static char *
message_name(GMimeMessagePart *part)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	const char *raw = message != NULL
		? psq_part_header(GMIME_OBJECT(message), "Subject")
		: NULL;
	if (raw == NULL) {
		return NULL;
	}
	g_autofree char *subject = psq_header_text(raw);
	g_strdelimit(subject, "/\\", '-');
	g_autofree char *name = g_strconcat(subject, ".eml", NULL);
	return safe_name(name);
}

PsqAttachment *
psq_attachment_new(GMimeObject *part, const char *type)
{
	PsqAttachment *attachment = g_new0(PsqAttachment, 1);
	attachment->name = psq_attachment_name(part);
	if (attachment->name == NULL && GMIME_IS_MESSAGE_PART(part)) {
		attachment->name = message_name(GMIME_MESSAGE_PART(part));
	}
	attachment->type = g_strdup(type);
	attachment->size = psq_part_size(part);
	const char *raw = psq_part_header(part, "Content-Disposition");
	g_autofree char *how = psq_param_value(raw != NULL ? raw : "");
	attachment->in_line = strcmp(how, "inline") == 0;
	return attachment;
}
