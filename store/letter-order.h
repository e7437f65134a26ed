// letter-order.h - a letter of the database as the composer wants it
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "letters/letter.h"
#include "store/letter.h"

// Composes outgoing. Fails with PSQ_ERR_MESSAGE when it can't be written, as
// psq_letter_compose() says.
GBytes *psq_letter_order_compose(const PsqLetters *letters,
	const PsqOutgoing *outgoing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
