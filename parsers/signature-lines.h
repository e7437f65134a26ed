// signature-lines.h - what single lines below a message are
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/quote-lines.h"

// "Envoyé de mon iPhone", "Garanti sans virus", a provider's advertisement.
bool psq_signature_is_footer(const PsqQuoteLine *line);

// A line with which a legal notice may begin.
bool psq_signature_opens_notice(const PsqQuoteLine *line);

// True if the lines from first to before end, of which the first opens a
// notice, hold the marks of one. "Ce message est confidentiel, ne donnez pas
// mon nom" is a sender's wish and no notice.
bool psq_signature_is_notice(
	const PsqQuoteLines *lines, guint first, guint end);

// A sentence that somebody says, rather than a name, address or motto.
bool psq_signature_is_speech(const PsqQuoteLine *line);

// "Bonjour," and "Madame, Monsieur," alone on their line.
bool psq_signature_is_greeting(const PsqQuoteLine *line);

// "Cordialement,", "Je vous prie d'agréer ...".
bool psq_signature_is_closing(const PsqQuoteLine *line);
