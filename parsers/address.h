// address.h - mailboxes out of From, Reply-To, To and Cc (RFC 5322)
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Not left to GMime: 3.2.13 keeps only the first of "a@b; c@d" (Outlook),
// loses B words in names (issue #133) and leaks on faulty lists (#159).
#pragma once

#include "parsers/mail.h"

// Appends the mailboxes of a raw header value to list (PsqAddress) until list
// holds max. False if there were more. Groups give their members. Names lose
// their quotes, comments serve as names where there is no other; a name is
// never taken for the address, whatever it pretends to be, and is NULL where
// it only repeats the address. A comma that follows no address belongs to the
// name ("Dupont, Jean <j@x.example>"). What has no address that could be
// answered gives a mailbox with a name only, or nothing.
bool psq_address_parse(const char *raw, GPtrArray *list, guint max);
