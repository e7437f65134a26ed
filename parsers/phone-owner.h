// phone-owner.h - single words before a number that tell whose it is
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/phone-around.h"
#include "parsers/phone-use.h"

// "mon portable", "me joindre", "je suis joignable", the sender's own name.
bool psq_owner_is_sender(
	const PsqPhoneSetting *setting, const PsqAround *around, size_t i);

// "ma mère", "le syndic", "Me Bardet", "chez elle", "celui de Denis".
bool psq_owner_is_other(
	const PsqPhoneSetting *setting, const PsqAround *around, size_t i);

// "numéro affiché", "m'a appelé", "du 06...": one that called the sender.
bool psq_owner_is_caller(const PsqAround *around, size_t i);
