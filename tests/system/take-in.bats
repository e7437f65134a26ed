#!/usr/bin/env bats
# take-in.bats - every message becomes one ticket, whatever happens twice
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

@test "every message of two mailboxes becomes one ticket of its station" {
	letters "$OUT/in" 3
	world_deliver "$BELFORT" "$OUT/in"/000[12].eml
	world_deliver "$BESANCON" "$OUT/in/0003.eml"
	psqd_once
	[ "$status" -eq 0 ]
	answers 90:2,25:1 "SELECT string_agg(station || ':' || n, ',' ORDER BY n DESC)
		FROM (SELECT station, count(*) n FROM psq.ticket GROUP BY 1) t"
	answers 3 "SELECT count(*) FROM psq.ledger WHERE fate = 'ticket'"
}

@test "ticket numbers are those of station and year, without a gap" {
	letters "$OUT/in" 3
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	local year
	year=$(TZ=Europe/Paris date +%Y)
	answers "90-$year-000001 90-$year-000002 90-$year-000003" \
		"SELECT string_agg(number, ' ' ORDER BY number) FROM psq.ticket"
}

@test "the bytes are kept as the server sends them" {
	local file sha256
	file=$(letter "$OUT/one.eml" 'Été à Belfort')
	sha256=$(sed 's/$/\r/' "$file" | sha256sum | cut -d ' ' -f 1)
	world_deliver "$BELFORT" "$file"
	psqd_once
	answers "$sha256" "SELECT encode(sha256(bytes), 'hex') FROM psq.raw"
	answers "$sha256" "SELECT encode(sha256, 'hex') FROM psq.ledger"
}

@test "psqd --once twice makes no second ticket" {
	letters "$OUT/in" 4
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	psqd_once
	[ "$status" -eq 0 ]
	same 4 "$(tickets)"
	same 4 "$(ledger)"
}

@test "what comes between two runs is taken in, and only that" {
	letters "$OUT/in" 3
	world_deliver "$BELFORT" "$OUT/in"/000[12].eml
	psqd_once
	world_deliver "$BELFORT" "$OUT/in/0003.eml"
	psqd_once
	same 3 "$(tickets)"
	same 3 "$(ledger)"
	same 1 "$(grep -c 'uid 3: ' <<<"$output")"
	lacks 'uid 1: '
}

@test "the same bytes under two UIDs: two ledger rows, one ticket" {
	local file
	file=$(letter "$OUT/one.eml")
	world_deliver "$BELFORT" "$file" "$file"
	psqd_once
	[ "$status" -eq 0 ]
	same 1 "$(tickets)"
	answers 'ticket duplicate' \
		"SELECT string_agg(fate, ' ' ORDER BY uid) FROM psq.ledger"
	answers 1 'SELECT count(DISTINCT message) FROM psq.ledger'
}

@test "the same bytes in two mailboxes: a ticket for each station" {
	local file
	file=$(letter "$OUT/one.eml")
	world_deliver "$BELFORT" "$file"
	world_deliver "$BESANCON" "$file"
	psqd_once
	answers 25,90 "SELECT string_agg(station, ',' ORDER BY station)
		FROM psq.ticket"
}

@test "a new UIDVALIDITY makes no second ticket" {
	letters "$OUT/in" 5
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	imap_uidvalidity_reset "$WORLD/imap" "$BELFORT"
	letters "$OUT/more" 6
	world_deliver "$BELFORT" "$OUT/more/0006.eml"
	psqd_once
	[ "$status" -eq 0 ]
	same 6 "$(tickets)"
	answers 2 'SELECT count(DISTINCT uidvalidity) FROM psq.ledger'
	answers 11 'SELECT count(*) FROM psq.ledger'
	answers 5 "SELECT count(*) FROM psq.ledger WHERE fate = 'duplicate'"
}

@test "a message that is gone from the server keeps its ticket" {
	letters "$OUT/in" 2
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	imap_expunge "$WORLD/imap" "$BELFORT" 1
	psqd_once
	[ "$status" -eq 0 ]
	same 2 "$(tickets)"
}

@test "machine mail is in the ledger and opens no ticket" {
	cat >"$OUT/absent.eml" <<-MAIL
		From: Mairie <accueil@mairie.example>
		To: $BELFORT
		Subject: Absence
		Auto-Submitted: auto-replied
		Message-ID: <1@mairie.example>

		Je suis absente jusqu'au 12.
	MAIL
	world_deliver "$BELFORT" "$OUT/absent.eml"
	psqd_once
	same 0 "$(tickets)"
	answers automatic 'SELECT fate FROM psq.ledger'
	answers 1 'SELECT count(*) FROM psq.raw'
}

@test "two empty mailboxes are no trouble" {
	psqd_once
	[ "$status" -eq 0 ]
	same 0 "$(ledger)"
	answers 2 'SELECT count(*) FROM psq.mailbox WHERE last_poll_at IS NOT NULL'
}

@test "more messages than one round takes are all taken in" {
	letters "$OUT/in" 520
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	[ "$status" -eq 0 ]
	same 520 "$(tickets)"
}
