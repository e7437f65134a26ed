#!/usr/bin/env bats
# poison.bats - a message that ends or stops psqd: it alone is quarantined
# SPDX-License-Identifier: GPL-3.0-or-later
#
# psqd-poison is psqd, with messages that it dies of (poison.c).

. "$top_srcdir/tests/lib/system.bash"

# psqd_poison ARGUMENT...: one pass of it; what it said is in the log.
psqd_poison() {
	status=0
	"$top_builddir/tests/system/psqd-poison" --config "$WORLD_CONF" "$@" \
		>>"$WORLD/psqd.log" 2>&1 || status=$?
}

# psqd_poison_until_done: passes until one succeeds, as whoever starts it
# again does; $deaths is how many did not.
psqd_poison_until_done() {
	deaths=0
	psqd_poison --once
	until [ "$status" = 0 ] || [ $deaths = 5 ]; do
		deaths=$((deaths + 1))
		psqd_poison --once
	done
	same 0 "$status"
}

# poisoned COUNT BODY: as many letters, and one with BODY among them.
poisoned() {
	letters "$OUT/in" "$1"
	world_deliver "$BELFORT" "$OUT/in"/*.eml \
		"$(letter "$OUT/poison.eml" Essai "$2")"
	letters "$OUT/more" 5
	world_deliver "$BESANCON" "$OUT/more"/*.eml
}

# all_but_one COUNT: what must be there in the end.
all_but_one() {
	same $(($1 + 5)) "$(tickets)"
	answers $(($1 + 6)) 'SELECT count(*) FROM psq.ledger'
	answers $(($1 + 5)) "SELECT count(*) FROM psq.event WHERE what = 'taken_in'"
	answers 1 "SELECT count(*) FROM psq.quarantine WHERE state = 'open'"
	answers 1 "SELECT count(*) FROM psq.ledger WHERE fate = 'quarantined'"
	answers 0 'SELECT count(*) FROM psq.attempt'
}

@test "a message that psqd dies of: quarantined, the others are tickets" {
	poisoned 60 POISON-DIES
	psqd_poison_until_done
	[ $deaths -ge 1 ]
	all_but_one 60
	answers t "SELECT bytes LIKE '%POISON-DIES%'::bytea FROM psq.quarantine"
	answers t "SELECT reason LIKE 'two processes ended when they were to read it%'
		FROM psq.quarantine"
	said 'messages were being taken in when a process ended'
}

@test "a message whose reading never ends: likewise, after read_seconds" {
	WORLD_SETTINGS='read_seconds = 1' world_conf >"$WORLD_CONF"
	poisoned 10 POISON-HANGS
	psqd_poison_until_done
	[ $deaths -ge 1 ]
	all_but_one 10
}

@test "two of them in two mailboxes: each is quarantined, nobody else is" {
	poisoned 20 POISON-DIES
	world_deliver "$BESANCON" "$(letter "$OUT/second.eml" Essai POISON-DIES)"
	psqd_poison_until_done
	same 25 "$(tickets)"
	answers 2 "SELECT count(*) FROM psq.quarantine WHERE state = 'open'"
	answers 0 'SELECT count(*) FROM psq.attempt'
}

@test "one that can't even be fetched: quarantined without bytes, and retried" {
	poisoned 10 'Un message que personne ne peut lire.'
	POISON_UID=7 psqd_poison_until_done
	[ $deaths -ge 1 ]
	answers 1 "SELECT count(*) FROM psq.quarantine WHERE state = 'open'
		AND bytes IS NULL AND uid = 7 AND size_on_server > 0"
	same 15 "$(tickets)"
	run world_psqctl quarantine show 1
	same 1 "$status"
	has 'has no bytes here'

	# A new version can: it comes as if it had just arrived.
	run world_psqctl quarantine retry 1
	same 0 "$status"
	has 'psqd le reprendra'
	psqd_once
	same 0 "$status"
	same 16 "$(tickets)"
	answers retried 'SELECT state FROM psq.quarantine'
	answers 0 "SELECT count(*) FROM psq.ledger WHERE fate = 'quarantined'"
	answers 0 'SELECT count(*) FROM psq.attempt'
	psqd_once
	same 16 "$(tickets)"
}

@test "one that still can't be fetched stays in quarantine" {
	poisoned 10 'Un message que personne ne peut lire.'
	POISON_UID=7 psqd_poison_until_done
	world_psqctl quarantine retry 1
	POISON_UID=7 psqd_poison_until_done
	same 0 "$deaths"
	answers 1 "SELECT count(*) FROM psq.quarantine WHERE state = 'open'"
	same 15 "$(tickets)"
}

@test "what was quarantined unread is taken in by a retry" {
	poisoned 10 POISON-DIES
	psqd_poison_until_done
	run world_psqctl quarantine retry 1
	same 0 "$status"
	has 'demande 90-'
	same 16 "$(tickets)"
}
