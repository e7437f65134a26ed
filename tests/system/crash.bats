#!/usr/bin/env bats
# crash.bats - psqd dies at any moment: nothing is lost, nothing comes twice
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

MESSAGES=500

# At least COUNT rows in the ledger.
ledger_has() {
	[ "$(ledger)" -ge "$1" ]
}

# The state that must be reached whatever happened on the way.
all_is_there() {
	same $MESSAGES "$(tickets)"
	same $MESSAGES "$(ledger)"
	answers $MESSAGES 'SELECT count(DISTINCT message_id) FROM psq.message'
	answers $MESSAGES 'SELECT count(*) FROM psq.raw r JOIN psq.message m
		ON m.id = r.message AND m.sha256 = sha256(r.bytes)'
	answers $MESSAGES "SELECT max(right(number, 6)::integer) FROM psq.ticket"
	answers $MESSAGES "SELECT count(*) FROM psq.event WHERE what = 'taken_in'"
}

inbox_is_empty() {
	[ -z "$(imap_list "$WORLD/imap" "$BELFORT")" ]
}

# Lets psqd run until the ledger has grown by STEP, and kills it there.
run_and_kill() {
	local before
	before=$(ledger)
	psqd_start
	await 60 ledger_has $((before + $1 < MESSAGES ? before + $1 : MESSAGES))
	psqd_kill
}

@test "kill -9 in the middle of 500 messages, several times: 500 tickets" {
	local step cut=0
	letters "$OUT/in" $MESSAGES
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	for step in 1 20 60 100 1; do
		run_and_kill $step
		[ "$(ledger)" -ge $MESSAGES ] || cut=$((cut + 1))
	done
	[ $cut -ge 2 ]
	psqd_once
	[ "$status" -eq 0 ]
	all_is_there
}

@test "kill -9 at a random moment, ten times: 500 tickets" {
	local i
	letters "$OUT/in" $MESSAGES
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	for i in 1 2 3 4 5 6 7 8 9 10; do
		psqd_start
		sleep "0.$((RANDOM % 25 + 10))"
		psqd_kill
	done
	psqd_once
	[ "$status" -eq 0 ]
	all_is_there
}

@test "kill -9 while messages are moved: all are in the folder, once each" {
	local step
	world_conf "$(world_mailbox "$BELFORT" 90 'settle = "move"' \
		'settle_to = "Traités"')" >"$WORLD_CONF"
	letters "$OUT/in" $MESSAGES
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	for step in 1 400 50; do
		run_and_kill $step
	done
	psqd_once
	same 0 "$status"
	inbox_is_empty
	all_is_there
	same $MESSAGES "$(imap_list "$WORLD/imap" "$BELFORT" Traités | wc -l)"
}

# The database dies as by kill -9 of one of its processes, and comes back.
crash_database() {
	local pid
	pid=$(head -n 1 "$WORLD/pg/data/postmaster.pid")
	kill -QUIT "$pid"
	while kill -0 "$pid" 2>/dev/null; do
		sleep 0.05
	done
	pg_boot "$WORLD/pg"
}

@test "the database dies in the middle of 500 messages, thrice: 500 tickets" {
	local at
	letters "$OUT/in" $MESSAGES
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_start
	for at in 1 120 240; do
		await 30 ledger_has $at
		crash_database
	done
	await 30 ledger_has $MESSAGES
	psqd_stop
	same 0 "$status"
	all_is_there
}
