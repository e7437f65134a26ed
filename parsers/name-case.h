// name-case.h - "DUPONT", "le goff": names as one writes them
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdbool.h>

// Writes name with capitals where they belong: "Dupont", "Le Goff", "de La
// Tour", "Jean-Pierre", "d'Almeida", "Guyonvarc'h". A word that has both cases
// is left as it is. surname: small words keep the case of a surname. The
// caller frees the result.
char *psq_name_case(const char *name, bool surname);
